public import Foundation

/// Programs of other people, run as oracles.
public enum Program {
  /// What a run left.
  public struct Outcome {
    /// How it ended; 0: well.
    public var status: Int32
    /// What it wrote, to standard output and to standard error.
    public var output: String
  }

  /// Where a program is; `nil` where it is not installed.
  public static func path(of name: String) -> String? {
    let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/bin"]
    return folders.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Runs a program with `input` on its standard input.
  ///
  /// - Throws: what keeps it from being run.
  public static func run(
    _ path: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    try withTemporaryFolder { folder in
      let source = folder.appending(path: "input")
      let result = folder.appending(path: "output")
      try Data(input).write(to: source)
      try Data().write(to: result)
      let process = Process()
      process.executableURL = URL(filePath: path)
      process.arguments = arguments
      process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      process.standardInput = try FileHandle(forReadingFrom: source)
      let handle = try FileHandle(forWritingTo: result)
      process.standardOutput = handle
      process.standardError = handle
      try process.run()
      process.waitUntilExit()
      let text = String(decoding: try Data(contentsOf: result), as: UTF8.self)
      return Outcome(status: process.terminationStatus, output: text)
    }
  }

  /// Makes a folder for the time of `body`.
  ///
  /// - Throws: what `body` throws, or what keeps the folder from being made.
  public static func withTemporaryFolder<Result>(
    _ body: (URL) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
