import HTTP
import Phrases
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
      does, and most downloads fetch no byte twice. Where the client kept bytes of both, its file \
      is mixed; where it fetched the whole anew, the second copy took the place of the first.
      """,
    hint: """
      Trust neither copy: check the file against a digest from elsewhere, and compare what each \
      server or cache of this name delivers for the range named here.
      """,
    check: .download(where: .diverged) { view in
      guard let found = view.download.divergence,
        let earlier = view.record.exchange(found.earlier),
        let later = view.record.exchange(found.later)
      else { return nil }
      return Evidence(
        transactions: [found.earlier, found.later],
        values: [
          ("first differing block", "\(found.block.lowerBound)-\(found.block.upperBound - 1)"),
          ("validators of the first", validators(earlier).description),
          ("validators of the second", validators(later).description),
        ],
        """
        Transactions #\(found.earlier) and #\(found.later) both brought bytes \
        \(spans([found.block])), and what they brought there differs, \
        \(Rule.promise(earlier, later)).\
        \(found.isJoined ? " The client put bytes of both into one file." : "")
        """)
    })

  /// What the validators of two responses say of their content being the same.
  private static func promise(_ a: RangeExchange, _ b: RangeExchange) -> Statement {
    let (first, second) = (validators(a), validators(b))
    if let tag = a.response?.strongTag, let other = b.response?.strongTag, tag.strongMatch(other) {
      return "though both carry the strong ETag \(tag)"
    }
    if a.response?.hasValidator != true, b.response?.hasValidator != true {
      return "and neither carries a validator that would tell"
    }
    return first == second
      ? "though both carry \(first)"
      : "though nothing says that they are of different versions (\(first); \(second))"
  }
}
