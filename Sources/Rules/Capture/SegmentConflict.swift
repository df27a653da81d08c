import HTTP
import Packets
import Phrases
import Ranges
import Transactions

extension Rule {
  static let segmentConflict = Rule(
    id: "segment-conflict", section: .capture, severity: .warning,
    title: "A retransmission carried other bytes than the first copy",
    references: ["RFC 9293 section 3.8"],
    explanation: """
      A byte of a TCP stream is sent once and, if need be, sent again unchanged. Here the second \
      copy differs. The report reads the first copy, as most receivers keep what they have; a \
      receiver that had not got the first copy has the second. Seen where a middlebox rewrites one \
      of the copies, where something injects packets into the connection, with broken memory or \
      offload of a network card, and in captures made to evade inspection. Segments that came in \
      order are compared by a sample of their bytes, those that came early byte by byte.
      """,
    hint: """
      Look at both packets: other IP TTLs or identifications point to a third party, else suspect \
      the card's offload or a proxy on the way.
      """,
    check: .connection { view in
      guard view.connection.conflicts > 0 else { return nil }
      let connection = view.connection
      return Evidence(
        connections: [connection.id],
        frames: connection.conflictFrames.map {
          .init(input: $0.input, first: $0.number, last: $0.number)
        },
        values: [("segments", "\(connection.conflicts)")],
        """
        On connection \(connection.id) (\(connection.client) to \(connection.server)) \
        \(plural(connection.conflicts, "segment")) came again with other bytes.
        """)
    })
}
