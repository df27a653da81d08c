import Rules
import Analysis
import Capture
import Database
import Forge
import Foundation
import Packets
import Reports
import TestSupport
import Testing

/// Reports in a database, as its own shell reads them.
@Suite struct ReportDatabaseTests {
  private static func report(_ fixture: String) throws -> Report {
    let source = try FileSource(
      path: Fixture.folder.appending(path: "\(fixture)/capture.pcap").path)
    var analyzer = Analyzer()
    try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
    return analyzer.finish(inputs: [source.info])
  }

  private static func json(_ report: Report) throws -> [String: Any] {
    let bytes = ReportFormat.json.bytes(report)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// What a question is answered with, a line a row, the values between bars.
  private static func ask(_ path: String, _ question: String) throws -> [String]? {
    guard let sqlite = Program.path(of: "sqlite3") else {
      print("skipped: there is no sqlite3")
      return nil
    }
    let outcome = try Program.run(sqlite, ["-nullvalue", "null", path, question])
    #expect(outcome.status == 0, "\(outcome.output)")
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["deepc"] + Scenario.fixtures.map(\.name))
  func holdsTheNumbersOfJSON(_ fixture: String) throws {
    let report = try Self.report(fixture)
    let json = try Self.json(report)
    try Program.withTemporaryFolder { folder in
      let path = folder.appending(path: "reports.sqlite").path
      try ReportDatabase(path: path).add(report)
      let numbers = ["delivered", "seen", "inferred", "unacknowledged", "unframed"]
      guard
        let told = try Self.ask(
          path,
          "SELECT \"transaction\", status, expected, \(numbers.joined(separator: ", ")) "
            + "FROM transactions ORDER BY 1")
      else { return }
      let transactions = try #require(json["transactions"] as? [[String: Any]])
      func text(_ value: Any?) -> String { (value as? Int).map(String.init) ?? "null" }
      let expected = transactions.map { transaction in
        let body = transaction["body"] as? [String: Any]
        let status = (transaction["response"] as? [String: Any])?["status"]
        let cells =
          [transaction["id"], status, body?["expected"]] + numbers.map { body?[$0] }
        return cells.map(text).joined(separator: "|")
      }
      #expect(told == expected)
      let ranges = try Self.ask(
        path, "SELECT \"transaction\", first, last FROM ranges WHERE kind = 'part' ORDER BY rowid")
      let parts = transactions.flatMap { transaction in
        (transaction["parts"] as? [[Int]] ?? []).map {
          "\(text(transaction["id"]))|\($0[0])|\($0[1])"
        }
      }
      #expect(ranges == parts)
      let downloads = try Self.ask(
        path,
        "SELECT download, complete_length, delivered_bytes, redundant_bytes, verdict FROM downloads"
      )
      let ofJSON = try #require(json["downloads"] as? [[String: Any]]).map { download in
        let numbers = ["id", "complete_length", "delivered_bytes", "redundant_bytes"]
        return numbers.map { text(download[$0]) }.joined(separator: "|")
          + "|\(download["verdict"] as? String ?? "")"
      }
      #expect(downloads == ofJSON)
      let rules = try Self.ask(path, "SELECT rule FROM findings ORDER BY finding")
      #expect(rules == report.findings.map(\.rule))
    }
  }

  /// A download whose names and validators would like to be something else.
  private static func hostile() -> Report {
    let tag = "\\\"');DROP TABLE transactions;--\u{1B}]0;x\u{7}\u{202E}<script>\u{9B}2J"
    let size = String(repeating: "x", count: 150_000)
    func ask(_ range: String) -> ForgedEvent {
      let head = "GET /a'\"%00;--?b=<i>\u{202E} HTTP/1.1\r\nHost: h'\u{1B}[31m\r\n"
      return .send(.client, .bytes(Array("\(head)Range: \(range)\r\nX: \(size)\r\n\r\n".utf8)))
    }
    func answer(_ first: Int, _ tag: String) -> ForgedEvent {
      let head =
        "HTTP/1.1 206 O'K\u{1B}\r\nContent-Length: 4\r\nContent-Range: bytes \(first)-\(first + 3)/8\r\n"
      let bytes =
        Array("\(head)ETag: \"\(tag)\"\r\nX: \(size)\r\n".utf8) + [0x58, 0x3A, 0xFF, 0xC0]
      return .send(.server, .bytes(bytes + Array("\r\n\r\nabcd".utf8)))
    }
    let capture = ForgedCapture(connections: [
      ForgedConnection(
        client: "192.168.1.2:49200", server: "192.168.1.3:80",
        events: [
          ask("bytes=0-3"), answer(0, tag), ask("bytes=4-7'\u{1B}[2J"), answer(4, "\(tag)2"),
        ])
    ])
    var analyzer = Analyzer()
    for (index, packet) in capture.packets().enumerated() {
      analyzer.receive(
        packet.bytes.span.bytes,
        PacketRecord(
          number: index + 1, time: packet.time, linkType: capture.link.linkType,
          capturedLength: packet.bytes.count, wireLength: packet.length), input: 0)
    }
    return analyzer.finish(inputs: [])
  }

  @Test func hostileTextsStayTexts() throws {
    let report = Self.hostile()
    #expect(report.exchanges.count == 2)
    #expect(report.findings.contains { $0.rule == "validator-changed" })
    let json = try Self.json(report)
    try Program.withTemporaryFolder { folder in
      let path = folder.appending(path: "reports.sqlite").path
      try ReportDatabase(path: path).add(report)
      guard try Self.ask(path, "SELECT count(*) FROM transactions") == ["2"] else {
        #expect(Program.path(of: "sqlite3") == nil)
        return
      }
      for table in ["transactions", "downloads", "findings", "ranges", "reports"] {
        let rows = try #require(try Self.ask(path, "SELECT * FROM \(table)"))
        #expect(!rows.isEmpty)
        // What the shell prints goes to a terminal.
        let acting = rows.joined().unicodeScalars.first {
          ($0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}")
        }
        #expect(acting == nil, "\(table)")
        #expect(rows.allSatisfy { $0.utf8.count < 400_000 })
      }
      #expect(try Self.ask(path, "PRAGMA integrity_check") == ["ok"])
      let downloads = try #require(json["downloads"] as? [[String: Any]])
      #expect(try Self.ask(path, "SELECT count(*) FROM downloads") == ["\(downloads.count)"])
    }
  }

  @Test func hostileTextsAreNoCommandsInComments() throws {
    let report = Self.hostile()
    let comments = PacketComments(report)
    let all = (1...20).flatMap { comments.on($0, input: 0) }
    #expect(!all.isEmpty)
    for comment in all {
      #expect(comment.utf8.count < 4096)
      #expect(
        !comment.unicodeScalars.contains {
          $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
        })
    }
  }

  @Test func takesReportsOneAfterTheOther() throws {
    try Program.withTemporaryFolder { folder in
      let path = folder.appending(path: "reports.sqlite").path
      #expect(try ReportDatabase(path: path).add(try Self.report("deepc")) == 1)
      #expect(try ReportDatabase(path: path).add(try Self.report("weak-tag")) == 2)
      guard
        let counts = try Self.ask(
          path, "SELECT report, count(*) FROM transactions GROUP BY report")
      else { return }
      #expect(counts == ["1|3", "2|2"])
      #expect(try Self.ask(path, "PRAGMA integrity_check") == ["ok"])
    }
  }

  @Test func refusesWhatIsNoDatabase() throws {
    try Program.withTemporaryFolder { folder in
      let file = folder.appending(path: "text")
      try Data("not a database, though long enough to be taken for one".utf8).write(to: file)
      #expect(throws: (any Error).self) { try ReportDatabase(path: file.path) }
    }
  }
}
