import HTTP
import Packets
import Phrases
import Ranges
import Transactions

extension Rule {
  static let captureLoss = Rule(
    id: "capture-loss", section: .capture, severity: .note,
    title: "The capture misses bytes that were delivered",
    explanation: """
      The receiver acknowledged bytes that are in no captured packet, so they were delivered and \
      the capture dropped them: the capturing machine was too slow, its buffer too small, or the \
      mirror port overloaded. They count as delivered (and are marked unseen); what they said is \
      unknown where they held headers.
      """,
    hint: "Capture with a larger buffer (tcpdump -B), a filter by address, or -s 512.",
    check: .connection { view in
      let dropped = view.connection.droppedPackets
      guard view.connection.lostBytes > 0 || dropped > 0 else { return nil }
      let connection = view.connection
      return Evidence(
        connections: [connection.id],
        frames: connection.lossFrames.prefix(8).map {
          .init(input: $0.input, first: $0.number, last: $0.number)
        },
        values: [("bytes", "\(connection.lostBytes)")]
          + (dropped > 0 ? [("packets dropped", "\(dropped)")] : []),
        """
        On connection \(connection.id) (\(connection.client) to \(connection.server)) \
        \(bytes(connection.lostBytes)) were acknowledged and not captured\
        \(connection.unpairedResponses > 0
          ? "; \(plural(connection.unpairedResponses, "response")) could not be paired for certain"
          : "")\(dropped > 0
          ? "; the capture dropped \(plural(dropped, "packet")) while it was open, of it or of others"
          : "").
        """)
    })
}
