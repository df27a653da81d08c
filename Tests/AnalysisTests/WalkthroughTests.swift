import Ranges
import Analysis
import Forge
import Phrases
import Reports
import TestSupport
import Testing

/// Downloads told step by step.
@Suite struct WalkthroughTests {
  static let rows: [(fixture: String, language: Language)] =
    (["deepc"] + Scenario.fixtures.map(\.name)).flatMap { name in
      Language.allCases.map { (fixture: name, language: $0) }
    }

  private static func story(_ fixture: String, _ language: Language) throws -> WalkthroughText {
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    return WalkthroughText(
      try report(ofFixture: "\(fixture)/capture.pcap"), language: language, options: options)
  }

  @Test(arguments: Language.allCases)
  func deepCIsToldAsTheGoldenSays(_ language: Language) throws {
    let text = try Self.story("deepc", language).text
    try expectGolden(text, "deepc/walkthrough.\(language.rawValue).txt")
  }

  /// No place of a phrase stays empty, each exchange is told, and each message has its section.
  @Test(arguments: rows)
  func everyFixtureIsTold(_ fixture: String, _ language: Language) throws {
    let story = try Self.story(fixture, language)
    #expect(story.text.firstMatch(of: /\{[a-z]+[|}]/) == nil)
    let report = try report(ofFixture: "\(fixture)/capture.pcap")
    let told = report.downloads.first { !$0.covered.isEmpty } ?? report.downloads[0]
    let section = language == .en ? "section" : "节"
    let messages = (0..<story.count).map { story.step(at: $0) }
      .filter { $0.contains("HTTP/1.1") }
    #expect(messages.count >= min(told.transactions.count, 12))
    #expect(messages.filter { !$0.contains(section) } == [])
    if language == .zh {
      #expect(!story.text.contains("The "), "a sentence stayed English")
    }
  }

  @Test func tellsWhatWouldHaveComeHadTheTagChanged() throws {
    let guarded = try Self.story("deepc", .en).text
    #expect(guarded.contains("What if the tag had changed?"))
    #expect(guarded.contains("send 200 with"))
    let unguarded = try Self.story("handed-over", .en).text
    #expect(unguarded.contains("nobody would have noticed"))
    // Where it did change there is nothing to be imagined.
    let changed = try Self.story("changed-without-if-range", .en).text
    #expect(!changed.contains("What if the tag had changed?"))
    #expect(changed.contains("They must not be joined"))
    let outOfStep = try Self.story("mirrors-out-of-step", .en).text
    #expect(outOfStep.contains("under several validators"))
    #expect(outOfStep.contains("another than in step"))
    #expect(!outOfStep.contains("every byte of one version"))
    #expect(try Self.story("range-ignored", .en).text.contains("#2 begins at byte 0 again"))
    let restarted = try Self.story("changed-with-if-range", .en).text
    #expect(restarted.contains("The condition does not hold"))
  }

  @Test func asksBeforeItTells() throws {
    let story = try Self.story("deepc", .en)
    let asked = (0..<story.count).filter { story.question(at: $0) != nil }
    #expect(asked.count >= 4)
    let resume = try #require(asked.first { story.step(at: $0).contains("goes on") })
    #expect(story.reply(to: "bytes=32768-", at: resume).hasPrefix("Right."))
    #expect(story.reply(to: "", at: resume).hasPrefix("Answer: Range: bytes=32768-8322277"))
  }

  @Test func tellsOfNothing() {
    let text = WalkthroughText(Report()).text
    #expect(text == "The capture holds no download: no GET of HTTP/1 was found in it.\n")
  }
}
