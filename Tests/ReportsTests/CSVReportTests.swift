import HTTP
import Ranges
import Transactions
import Analysis
import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite struct CSVReportTests {
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("\"v1\"", "\"\"\"v1\"\"\""), (" edge", "\" edge\""),
    ("line\r\nend", #"line\r\nend"#), ("\u{1B}[2J", #"\x1B[2J"#), ("=1+1", "'=1+1"),
    ("@cmd", "'@cmd"), ("-3", "'-3"), ("+3", "'+3"), ("\u{202E}gpj", #"\u{202E}gpj"#), ("", ""),
    ("=\"a\"", "\"'=\"\"a\"\"\""),
  ])
  func quotesAsRFC4180Says(_ text: String, _ field: String) {
    #expect(CSVReport(Report()).field(text) == field)
  }

  @Test func leavesOutTheMiddleOfWhatNoCellHolds() {
    let field = CSVReport(Report()).field("a" + String(repeating: "\u{1B}", count: 100_000) + "z")
    #expect(field.unicodeScalars.count <= CSVReport.longest)
    #expect(field.hasPrefix("a") && field.hasSuffix("z"))
  }

  @Test func hasAsManyValuesAsColumnsAlsoWhereNothingIsKnown() {
    for report in [SampleReports.deepc(), SampleReports.trouble()] {
      let rows = ReportRows(report, options: ReportOptions())
      for index in report.exchanges.indices {
        #expect(rows.transaction(at: index).values.count == TransactionRow.columns.count)
      }
    }
  }

  /// Python's reader finds the same cells in the most hostile report.
  @Test func isReadByPython() throws {
    guard let python = Program.path(of: "python3") else {
      print("skipped: there is no python3")
      return
    }
    let report = HostileReportTests.report()
    let script = """
      import csv, io, json, sys
      text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", newline="").read()
      print(json.dumps(list(csv.reader(io.StringIO(text, newline=""), strict=True))))
      """
    let outcome = try Program.run(
      python, ["-c", script], input: ReportFormat.csv.bytes(report))
    let lines = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String]])
    #expect(lines.first == TransactionRow.columns)
    #expect(lines.count == 1 + report.exchanges.count)
    #expect(lines.allSatisfy { $0.count == TransactionRow.columns.count })
    let terminal = TerminalText(unicode: true)
    let method = try #require(TransactionRow.columns.firstIndex(of: "method"))
    #expect(
      lines.dropFirst().map { $0[method] }
        == report.exchanges.map {
          terminal.sanitized($0.transaction.request?.head.method ?? "")
        })
  }
}
