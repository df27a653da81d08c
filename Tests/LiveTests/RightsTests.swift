import Foundation
import Testing

/// Which user the process becomes, and what rights it keeps.
@Suite(.serialized, .enabled(if: geteuid() == 0, "it needs the right to capture"))
struct RightsTests {
  /// What the kernel says of a process that captures on the loopback interface.
  private func status(
    _ arguments: [String], environment: [String], once isDone: ([String: [String]]) -> Bool
  ) throws -> [String: [String]] {
    let live = try Spawned(
      [RunningLive.executable.path, "live", "-i", "lo", "-f", "port 9", "--format", "json"]
        + arguments,
      environment: ["LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin"] + environment)
    try TestNetwork.until("capture") { TestNetwork.isCapturing(live.processIdentifier, as: nil) }
    var fields: [String: [String]] = [:]
    try TestNetwork.until("change of rights") {
      let text = try String(
        contentsOfFile: "/proc/\(live.processIdentifier)/status", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(whereSeparator: { $0 == "\t" || $0 == " " }).map(String.init)
        fields[words[0]] = Array(words.dropFirst())
      }
      return isDone(fields)
    }
    live.send(SIGINT)
    #expect(live.status() == 0)
    return fields
  }

  /// CAP_NET_RAW, by capabilities(7).
  private static let netRaw = "0000000000002000"

  static let rows: [(arguments: [String], environment: [String], user: String)] = [
    ([], [], "nobody"),
    ([], ["SUDO_USER=daemon", "SUDO_UID=1"], "daemon"),
    // The name alone is enough, and so is the number.
    ([], ["SUDO_USER=daemon"], "daemon"),
    ([], ["SUDO_UID=1"], "daemon"),
    // Who is root anyway has named nobody to become.
    ([], ["SUDO_USER=root", "SUDO_UID=0"], "nobody"),
    ([], ["SUDO_USER=no such user"], "nobody"),
    (["-Z", "games"], ["SUDO_USER=daemon"], "games"),
  ]

  @Test(arguments: rows)
  func itBecomesAnotherUser(
    row: (arguments: [String], environment: [String], user: String)
  ) throws {
    let entry = try #require(getpwnam(row.user))
    let (uid, gid) = ("\(entry.pointee.pw_uid)", "\(entry.pointee.pw_gid)")
    // The last that is given up.
    let status = try status(row.arguments, environment: row.environment) {
      $0["CapBnd:"] == ["0000000000000000"]
    }
    // Real, effective, saved, of files.
    #expect(status["Uid:"] == Array(repeating: uid, count: 4))
    #expect(status["Gid:"] == Array(repeating: gid, count: 4))
    #expect(status["Groups:"] == [])
    #expect(status["CapEff:"] == [Self.netRaw])
    #expect(status["CapPrm:"] == [Self.netRaw])
  }

  @Test func rootStaysRootWhenAsked() throws {
    let status = try status(["-Z", "root"], environment: ["SUDO_USER=daemon"]) { _ in true }
    #expect(status["Uid:"]?.first == "0")
  }
}
