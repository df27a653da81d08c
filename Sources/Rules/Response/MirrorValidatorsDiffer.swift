import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let mirrorValidatorsDiffer = Rule(
    id: "mirror-validators-differ", section: .response, severity: .warning,
    title: "Servers behind one name give different validators for the file",
    references: ["RFC 9110 section 8.8.3"],
    explanation: """
      The validator goes back and forth, or depends on the server that answers, while the length \
      stays the same: nodes behind one name each made their own. Tags built from inode and \
      modification time (Apache's old default, nginx, lighttpd, Caddy) differ from node to node \
      when files were copied without their times. The bytes are most likely the same, but no client \
      can know: If-Range fails at every second request and the download begins again, If-Match \
      gives 412, and careful clients (okdownload, aria2-next) abort an unchanged file. What the tag \
      encodes often shows it: same size, other modification time.
      """,
    hint: """
      Copy with times (rsync -t), leave inodes out of tags (Apache: FileETag MTime Size), or have \
      the balancer keep a client on one node.
      """,
    check: .exchange(where: .newVersion) { view in
      guard let before = view.joined, view.isMirrorChange else { return nil }
      return Evidence(
        transactions: [before.id, view.id],
        hint: Rule.isOneAddress(before, view.exchange) ? Rule.hintOfOneAddress : nil,
        values: [
          ("one", validators(before).description), ("other", validators(view.exchange).description),
        ],
        """
        Transaction #\(before.id) carries \(validators(before)), transaction #\(view.id) \
        \(validators(view.exchange)), \(Rule.nodes(before, view.exchange)), for a file of \
        \(view.exchange.completeLength.map { bytes($0) } ?? "the same length")\
        .\(tagDifference(before, view.exchange))\(Rule.reading(before, view.exchange))
        """)
    })

  private static let hintOfOneAddress: Statement = """
    Find out whether several nodes stand behind this address. If so, copy with times (rsync -t) or \
    leave inodes out of tags (Apache: FileETag MTime Size); if not, look at what makes this server \
    tag the file anew: a file touched or replaced, a tag made of the time or of the request.
    """

  /// Whether nothing tells two who answered apart.
  private static func isOneAddress(_ a: RangeExchange, _ b: RangeExchange) -> Bool {
    a.transaction.server == b.transaction.server && a.answeringNode?.name == b.answeringNode?.name
  }

  /// Who gave one answer and who the other.
  private static func nodes(_ a: RangeExchange, _ b: RangeExchange) -> Statement {
    let (x, y) = (a.transaction.server, b.transaction.server)
    let (one, other) = (a.answeringNode, b.answeringNode)
    if let first = one?.name, let second = other?.name, first != second {
      return "from the nodes \(first) and \(second)"
    }
    let told: Statement =
      one == nil && other == nil ? "" : " (\(one?.text ?? "-"); \(other?.text ?? "-"))"
    return x == y ? "both from \(y)\(told)" : "from \(x) and \(y)\(told)"
  }

  /// What to make of it: a guess, and called so.
  private static func reading(_ a: RangeExchange, _ b: RangeExchange) -> Statement {
    guard let first = a.tagReading, let second = b.tagReading, first.form == second.form,
      let size = first.size, size == second.size, first.modified != second.modified
    else { return "" }
    return " Most likely two copies of one file, not two files."
  }
}
