import Foundation
import Rules
import TestSupport
import Testing

@Suite struct CatalogueTests {
  @Test func idsAreUnique() {
    #expect(Set(Rule.catalogue.map(\.id)).count == Rule.catalogue.count)
  }

  @Test func sectionsStandInOrder() {
    let order = Rule.catalogue.compactMap { Rule.Section.allCases.firstIndex(of: $0.section) }
    #expect(order == order.sorted())
  }

  @Test(arguments: Rule.catalogue.map(\.id))
  func isWellFormed(_ id: String) throws {
    let rule = try #require(Rule.named(id))
    let words = rule.id.split(separator: "-", omittingEmptySubsequences: false)
    #expect(words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase || $0.isNumber } })
    #expect(!rule.title.isEmpty && !rule.title.hasSuffix(".") && !rule.title.contains("\n"))
    #expect(rule.title.count <= 90)
    #expect(rule.explanation.count > 100 && rule.explanation.hasSuffix("."))
    #expect(!rule.explanation.contains("\n") && !rule.explanation.contains("  "))
    #expect(!rule.hint.isEmpty && !rule.hint.contains("\n"))
    for reference in rule.references {
      let parts = reference.split(separator: " ")
      #expect(parts.count == 4 && parts[0] == "RFC" && parts[2] == "section", "\(reference)")
      #expect(Int(parts[1]) != nil)
    }
    #expect(rule.requirement == nil || !rule.references.isEmpty)
    for root in rule.roots { #expect(Rule.named(root) != nil, "\(root)") }
  }

  /// Ids and severities are a promise: what changes of them is to be seen in this file's history.
  @Test func idsAreThoseThatArePromised() throws {
    let lines = Rule.catalogue.map { rule in
      "\(rule.section.rawValue) \(rule.id) \(rule.severity.rawValue)\(rule.lower == nil ? "" : " or lower")\n"
    }
    try expectGolden(lines.joined(), "rules.txt")
  }

  /// One file a rule, in the folder of its section: none is forgotten in the list.
  @Test(arguments: Rule.Section.allCases)
  func everyFileIsInTheCatalogue(_ section: Rule.Section) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/Rules/\(section.rawValue.capitalized)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.count == Rule.catalogue.filter { $0.section == section }.count)
  }

  @Test func thresholdsAreSetByName() {
    var thresholds = Thresholds()
    for item in thresholds.items {
      #expect(Rule.named(item.rule) != nil)
      let isSet = thresholds.set(item.name, to: item.value + 1)
      #expect(isSet)
    }
    #expect(zip(thresholds.items, Thresholds().items).allSatisfy { $0.value == $1.value + 1 })
    let unknown = thresholds.set("nothing", to: 1)
    let negative = thresholds.set("stall-ms", to: -1)
    #expect(!unknown && !negative)
  }
}
