import Forge
import Phrases
import Reports
import TestSupport
import Testing

/// Reports for people are written in the language asked for, forms for programs in none.
@Suite struct LanguageTests {
  static let names = ["deepc"] + Scenario.fixtures.map(\.name)

  private static func text(
    _ name: String, _ format: ReportFormat, _ language: Language = .zh, quiet: Bool = false,
    width: Int = 10_000
  ) throws -> String {
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    options.language = language
    options.quiet = quiet
    options.width = width
    let report = try report(ofFixture: "\(name)/capture.pcap")
    return String(decoding: format.bytes(report, options: options), as: UTF8.self)
  }

  @Test(arguments: ["deepc", "weak-tag", "signed-url-expired", "mirrors-out-of-step"])
  func isTheChineseOfTheGolden(_ name: String) throws {
    try expectGolden(try Self.text(name, .text, width: 100), "\(name)/report.zh.txt")
  }

  @Test(arguments: names, [ReportFormat.text, .markdown])
  func noSentenceStaysEnglish(_ name: String, _ format: ReportFormat) throws {
    #expect(EnglishWords.lines(of: try Self.text(name, format)) == [])
    #expect(EnglishWords.lines(of: try Self.text(name, format, quiet: true)) == [])
    #expect(EnglishWords.lines(of: try Self.text(name, .text, .en)) != [], "the test can tell")
  }

  @Test(arguments: names)
  func noExplanationOfARuleOnThePageStaysEnglish(_ name: String) throws {
    let page = try Self.text(name, .html)
    let body = try #require(page.firstRange(of: "<body"))
    let end = page.firstRange(of: "<script type=\"application/json\"")?.lowerBound
    var shown = ""
    // Texts between elements; scripts, styles and code hold none of ours.
    var hidden: String?
    for piece in page[body.lowerBound..<(end ?? page.endIndex)].split(separator: "<").dropFirst() {
      let name = String(piece.prefix { $0.isLetter || $0 == "/" })
      if let element = hidden {
        if name == "/\(element)" { hidden = nil }
        continue
      }
      if ["script", "style", "code"].contains(name) {
        hidden = name
      } else {
        shown += piece.drop { $0 != ">" }.dropFirst() + "\n"
      }
    }
    shown = shown.replacing("&quot;", with: "\"")
    #expect(EnglishWords.lines(of: shown) == [])
  }

  @Test(arguments: [ReportFormat.json, .ndjson, .csv, .har])
  func formsForProgramsAreTheSameInEveryLanguage(_ format: ReportFormat) throws {
    #expect(try Self.text("weak-tag", format, .zh) == Self.text("weak-tag", format, .en))
  }
}
