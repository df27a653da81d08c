import HTTP
import Phrases
import Ranges

extension Rule {
  static let reopenAmplification = Rule(
    id: "reopen-amplification", section: .request, severity: .warning,
    lower: "note up to reopen-bodies bodies, and below reopen-factor",
    title: "Long ranges are opened again and again and broken off",
    explanation: """
      The client asks for everything from some position on, reads a little, closes the connection \
      and asks again a little further. What was already under way when it closed is lost, so far \
      more bytes cross the network than the client uses: factors of 4 to 6 have been reported for \
      players built on AVFoundation. A server that closes idle connections early, or answers every \
      bounded range with "Connection: close", drives clients into this.
      """,
    hint: "Ask for bounded ranges of the size that is really read, and keep the connection open.",
    check: .download(where: .redundant) { view in
      guard view.download.redundantBytes > 0 else { return nil }
      var ids: [Int] = []
      for exchange in view.exchanges
      where exchange.isContent && exchange.clientBrokeOff && exchange.request?.hasRange ?? false {
        ids.append(exchange.id)
      }
      let broken = ids
      let delivered = view.download.deliveredBytes
      let covered = view.download.covered.reduce(0) { $0 + $1.count }
      guard broken.count >= 2, covered > 0 else { return nil }
      let isCostly =
        broken.count > view.thresholds.reopenBodies
        && delivered / covered >= max(view.thresholds.reopenFactor, 1)
      return Evidence(
        isCostly ? .warning : .note, transactions: broken,
        values: [
          ("broken off", "\(broken.count)"), ("delivered", "\(delivered)"),
          ("covered", "\(covered)"),
        ],
        """
        \(plural(broken.count, "range")) were broken off by the client; \(bytes(delivered)) \
        crossed the network for \(bytes(covered)) of the file.\
        \(view.record.exchange(broken[0])?.behaviour(.reopening) ?? "")
        """)
    })
}
