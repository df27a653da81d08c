import HTTP
import Phrases
import Ranges

extension Rule {
  static let bytesRedundant = Rule(
    id: "bytes-redundant", section: .transfer, severity: .note,
    title: "Bytes were delivered more than once",
    explanation: """
      Some positions of the file crossed the network twice, or were delivered and then thrown away. \
      A few kilobytes at a seam are the bytes that were in flight when a connection was broken off. \
      More comes from ignored ranges, restarts, overlapping ranges of parallel connections, and \
      clients without a cache that read the same header again and again.
      """,
    hint:
      "See the transactions named here; cache what is read often, and resume instead of restarting.",
    roots: [
      "resume-restarted", "range-ignored", "restart-without-range", "reopen-amplification",
      "resume-refetches",
    ],
    check: .download(where: .redundant) { view in
      let redundant = view.download.redundantBytes
      guard redundant > 0 else { return nil }
      let delivered = view.download.deliveredBytes
      let ids = Array(
        view.download.steps.lazy.filter { $0.again > 0 || $0.discarded > 0 }.map(\.exchange).prefix(
          8))
      return Evidence(
        transactions: ids,
        values: [("redundant", "\(redundant)"), ("delivered", "\(delivered)")],
        """
        \(bytes(redundant)) of the \(grouped(delivered)) delivered \
        (\(percent(redundant, of: delivered))) had come before or were thrown away\
        \(places(ids)).
        """)
    })
}

/// Which transactions brought them.
private func places(_ ids: [Int]) -> Statement {
  switch ids.count {
  case 0: ""
  case 1: ", in transaction \(transactions(ids))"
  default: ", in transactions \(transactions(ids))"
  }
}
