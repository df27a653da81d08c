import Analysis
import Rules
import Testing

@testable import Reports

@Suite struct FindingOrderTests {
  private func order(_ findings: [(Severity, because: Int?)]) -> [Int] {
    var builder = ReportBuilder()
    for (severity, because) in findings {
      builder.finding("r", severity, title: "t", detail: "d", becauseOf: because)
    }
    return FindingOrder.entries(builder.report.findings)
      .map { $0.isConsequence ? -$0.finding.id : $0.finding.id }
  }

  @Test func theGravestComesFirst() {
    #expect(order([(.note, nil), (.error, nil), (.warning, nil), (.error, nil)]) == [2, 4, 3, 1])
  }

  @Test func whatFollowsStandsBelowItsRoot() {
    #expect(order([(.warning, nil), (.note, nil), (.error, 2), (.note, 2)]) == [2, -3, -4, 1])
  }

  @Test func aRootElsewhereIsNoRootHere() {
    #expect(order([(.note, nil), (.error, 99)]) == [2, 1])
  }

  @Test func circlesLoseNothing() {
    #expect(order([(.note, 2), (.error, 1), (.note, 3)]).map(abs).sorted() == [1, 2, 3])
  }
}
