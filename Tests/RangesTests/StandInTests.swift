import HTTP
import Ranges
import Testing

/// A short answer of another type in place of the rest is no version that a client can end with.
@Suite struct StandInTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var verdict: Verdict
    /// What came of the file that the download is told to be of, and its length.
    var covered: [Range<Int>]
    var length: Int
    var make: @Sendable (inout Exchanges) -> Void
  }

  private static let zip = ("Content-Type", "application/zip")

  /// What stands in for 500 to 999 of 1,000.
  private static func page(
    _ exchanges: inout Exchanges, range: String? = "bytes=500-", type: String? = "text/html",
    fields: [(String, String)] = [], body: Int = 46
  ) {
    exchanges.add(
      range: range, status: 200, fields + (type.map { [("Content-Type", $0)] } ?? []), body: body)
  }

  private static func half(_ exchanges: inout Exchanges) {
    exchanges.add(status: 200, [("ETag", "\"v1\""), zip], body: 500, of: 1000)
  }

  private static func rest(_ exchanges: inout Exchanges) {
    exchanges.add(
      range: "bytes=500-", status: 206,
      [("ETag", "\"v1\""), ("Content-Range", "bytes 500-999/1000"), zip], body: 500)
  }

  static let rows = [
    Row(
      testDescription: "a page in place of the rest", verdict: .incomplete, covered: [0..<500],
      length: 1000
    ) {
      half(&$0)
      page(&$0)
    },
    Row(
      testDescription: "and again", verdict: .incomplete, covered: [0..<500], length: 1000
    ) {
      half(&$0)
      page(&$0)
      page(&$0)
    },
    Row(
      testDescription: "and then the rest", verdict: .complete, covered: [0..<1000], length: 1000
    ) {
      half(&$0)
      page(&$0)
      rest(&$0)
    },
    Row(
      testDescription: "the whole was asked for", verdict: .complete, covered: [0..<46], length: 46
    ) {
      half(&$0)
      page(&$0, range: nil)
    },
    Row(
      testDescription: "of the same type", verdict: .restarted, covered: [0..<46], length: 46
    ) {
      half(&$0)
      page(&$0, type: "application/zip")
    },
    Row(testDescription: "of no type", verdict: .restarted, covered: [0..<46], length: 46) {
      half(&$0)
      page(&$0, type: nil)
    },
    Row(
      testDescription: "with a validator", verdict: .restarted, covered: [0..<46], length: 46
    ) {
      half(&$0)
      page(&$0, fields: [("ETag", "\"v2\"")])
    },
    Row(testDescription: "a tenth", verdict: .restarted, covered: [0..<100], length: 100) {
      half(&$0)
      page(&$0, body: 100)
    },
  ]

  @Test(arguments: rows)
  func isNoVersionToEndWith(_ row: Row) {
    var exchanges = Exchanges()
    row.make(&exchanges)
    let download = exchanges.downloads[0]
    #expect(download.verdict == row.verdict)
    #expect(download.covered == row.covered)
    #expect(download.completeLength == row.length)
    #expect(download.joins == [])
  }
}
