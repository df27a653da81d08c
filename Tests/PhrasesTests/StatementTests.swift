import Testing

@testable import Phrases

/// Statements: English where they are made, any language where they are said.
@Suite struct StatementTests {
  @Test func keepsWordsAndValuesApart() {
    let name = "a {1} b"
    let statement: Statement = "\(7) of \(name) came"
    #expect(statement.description == "7 of a {1} b came")
    #expect(statement.key == "{1} of {2} came")
    #expect(statement.values == [.number(7), .text(name)])
  }

  @Test func saysAllPartsHoweverLong() {
    let long = String(repeating: "é", count: 40)
    let inner: Statement = "\(long) and \(Int.min)"
    let statement: Statement = "\(inner), \(""), \(Statement(titleOf: "none", "a title"))"
    #expect(statement.description == "\(long) and \(String(Int.min)), , a title")
    #expect(Statement("\(inner)").description == inner.description)
    #expect(Statement(words: "").description == "")
  }

  @Test func saysInnerStatementsToo() {
    let count = Statement(count: "1,204", "bytes")
    let statement: Statement = "On connection \(3) \(count) were cut off; \("every head is whole")."
    #expect(
      statement.description == "On connection 3 1,204 bytes were cut off; every head is whole.")
    #expect(Phrasebook(.en)(statement) == statement.description)
    #expect(Phrasebook(.zh)(statement) == "连接 3 上有 1,204 字节被截掉；首部都完整。")
  }

  /// What stands for a value is not looked at again, whatever it holds.
  @Test func aValueIsNoTemplate() {
    let traffic = "{2}{1}"
    let statement: Statement = "though both carry \(traffic)"
    #expect(Phrasebook(.zh)(statement) == "可两者都带有 {2}{1}")
  }

  @Test(arguments: [(true, "收到"), (false, "缺少x")])
  func aLiteralInAPlaceIsAStatement(_ isHere: Bool, _ expected: String) {
    let statement: Statement = "\(isHere ? "got" : "missing")\(isHere ? "" : "x")"
    #expect(Phrasebook(.zh)(statement) == expected)
  }

  @Test func whatHasNoWordsIsSaidInEnglish() {
    let statement: Statement = "no \("missing") words \(1) for this"
    #expect(Phrasebook(.zh)(statement) == "no 缺少 words 1 for this")
    #expect(Phrasebook(.zh).missing(in: statement) == ["no {1} words {2} for this"])
  }

  @Test(arguments: [
    ("last position 5 before first position 19", "末位置 5 在首位置 19 之前"),
    ("no range", "没有范围"), ("", ""), ("7", "7"), ("é 7 é", "é 7 é"),
  ])
  func numbersOfAReasonAreValues(_ reason: String, _ expected: String) {
    let statement = Statement(reason: reason)
    #expect(statement.description == reason)
    #expect(Phrasebook(.zh)(statement) == expected)
  }

  @Test func joinsWithWhatTheLanguageJoinsWith() {
    let items = ["got", "missing"].map { Statement(words: $0) }
    #expect(items.joined(separator: ", ").description == "got, missing")
    #expect(Phrasebook(.zh)(items.joined(separator: ", ")) == "收到，缺少")
    #expect([Statement]().joined(separator: ", ").isEmpty)
  }

  @Test(arguments: Language.allCases)
  func everyTranslationTellsTheSameValues(_ language: Language) {
    for (key, text) in Catalogue.statements(language) {
      #expect(Template(key).names == Template(text).names, "\(key)")
    }
  }
}
