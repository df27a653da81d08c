import Phrases
import Rules
import Testing

@testable import Reports

/// Every language has words for every rule.
@Suite struct LanguageTests {
  @Test(arguments: Language.allCases.filter { $0 != .en }, Rule.catalogue.map(\.id))
  func everyRuleIsThere(_ language: Language, _ id: String) throws {
    let rule = try #require(Rule.named(id))
    let texts = try #require(Phrasebook(language).rule(id), "no words for it")
    #expect(!texts.title.isEmpty && texts.title != rule.title)
    #expect(!texts.explanation.isEmpty)
    #expect(texts.hint.isEmpty == rule.hint.isEmpty, "a hint in one language alone")
    let shown = RuleExplanation(rule, language: language).text
    #expect(shown.contains(id) && !shown.contains(rule.title))
  }

  /// Numbers that move while a record grows are told anew in each language, but not in quotations.
  @Test(arguments: [
    (Language.en, "On connection 9 (#7) \"#1\""), (.zh, "连接 9（#7）\"#1\""),
  ])
  func numbersAreRewritten(_ language: Language, _ expected: String) {
    var numbers = ReportNumbers()
    numbers.transactions = [7]
    numbers.connections = [9]
    let text = language == .en ? "On connection 1 (#1) \"#1\"" : "连接 1（#1）\"#1\""
    #expect(numbers.rewritten(text) == expected)
  }

  /// What comes from the traffic is made safe in a walkthrough too.
  @Test(arguments: Language.allCases, [true, false])
  func nothingInAWalkthroughActs(_ language: Language, unicode: Bool) {
    var options = ReportOptions()
    options.unicode = unicode
    let text = WalkthroughText(
      HostileReportTests.report(), language: language, options: options
    ).text
    let acting = text.unicodeScalars.first { $0 != "\n" && UnsafeScalars.contains($0.value) }
    #expect(acting == nil)
    #expect(text.utf8.count < 60_000, "long texts are cut")
  }
}
