import HTTP
import Ranges
import Transactions

extension Rule {
  static let contentDiverged = Rule(
    id: "content-diverged", section: .response, severity: .error,
    title: "The same bytes of the file came with different content",
    references: ["RFC 9110 section 8.8.1", "RFC 9110 section 15.3.7.3"],
    explanation: """
      Two responses delivered the same positions under the same validator, and their bytes differ. A \
      strong validator promises that this cannot be. Seen in the wild: servers of one name that hold \
      different files under one tag, a cache that shifts a range by a few bytes, a file that is \
      written while it is served. No header shows it; only a comparison of bytes that came twice \
      does, and most downloads fetch no byte twice.
      """,
    hint: """
      Trust neither copy: check the file against a digest from elsewhere, and compare what each \
      server or cache of this name delivers for the range named here.
      """,
    check: .download { view in
      var kept: [(id: Int, version: Int?, print: ContentFingerprint)] = []
      let bodies = view.exchanges.compactMap { step, exchange in
        exchange.transaction.body.fingerprint.map { (exchange.id, step.version, $0) }
      }
      guard bodies.count > 1 else { return nil }
      // By position, so that only neighbours can overlap.
      for (id, version, print) in bodies.sorted(by: {
        $0.2.range.lowerBound < $1.2.range.lowerBound
      }) {
        kept.removeAll { $0.print.range.upperBound <= print.range.lowerBound }
        for other in kept where other.version == version {
          guard let block = print.firstDifference(from: other.print) else { continue }
          let pair = [id, other.id].sorted()
          return Evidence(
            transactions: pair,
            values: [("first differing block", "\(block.lowerBound)-\(block.upperBound - 1)")],
            """
            Transactions #\(pair[0]) and #\(pair[1]) both brought bytes \
            \(spans([block])), and what they brought there differs, though both are of the same \
            version.
            """)
        }
        kept.append((id, version, print))
        // A position fetched again and again is compared with the last few that brought it.
        if kept.count > 8 { kept.removeFirst() }
      }
      return nil
    })
}
