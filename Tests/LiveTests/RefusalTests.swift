import Foundation
import TestSupport
import Testing

/// What cannot be done is one line, and the status that the contract gives it.
@Suite(.serialized, .enabled(if: geteuid() == 0, "it needs the right to capture"))
struct RefusalTests {
  private func run(_ arguments: [String], as user: String? = nil) throws -> (Int32, String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let errors = folder.appending(path: "errors")
    var command = [RunningLive.executable.path] + arguments
    if user != nil {
      let copy = folder.appending(path: "rangescope")
      // By another process: one that a test starts meanwhile would hold open, for a moment, what
      // this one writes, and a file that is open to be written cannot be run.
      let copying = try TestNetwork.start(["cp", RunningLive.executable.path, copy.path])
      #expect(copying.status() == 0)
      command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", copy.path]
      command += arguments
    }
    let process = try TestNetwork.start(command, errors: errors)
    return (process.status(), try String(contentsOf: errors, encoding: .utf8))
  }

  static let rows: [(arguments: [String], status: Int32, says: String)] = [
    (["-i", "nosuch0"], 66, "-i nosuch0: "),
    (["-i", "lo", "-f", "tcp porrt 80"], 64, "syntax error"),
    (["-i", "lo", "-f", "tcp port 99999"], 64, "99999"),
    (["-i", "lo", "-Z", "nosuchuser"], 64, "there is no such user"),
    (["-i", "lo", "--duration", "0"], 64, "--duration"),
    (["-i", "lo", "-c", "0"], 64, "-c"),
    (["-i", "lo", "--keep", "2"], 64, "no packets are written"),
    (["-i", "lo", "-w", "/nosuch/x.pcapng"], 74, "-w /nosuch/x.pcapng: cannot be written"),
    (["-i", "lo", "-w", "/root/x.pcapng"], 74, "nobody"),
    (["-i", "lo", "-o", "/root/x.json", "--format", "json"], 74, "nobody"),
    (["-i", "lo", "-w", "/dev/full"], 74, "No space left"),
    (["-i", "lo", "--metrics", "nonsense"], 64, "--metrics nonsense"),
    ([], 64, "-i"),
  ]

  @Test(arguments: rows)
  func isOneLine(row: (arguments: [String], status: Int32, says: String)) throws {
    let (status, errors) = try run(["live", "--duration", "0.2"] + row.arguments)
    #expect(status == row.status, "\(errors)")
    #expect(errors.contains(row.says), "\(errors)")
    #expect(errors.split(separator: "\n").count == 1)
    #expect(errors.hasPrefix("rangescope: "))
  }

  @Test(.enabled(if: TestNetwork.find("setpriv") != nil, "there is no setpriv"))
  func aMissingRightTellsWhatToDo() throws {
    let (status, errors) = try run(["live", "-i", "lo"], as: "nobody")
    #expect(status == 77)
    for word in ["sudo", "setcap", "group"] { #expect(errors.contains(word)) }
    #expect(errors.split(separator: "\n").count == 1)
  }

  @Test func interfacesAreListed() throws {
    let process = try TestNetwork.start(
      [RunningLive.executable.path, "interfaces"],
      output: URL(filePath: "/dev/null"))
    #expect(process.status() == 0)
  }
}
