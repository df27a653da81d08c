import ArgumentParser
import Extraction

/// Which versions are written: `--revision N|all`.
enum RevisionArgument {
  case all
  case number(Int)

  /// - Throws: what the user can do about it, when it is neither.
  init(argument: String) throws {
    if argument == "all" {
      self = .all
    } else if let number = Int(argument), number > 0 {
      self = .number(number)
    } else {
      throw ValidationError("give a number from 1 on, oldest first, or all")
    }
  }
}

/// Which map is written beside each file, in addition to the JSON one.
enum MapFormat: String, CaseIterable, ExpressibleByArgument {
  case ddrescue
}

/// What of the downloads is written, and where.
struct ExtractArguments: ParsableArguments {
  @Option(
    name: .short,
    help: ArgumentHelp("The directory to write to; made where it is not there.", valueName: "dir"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Only this version of each download, from 1, oldest first; or all.", valueName: "n|all"),
    transform: RevisionArgument.init)
  var revision = RevisionArgument.all

  @Flag(help: "Also write what the client joined of several versions, as NAME.joined.")
  var join = false

  @Flag(
    help: "Also write complete files without their content coding (gzip, deflate, zstd, br).")
  var decode = false

  @Option(help: "Also write a map for this tool, as NAME.mapfile.")
  var map: MapFormat?

  @Flag(help: "Overwrite files that are there; symbolic links are replaced, never followed.")
  var force = false

  @Option(
    help: ArgumentHelp(
      """
      Leave out files that would be longer (8T when not given), and decoded forms (4G when not \
      given).
      """, valueName: "bytes"),
    transform: SizeArgument.init)
  var maxSize: SizeArgument?

  @Option(help: ArgumentHelp("Write at most so many files.", valueName: "n"))
  var maxFiles = 10_000

  @Flag(help: "Only list the files that there are in the captures; -o is not needed.")
  var list = false

  @Flag(help: "Check all that can be checked and say what would be written, but write nothing.")
  var dryRun = false

  @Flag(help: "Say nothing of the files that are written.")
  var quiet = false

  var options: ExtractionOptions {
    var options = ExtractionOptions()
    if case .number(let number) = revision { options.revision = number }
    options.joins = join
    options.decodes = decode
    options.writesMapfile = map == .ddrescue
    if let maxSize {
      options.maxSize = maxSize.bytes
      options.maxDecodedSize = maxSize.bytes
    }
    options.maxFiles = maxFiles
    return options
  }
}
