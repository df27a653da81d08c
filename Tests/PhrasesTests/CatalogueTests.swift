import Testing

@testable import Phrases

@Suite struct CatalogueTests {
  @Test(arguments: Language.allCases)
  func everyPhraseIsThere(_ language: Language) {
    let texts = Catalogue.phrases(language)
    #expect(Phrase.allCases.filter { texts[$0]?.isEmpty ?? true } == [])
  }

  /// A language may say a number without a word for one and for more, but leaves no value out.
  @Test(arguments: Phrase.allCases)
  func everyLanguageTellsTheSameValues(_ phrase: Phrase) {
    let names = Language.allCases.map { language in
      Template(Catalogue.phrases(language)[phrase] ?? "").names
    }
    #expect(Set(names).count == 1)
  }

  @Test(
    arguments: Phrase.allCases.filter { phrase in
      !Self.namesOnly.contains(phrase)
    })
  func chineseIsChinese(_ phrase: Phrase) {
    let text = Catalogue.phrases(.zh)[phrase] ?? ""
    #expect(text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    #expect(text != Catalogue.phrases(.en)[phrase])
  }

  /// Phrases that are a name in every language.
  private static let namesOnly: Set<Phrase> = [.columnRange, .factFilter, .noticedLine]

  @Test(arguments: [
    ("zh_CN.UTF-8", Language.zh), ("zh", .zh), ("zh_TW", .zh), ("en_GB.UTF-8", .en), ("C", .en),
    ("", .en), ("zhx_XX", .en), ("de_DE.UTF-8", .en),
  ])
  func knowsTheLanguageOfALocale(_ locale: String, _ language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test(arguments: [
    ("a {n} b", 1, "a 1 b"), ("{n} {n|byte|bytes}", 1, "1 byte"),
    ("{n} {n|byte|bytes}", 12_345, "12,345 bytes"),
    ("{x}", 1, "{x}"), ("no place", 1, "no place"), ("{n", 1, "{n"),
    ("{n}{n}", -1000, "-1,000-1,000"),
  ])
  func fillsPlaces(_ text: String, _ number: Int, _ expected: String) {
    #expect(Template(text).filled(["n": .number(number)]) == expected)
  }

  @Test func looksAtNoValueAgain() {
    #expect(Template("{a}{b}").filled(["a": "{b}", "b": "x"]) == "{b}x")
  }

  @Test func writesSectionsAsTheLanguageDoes() {
    #expect(Phrasebook(.zh).reference("RFC 9110 section 14.2") == "RFC 9110 第 14.2 节")
    #expect(Phrasebook(.en).reference("RFC 9110 section 14.2") == "RFC 9110 section 14.2")
    #expect(Phrasebook(.zh).reference("CVE-2011-3192") == "CVE-2011-3192")
  }
}
