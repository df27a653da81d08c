/// A capture described in a file: resources, connections, requests, answers and what goes wrong.
///
/// The format is described in `Fixtures/scenarios/README.md`.
public struct ScenarioScript: Sendable {
  /// What it shows, in a line.
  public var title = ""
  /// The rules that it is made to show, by their ids.
  public var expected: [String] = []
  /// The capture.
  public var capture = ForgedCapture(connections: [])

  /// Reads a script.
  ///
  /// - Throws: `ScriptError` with the first line that cannot be read.
  public init(_ text: String) throws(ScriptError) {
    var reader = ScriptReader()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      try reader.read(ScriptLine(String(line), number: index + 1))
    }
    self = try reader.finish()
  }

  init() {}
}

/// A line of a script that cannot be read.
public struct ScriptError: Error, Equatable {
  /// The number of the line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  /// What is wrong with a line.
  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}
