import Extraction
import Packets

/// The inputs of a request that had to be kept, and what they are called.
struct Spools {
  private var kept: [Spool] = []
  /// By the path that they are read from.
  private var names: [String: String] = [:]

  /// Keeps those inputs that can be read only once, and has the request read them from there.
  ///
  /// - Throws: a refusal, or an `OutputFailure`.
  init(_ request: inout AnalysisRequest, in directory: OutputDirectory, progress: Progress) throws {
    progress.stage = "keeping the input: "
    for (index, name) in request.paths.enumerated() where Spool.isNeeded(name) {
      let spool = try Spool(name, in: directory, progress: progress)
      request.paths[index] = spool.path
      names[spool.path] = name
      kept.append(spool)
    }
  }

  /// Something that is said of an input, under the name that the user gave.
  func restored(_ refusal: Refusal) -> Refusal {
    var refusal = refusal
    refusal.subject = names[refusal.subject] ?? refusal.subject
    return refusal
  }

  /// An input under the name that the user gave.
  func restored(_ input: InputInfo) -> InputInfo {
    var input = input
    input.path = names[input.path] ?? input.path
    return input
  }

  /// Calls `body`; what it throws says the names that the user gave.
  func restoring<R>(_ body: () throws -> R) throws -> R {
    do {
      return try body()
    } catch let refusal as Refusal {
      throw restored(refusal)
    } catch let outcome as CommandOutcome {
      throw CommandOutcome(status: outcome.status, refusals: outcome.refusals.map(restored))
    }
  }
}
