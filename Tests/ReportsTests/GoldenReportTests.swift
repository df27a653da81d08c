import Analysis
import Reports
import TestSupport
import Testing

/// Reports as they are written, whole: `RECORD=1 swift test` writes them anew.
@Suite struct GoldenReportTests {
  static let samples: [(name: String, report: @Sendable () -> Report)] = [
    ("deepc", SampleReports.deepc), ("trouble", SampleReports.trouble),
  ]

  @Test(arguments: samples.map(\.name), ReportFormat.allCases)
  func reportsStayAsTheyAre(_ name: String, format: ReportFormat) throws {
    var options = ReportOptions()
    options.salt = Salt(1, 2)
    try expect(name, format, options, suffix: "")
  }

  @Test(arguments: samples.map(\.name))
  func textAdaptsToTheTerminal(_ name: String) throws {
    var options = ReportOptions()
    options.salt = Salt(1, 2)
    options.width = 60
    options.unicode = false
    try expect(name, .text, options, suffix: "-narrow-ascii")
    options.quiet = true
    try expect(name, .text, options, suffix: "-quiet")
    options.quiet = false
    options.width = 120
    options.unicode = true
    options.color = true
    try expect(name, .text, options, suffix: "-colour")
  }

  private func expect(
    _ name: String, _ format: ReportFormat, _ options: ReportOptions, suffix: String
  ) throws {
    let sample = try #require(Self.samples.first { $0.name == name })
    let bytes = format.bytes(sample.report(), options: options)
    let text = String(decoding: bytes, as: UTF8.self)
    let endings: [ReportFormat: String] = [.text: "txt", .markdown: "md"]
    let ending = endings[format] ?? format.rawValue
    try expectGolden(text, "reports/\(name)\(suffix).\(ending)")
  }
}
