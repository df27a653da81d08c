import Analysis
import Forge
import Ranges
import Reports
import Rules
import TestSupport
import Testing

/// One capture for each common failure, with the report that it gets: `RECORD=1` writes all anew.
@Suite struct FixtureTests {
  /// What must be said of each: its verdicts, the cause of the first, and what is above a note.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var verdicts: [Verdict]
    var cause: String?
    var loud: Set<String>

    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(
      name: "mirrors-out-of-step", verdicts: [.complete], cause: nil,
      loud: ["mirror-validators-differ", "resume-without-validator"]),
    Row(
      name: "changed-without-if-range", verdicts: [.mixed], cause: "resume-without-validator",
      loud: ["download-mixed", "validator-changed", "resume-without-validator"]),
    Row(
      name: "changed-with-if-range", verdicts: [.restarted], cause: "resume-restarted",
      loud: ["resume-restarted"]),
    Row(
      name: "if-range-ignored", verdicts: [.mixed], cause: "if-range-ignored",
      loud: ["if-range-ignored", "download-mixed", "validator-changed"]),
    Row(
      name: "range-ignored", verdicts: [.incomplete], cause: "range-ignored",
      loud: ["range-ignored", "download-incomplete"]),
    Row(
      name: "compressed-slice", verdicts: [.mixed], cause: "encoded-slice",
      loud: [
        "encoded-slice", "content-coding-same-etag", "content-coding-differs",
        "resume-without-validator",
      ]),
    Row(
      name: "slicing-cache-cut", verdicts: [.incomplete], cause: "body-truncated",
      loud: ["body-truncated", "download-incomplete"]),
    Row(name: "already-complete", verdicts: [.complete], cause: nil, loud: []),
    Row(
      name: "signed-url-expired", verdicts: [.incomplete], cause: "resume-refused",
      loud: ["resume-refused", "body-truncated", "download-incomplete"]),
    Row(
      name: "weak-tag", verdicts: [.complete], cause: nil,
      loud: ["if-range-weak-etag", "if-range-weak-honoured", "etag-weak-partial"]),
    Row(
      name: "mixed-multipart", verdicts: [.mixed], cause: "resume-without-validator",
      loud: ["download-mixed", "validator-changed", "resume-without-validator"]),
    Row(
      name: "server-killed", verdicts: [.incomplete], cause: "body-truncated",
      loud: ["body-truncated", "download-incomplete"]),
    Row(
      name: "reopen-amplification", verdicts: [.incomplete], cause: "reopen-amplification",
      loud: ["reopen-amplification", "download-incomplete"]),
    Row(name: "handed-over", verdicts: [.complete], cause: nil, loud: []),
    Row(
      name: "diverged-bytes", verdicts: [.mixed], cause: "content-diverged",
      loud: ["content-diverged"]),
  ]

  @Test func allHaveARow() {
    #expect(Scenario.fixtures.map(\.name) == Self.rows.map(\.name))
  }

  @Test(arguments: rows)
  func isReportedAsTheGoldensSay(_ row: Row) throws {
    let scenario = try #require(Scenario.fixtures.first { $0.name == row.name })
    let bytes = scenario.make().pcap()
    #expect(bytes.count < 60_000)
    try expectGolden(bytes, "\(row.name)/capture.pcap")

    let report = try report(ofFixture: "\(row.name)/capture.pcap")
    #expect(report.downloads.map(\.verdict) == row.verdicts)
    let cause = report.causes.first.flatMap { $0 }.map { report.findings[$0 - 1].rule }
    if row.verdicts != [.complete] { #expect(cause == row.cause) }
    #expect(Set(report.findings.filter { $0.severity > .note }.map(\.rule)) == row.loud)
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    options.width = 100
    try expectGolden(ReportFormat.text.bytes(report, options: options), "\(row.name)/report.txt")
    try expectGolden(ReportFormat.json.bytes(report, options: options), "\(row.name)/report.json")
  }
}
