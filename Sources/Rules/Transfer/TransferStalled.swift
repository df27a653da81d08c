import HTTP
import Ranges
import Transactions

extension Rule {
  static let transferStalled = Rule(
    id: "transfer-stalled", section: .transfer, severity: .note,
    title: "Content stood still",
    explanation: """
      No byte of the body was seen for longer than the threshold stall-ms. Three causes look alike \
      to a user: the client reads too slowly and closes its receive window (a player whose buffer \
      is full does so on purpose), the server has nothing to send (a slow origin, a disk), or \
      packets are lost and sent again.
      """,
    hint:
      "Look at the packets around the pause: zero windows, retransmissions, or silence of the server.",
    check: .exchange { view in
      guard let response = view.exchange.transaction.response, view.exchange.isContent,
        response.longestStall / 1_000_000 >= Int64(view.thresholds.stallMilliseconds),
        view.thresholds.stallMilliseconds > 0
      else { return nil }
      let time = Int(response.longestStall / 1_000_000)
      return Evidence(
        values: [("milliseconds", "\(time)")],
        """
        The body of transaction #\(view.id) (\(bytes(view.body.delivered))) paused for \
        \(grouped(time)) ms.
        """)
    })
}
