import Foundation
import TestSupport

/// The built command, run as a user runs it.
enum RunningTool {
  /// What a run left.
  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Where `swift test` builds it, or where `TOOL` says that another build is: what lives how long
  /// differs between them.
  static let executable = Fixture.root.appending(
    path: ProcessInfo.processInfo.environment["TOOL"] ?? ".build/debug/rangescope")

  /// Runs a line of the shell, in which `$TOOL` is the tool.
  static func shell(_ line: String, environment: [String: String] = [:]) throws -> Outcome {
    try run(
      ["-c", line], environment: environment.merging(["TOOL": executable.path]) { $1 },
      of: URL(filePath: "/bin/sh"))
  }

  /// Runs it, or another program, with `arguments` and nothing on standard input.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], of program: URL = executable
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ["LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files rather than pipes: nobody need read one while the other fills up.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["output", "errors"].map { folder.appending(path: $0) }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }
}
