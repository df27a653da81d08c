import Testing

@testable import Phrases
@testable import Rules

/// A rule with traffic that makes it fire and traffic, as near to it as possible, that does not.
struct RuleCase: CustomTestStringConvertible, Sendable {
  var rule: String
  var severity: Severity
  var fires: @Sendable (inout Traffic) -> Void
  var isQuiet: @Sendable (inout Traffic) -> Void

  init(
    _ rule: String, _ severity: Severity, fires: @escaping @Sendable (inout Traffic) -> Void,
    isQuiet: @escaping @Sendable (inout Traffic) -> Void
  ) {
    self.rule = rule
    self.severity = severity
    self.fires = fires
    self.isQuiet = isQuiet
  }

  var testDescription: String { rule }

  static let all = request + response + validators + statuses + transfer + capture
}

@Suite struct RuleTests {
  @Test(arguments: RuleCase.all)
  func firesWhereItShould(_ row: RuleCase) {
    var traffic = Traffic()
    row.fires(&traffic)
    let findings = traffic.diagnosis.findings
    let found = findings.first { $0.rule == row.rule }
    #expect(found != nil, "found only \(findings.map(\.rule))")
    #expect(found?.severity == row.severity)
    #expect(found.map { !$0.detail.isEmpty } ?? false)
    for finding in findings {
      for language in Language.allCases where language != .en {
        #expect(Phrasebook(language).missing(in: finding.detail) == [])
      }
    }
  }

  @Test(arguments: RuleCase.all)
  func isQuietWhereItShould(_ row: RuleCase) {
    var traffic = Traffic()
    row.isQuiet(&traffic)
    let found = traffic.diagnosis.findings.first { $0.rule == row.rule }
    #expect(found == nil, "\(found?.detail.description ?? "")")
  }

  @Test(arguments: Rule.catalogue.map(\.id))
  func hasACaseOfEachSeverity(_ id: String) throws {
    let rule = try #require(Rule.named(id))
    let severities = Set(RuleCase.all.filter { $0.rule == id }.map(\.severity))
    #expect(severities.contains(rule.severity))
    #expect(severities.allSatisfy { $0 <= rule.severity })
    // A rule that says when it is less severe shows it.
    #expect(rule.lower == nil || severities.count > 1)
  }

  @Test(arguments: RuleCase.all)
  func theQuietTrafficIsNearTheLoud(_ row: RuleCase) {
    var loud = Traffic()
    var quiet = Traffic()
    row.fires(&loud)
    row.isQuiet(&quiet)
    let (a, b) = (loud.words, quiet.words)
    let share = Double(a.intersection(b).count) / Double(a.count)
    #expect(share >= 0.6, "only \(Int(share * 100)) % of the traffic is there in the quiet case")
  }

  @Test(arguments: RuleCase.all)
  func factsKeepNoRuleFromSpeaking(_ row: RuleCase) {
    for make in [row.fires, row.isQuiet] {
      var traffic = Traffic()
      make(&traffic)
      let asked = Checker(asksAll: true).diagnose(traffic.record).findings
      #expect(traffic.diagnosis.findings.map(\.detail) == asked.map(\.detail))
    }
  }
}
