import Analysis
import Ranges
import Rules
import Testing

@testable import Reports

@Suite struct ShownDownloadsTests {
  /// Downloads of which the second has a note, the fourth an error, the fifth a warning.
  private static let report: Report = {
    var builder = ReportBuilder()
    builder.report.downloads = (1...6).map { id in
      var download = Download(
        id: id, client: ReportBuilder.client, url: "http://192.168.1.3/\(id)")
      download.verdict = id == 4 ? .mixed : .partial
      return download
    }
    builder.report.causes = [Int?](repeating: nil, count: 6)
    for (download, severity) in [(2, Severity.note), (4, .error), (5, .warning)] {
      builder.finding(
        "a-rule", severity, title: "What it is", detail: "What was seen.", transactions: [],
        frames: [], hint: "")
      builder.report.findings[builder.report.findings.count - 1].download = download
    }
    return builder.finished()
  }()

  @Test(
    arguments: [
      (nil, [3, 4, 0, 1, 2, 5]), (6, [3, 4, 0, 1, 2, 5]), (4, [3, 4, 0, 1]), (3, [3, 4, 1]),
      (1, [3]), (0, []),
    ] as [(Int?, [Int])])
  func areTheGravestAndTheWrongComeFirst(limit: Int?, expected: [Int]) {
    #expect(ShownDownloads(Self.report, atMost: limit).indices == expected)
  }

  @Test func theOthersAreCounted() {
    var options = ReportOptions()
    options.downloadsShown = 1
    let text = String(
      decoding: ReportFormat.text.bytes(Self.report, options: options), as: UTF8.self)
    #expect(text.contains("── Download 4 ─"))
    #expect(!text.contains("── Download 5 ─"))
    #expect(text.contains("── 5 more downloads, not described here ─"))
    #expect(text.contains("  5 partial; 1 with a warning.\n"))
  }
}
