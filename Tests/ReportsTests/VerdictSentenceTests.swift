import Analysis
import HTTP
import Ranges
import Testing
import Transactions

@testable import Phrases
@testable import Reports

/// What is said of a download in a sentence, from the exchanges that it was assembled of.
@Suite struct VerdictSentenceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var verdict: Verdict
    var says: String
    var make: @Sendable (inout ReportBuilder) -> Void

    init(
      _ verdict: Verdict, _ says: String, _ make: @escaping @Sendable (inout ReportBuilder) -> Void
    ) {
      self.verdict = verdict
      self.says = says
      self.make = make
    }

    var testDescription: String { says }
  }

  private static let day = "Sat, 03 May 2014 00:43:22 GMT"

  static let rows = [
    Row(.partial, "10 of 100 bytes came, all that was asked for; the rest never was.") {
      $0.part("0-9", gives: "0-9")
    },
    Row(.partial, "10 of 100 bytes came; no response brought all that was asked for.") {
      $0.part(nil, gives: "0-9")
    },
    Row(.partial, "10 of 100 bytes came; 1 connection went over to h2c, which was not read.") {
      $0.part("0-9", gives: "0-9")
      $0.part("10-99", status: 101, [("Upgrade", "h2c")])
    },
    Row(
      .partial,
      "10 of 100 bytes came; 1 connection went over to another protocol, which was not read."
    ) {
      $0.part("0-9", gives: "0-9")
      $0.part("10-99", status: 101)
    },
    Row(
      .complete,
      "All 100 bytes were delivered, by 2 responses of one address, which gave 2 validators for one file."
    ) {
      $0.part("0-49", gives: "0-49", [("Last-Modified", day)])
      $0.part("50-99", gives: "50-99", etag: "\"v2\"", [("Last-Modified", day)])
    },
    Row(
      .complete,
      """
      All 100 bytes were delivered, by 2 responses of servers that are out of step: they gave 2 \
      validators for one file.
      """
    ) {
      $0.part("0-49", gives: "0-49", [("Last-Modified", day), ("X-Served-By", "a")])
      $0.part(
        "50-99", gives: "50-99", etag: "\"v2\"", [("Last-Modified", day), ("X-Served-By", "b")])
    },
    Row(.unknown, "The server answered that there is no content (204).") {
      $0.part(nil, status: 204)
    },
    Row(.unknown, "The server answered that there is no content (204, 205).") {
      $0.part(nil, status: 204)
      $0.part(nil, status: 205)
    },
    Row(.unknown, "The connection went over to websocket (101), which was not read.") {
      $0.part(nil, status: 101, [("Upgrade", "websocket")])
    },
    Row(.unknown, "No response carries content that is known to be of the file (202).") {
      $0.part(nil, status: 202)
    },
    Row(.unknown, "The complete length never appeared, so nobody can tell from this capture.") {
      $0.part("0-9", gives: "0-9", of: "*")
    },
  ]

  @Test(arguments: rows)
  func says(_ row: Row) throws {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    row.make(&builder)
    builder.report.downloads = DownloadAssembler(builder.report.exchanges).downloads()
    let report = builder.finished()
    let download = try #require(report.downloads.first)
    #expect(download.verdict == row.verdict)
    let sentence = VerdictSentence(report, download).text
    #expect(sentence.description == row.says)
    for language in Language.allCases where language != .en {
      #expect(Phrasebook(language).missing(in: sentence) == [])
    }
  }
}

extension ReportBuilder {
  /// Adds a GET of a range of a file of 100 bytes, with a 206 of what is given of it.
  fileprivate mutating func part(
    _ asked: String?, gives given: String? = nil, of length: String = "100",
    etag: String = "\"v1\"",
    status: Int = 206, _ fields: [(String, String)] = []
  ) {
    var answer = fields
    var body = ReportBuilder.body(expected: nil, extent: 0, end: .none)
    if let given {
      answer += [("Content-Range", "bytes \(given)/\(length)"), ("ETag", etag)]
      let ends = given.split(separator: "-").compactMap { Int($0) }
      let count = ends[1] - ends[0] + 1
      body = ReportBuilder.body(expected: count, extent: count)
    }
    exchange(
      at: Double(10 * report.exchanges.count),
      fields: [("Host", "h")] + (asked.map { [("Range", "bytes=\($0)")] } ?? []), status: status,
      answer: answer, body: body)
  }
}
