import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let hostAlias = Rule(
    id: "host-alias", section: .response, severity: .note,
    title: "One resource was asked for under two Host names",
    references: ["RFC 9110 section 7.2"],
    explanation: """
      The same server address answered for the same path, strong entity tag and length under two \
      Host names: an address and a name, a name with and without "www", an address behind NAT and \
      the one in front. They are treated as one resource here. Caches and cookies treat them as two.
      """,
    hint: "Use one name for the resource so that caches can work.",
    check: .download(where: .aliases) { view in
      guard !view.download.aliases.isEmpty else { return nil }
      var first: [String: RangeExchange] = [:]
      var names: [String] = []
      for exchange in view.exchanges where exchange.isContent {
        let name = exchange.authority
        if first[name] == nil {
          first[name] = exchange
          names.append(name)
        }
      }
      guard let one = names.first.flatMap({ first[$0] }),
        let other = names.dropFirst().lazy.compactMap({ first[$0] }).first(where: {
          $0.transaction.server == one.transaction.server && $0.pathAndQuery == one.pathAndQuery
            && $0.response?.strongTag != nil && $0.response?.strongTag == one.response?.strongTag
        })
      else { return nil }
      return Evidence(
        transactions: [one.id, other.id],
        values: [("host", one.authority), ("other host", other.authority)],
        """
        \(one.transaction.server) served \(one.pathAndQuery) as \(one.authority) (transaction \
        #\(one.id)) and as \(other.authority) (transaction #\(other.id)), both with \
        \(validators(other))\(other.completeLength.map { " and \(bytes($0))" } ?? ""): one resource.
        """)
    })
}
