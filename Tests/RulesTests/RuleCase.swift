import Testing

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
  }

  @Test(arguments: RuleCase.all)
  func isQuietWhereItShould(_ row: RuleCase) {
    var traffic = Traffic()
    row.isQuiet(&traffic)
    let found = traffic.diagnosis.findings.first { $0.rule == row.rule }
    #expect(found == nil, "\(found?.detail ?? "")")
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

  @Test func everyRuleHasACase() {
    let known = Set(RuleCase.all.map(\.rule))
    #expect(Rule.catalogue.map(\.id).filter { !known.contains($0) } == [])
  }
}
