import Analysis
import Foundation
import Packets
import Ranges
import Testing
import Transactions

@testable import HTTP
@testable import Reports

/// What the contract says of JSON and NDJSON, read back by Foundation.
@Suite struct JSONReportTests {
  private func object(_ report: Report, _ options: ReportOptions = ReportOptions()) throws
    -> [String: Any]
  {
    let bytes = ReportFormat.json.bytes(report, options: options)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func list(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }

  @Test func holdsEveryNameOfTheContract() throws {
    let report = try object(SampleReports.trouble())
    #expect(
      Set(report.keys) == [
        "schema", "tool", "inputs", "summary", "transactions", "downloads", "findings",
      ])
    let transaction = try #require(try list(report["transactions"]).first)
    #expect(
      Set(transaction.keys) == [
        "id", "connection", "stream", "client", "server", "request", "response", "interim", "body",
        "parts", "unseen", "timing", "findings",
      ])
    let download = try #require(try list(report["downloads"]).first)
    #expect(
      Set(download.keys) == [
        "id", "client", "url", "aliases", "servers", "complete_length", "versions", "covered",
        "gaps", "unseen", "delivered_bytes", "redundant_bytes", "verdict", "cause", "transactions",
        "key", "sentence", "elsewhere", "rate_bytes_per_second",
      ])
    let timing = try #require(transaction["timing"] as? [String: Any])
    #expect(
      Set(timing.keys) == ["first_byte_ms", "total_ms", "longest_stall_ms", "longest_stall_cause"])
    let body = try #require(transaction["body"] as? [String: Any])
    #expect(
      Set(body.keys) == [
        "expected", "delivered", "seen", "inferred", "unacknowledged", "unframed", "end", "digests",
      ])
    let finding = try #require(try list(report["findings"]).first)
    #expect(
      Set(finding.keys) == [
        "id", "rule", "severity", "title", "detail", "requirement", "references", "hint", "values",
        "download", "transactions", "connections", "count", "because_of", "frames", "filter",
      ])
  }

  @Test func linesHoldTheSameObjects() throws {
    let report = try object(SampleReports.trouble())
    let text = String(decoding: ReportFormat.ndjson.bytes(SampleReports.trouble()), as: UTF8.self)
    var found: [String: [[String: Any]]] = [:]
    for line in text.split(separator: "\n") {
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(object["schema"] as? String == Report.schema)
      found[try #require(object["kind"] as? String), default: []].append(object)
    }
    for (name, kind) in [
      ("transactions", "transaction"), ("downloads", "download"), ("findings", "finding"),
    ] {
      let objects = try list(report[name])
      let lines = try #require(found[kind])
      #expect(objects.count == lines.count)
      for (object, line) in zip(objects, lines) {
        var line = line
        for extra in ["schema", "kind", "blocks", "closed"] { line[extra] = nil }
        if kind == "transaction" { line["key"] = nil }
        // A line holds only what that exchange alone shows.
        if kind == "transaction" { line["findings"] = object["findings"] }
        #expect(NSDictionary(dictionary: object) == NSDictionary(dictionary: line))
      }
    }
    let keys = try #require(found["transaction"]).compactMap { $0["key"] as? String }
    #expect(Set(keys).count == 3)
    #expect(found["summary"]?.count == 1 && found["input"]?.count == 1)
  }

  @Test func textThatIsNoUTF8IsNamed() throws {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    builder.exchange(at: 0, status: nil)
    var report = builder.finished()
    let fields = HeaderFields(octets: [
      (Array("X-Good".utf8)[...], Array("é".utf8)[...]), (Array("X-Bad".utf8)[...], [0xE9, 0x80]),
    ])
    var transaction = report.exchanges[0].transaction
    transaction.request?.head.fields = fields
    report.exchanges = [RangeExchange(transaction)]
    let request = try #require(
      try list(try object(report)["transactions"]).first?["request"] as? [String: Any])
    #expect(request["latin1"] as? [String] == ["X-Bad"])
    #expect((request["headers"] as? [[String]])?.last == ["X-Bad", "é\u{80}"])
  }

  @Test func fieldsAreKeptAsAsked() throws {
    func names(_ selection: HeaderSelection?) throws -> [String] {
      var options = ReportOptions()
      options.headers = selection
      let report = try object(SampleReports.trouble(), options)
      #expect(
        (report["summary"] as? [String: Any])?["headers"] as? String == (selection ?? .all).rawValue
      )
      let request = try list(report["transactions"])[1]["request"] as? [String: Any]
      return try #require(request?["headers"] as? [[String]]).map { $0[0] }
    }
    #expect(try names(nil) == ["Host", "Range", "Authorization"])
    #expect(try names(.range) == ["Host", "Range"])
    #expect(try names(HeaderSelection.none) == [])
    #expect(HeaderSelection.standard(transactions: 100_000) == .all)
    #expect(HeaderSelection.standard(transactions: 100_001) == .range)
  }

  @Test func secretsAreKeptOut() throws {
    let text = String(decoding: ReportFormat.json.bytes(SampleReports.trouble()), as: UTF8.self)
    #expect(!text.contains("czpz") && text.contains("deadbeef"), "addresses stay whole")
    var options = ReportOptions()
    options.showSecrets = true
    let open = ReportFormat.json.bytes(SampleReports.trouble(), options: options)
    #expect(String(decoding: open, as: UTF8.self).contains("Basic czpz"))
  }

  @Test func timesThatCannotBeMeasuredAreNull() {
    var transaction = Transaction(
      connection: 1, client: ReportBuilder.server, server: ReportBuilder.server,
      time: Timestamp(nanoseconds: 100))
    #expect(TransactionTiming(transaction).total == nil)
    let late = Frame(input: 0, number: 2, time: Timestamp(nanoseconds: 100))
    let early = Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 50))
    transaction.response = Response(head: ResponseHead(status: 200), frame: early)
    #expect(TransactionTiming(transaction).firstByte == nil)
    #expect(TransactionTiming(transaction).longestStall == 0)
    let head = RequestHead(method: "GET", target: "/")
    transaction.request = Request(head: head, frame: late, sequence: 0)
    transaction.end = early.time
    #expect(TransactionTiming(transaction).firstByte == nil)
    #expect(TransactionTiming(transaction).total == nil)
  }
}
