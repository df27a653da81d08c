import HTTP
import Rules
import Testing
import Transactions

/// The failures that are known from the wild, F01 to F44, each with the rule that recognises it, or
/// with the reason why the wire cannot show it.
@Suite struct FailureTests {
  /// A failure, what happens on the wire, and the rules that must fire.
  struct Row: Sendable, CustomTestStringConvertible {
    var name: String
    var rules: Set<String>
    var traffic: @Sendable (inout Traffic) -> Void

    init(
      _ name: String, _ rules: Set<String>, _ traffic: @escaping @Sendable (inout Traffic) -> Void
    ) {
      self.name = name
      self.rules = rules
      self.traffic = traffic
    }

    var testDescription: String { name }
  }

  @Test(arguments: rows)
  func isRecognised(_ row: Row) {
    var traffic = Traffic()
    row.traffic(&traffic)
    let found = Set(traffic.diagnosis.findings.map(\.rule))
    #expect(row.rules.isSubset(of: found), "found only \(found.sorted())")
  }

  @Test func allAreAnswered() {
    let known = Set(Self.rows.map { $0.name.prefix(3) }).union(
      Self.notShown.keys.map { $0.prefix(3) })
    let all = (1...44).map { "F\($0 < 10 ? "0" : "")\($0)" }
    #expect(all.filter { !known.contains($0[...]) } == [])
  }

  /// What no packet tells.
  static let notShown: [String: String] = [
    "F38": "what a client writes to its disk: the 206 with several parts is correct"
  ]
}
