import Rules
import Testing

@testable import Reports

@Suite struct RuleTextTests {
  private var wide: ReportOptions {
    var options = ReportOptions()
    options.width = 1000
    return options
  }

  @Test func theListHoldsEveryRuleAndThreshold() {
    let lines = RulesList(options: wide).text.split(separator: "\n")
    for rule in Rule.catalogue {
      #expect(
        lines.contains {
          $0.hasPrefix("\(rule.id) ") && $0.contains(rule.severity.rawValue)
            && $0.hasSuffix(rule.title)
        }, "\(rule.id)")
    }
    for item in Thresholds().items { #expect(lines.contains { $0.hasPrefix("\(item.name) ") }) }
  }

  @Test(arguments: [60, 80, 120])
  func theListKeepsToItsWidth(_ width: Int) {
    var options = ReportOptions()
    options.width = width
    for line in RulesList(options: options).text.split(separator: "\n") {
      #expect(TerminalText.width(String(line)) <= width)
    }
  }

  @Test(arguments: Rule.catalogue.map(\.id))
  func anExplanationTellsAll(_ id: String) throws {
    let rule = try #require(Rule.named(id))
    let text = RuleExplanation(rule, options: wide).text
    #expect(text.hasPrefix("\(id)\n\(rule.title)\n"))
    func words(_ text: String) -> String {
      text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    }
    #expect(words(text).contains(words(rule.explanation)))
    #expect(words(text).contains(words(rule.hint)))
    for reference in rule.references { #expect(words(text).contains(reference)) }
    #expect(text.split(separator: "\n").allSatisfy { TerminalText.width(String($0)) <= 100 })
  }
}
