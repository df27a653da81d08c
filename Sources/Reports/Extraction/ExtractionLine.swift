import Digests
public import Extraction
import HTTP
import Ranges

/// What is said of a file in one line, fit for a terminal.
public struct ExtractionLine {
  private let terminal: TerminalText

  /// Lines for a terminal that shows characters outside ASCII, or does not.
  public init(unicode: Bool) { terminal = TerminalText(unicode: unicode) }

  /// What would be written.
  ///
  /// - Parameters:
  ///   - file: What is planned.
  ///   - path: Where it would be.
  /// - Returns: a line without its end.
  public func planned(_ file: PlannedFile, at path: String) -> String {
    let delivered = file.delivered.reduce(0) { $0 + $1.count }
    let length = file.completeLength.map { NumberText.grouped($0) } ?? "an unknown number of"
    let text =
      "\(path)  \(NumberText.grouped(delivered)) of \(length) bytes delivered"
      + "\(kind(file))  \(file.url)"
    return terminal.sanitized(text)
  }

  /// What was written.
  ///
  /// - Parameters:
  ///   - file: What became of it.
  ///   - path: Where it is.
  /// - Returns: a line without its end, and one more for its decoded form where there is one.
  public func written(_ file: ExtractedFile, at path: String) -> [String] {
    let plan = file.plan
    var words: [String] = []
    if let sha256 = file.sha256 {
      words += ["\(NumberText.grouped(plan.length)) bytes", "complete"]
      words.append("sha256 \(Hexadecimal.text(sha256))")
    } else {
      let length = plan.completeLength.map { "of \(NumberText.grouped($0)) bytes" }
      words.append(
        "\(NumberText.grouped(file.presentBytes)) \(length ?? "bytes, length unknown")")
      let unseen = file.unseen.reduce(0) { $0 + $1.count }
      let missing = file.missing.reduce(0) { $0 + $1.count }
      if unseen > 0 { words.append("\(NumberText.grouped(unseen)) not captured") }
      if missing > 0 { words.append("\(NumberText.grouped(missing)) not delivered") }
    }
    if !file.conflicts.isEmpty { words.append("copies differ") }
    for digest in file.digests {
      guard let isMatch = digest.isMatch else { continue }
      let name = "\(digest.promised.source.rawValue) \(digest.promised.algorithm.rawValue)"
      words.append(isMatch ? "\(name) holds" : "\(name) DOES NOT HOLD")
    }
    let first = "\(path)  \(words.joined(separator: ", "))\(kind(plan))"
    var lines = [terminal.sanitized(first)]
    switch file.decoded {
    case nil: break
    case .written(_, let length, _)?:
      lines.append("  decoded: \(NumberText.grouped(length)) bytes")
    case .failed(let reason)?: lines.append(terminal.sanitized("  not decoded: \(reason)"))
    }
    return lines
  }

  private func kind(_ file: PlannedFile) -> String {
    switch file.kind {
    case .version: ""
    case .joined: ", JOINED OF \(file.versions.count) VERSIONS"
    }
  }
}
