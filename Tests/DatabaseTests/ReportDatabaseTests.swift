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
