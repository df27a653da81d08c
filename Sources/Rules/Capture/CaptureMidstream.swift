import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let captureMidstream = Rule(
    id: "capture-midstream", section: .capture, severity: .note,
    title: "Connections began before the capture did",
    explanation: """
      The opening of the connection (SYN) is not in the capture, so exchanges may have taken place \
      on it before. Reading took hold at the first message that could be recognised. What was \
      delivered earlier is unknown, and a gap in the coverage may be no gap.
      """,
    hint: "Start the capture before the client.",
    check: .connection { view in
      guard !view.connection.sawOpening, view.connection.isHTTP else { return nil }
      let connection = view.connection
      let frame = connection.frames.head
      return Evidence(
        connections: [connection.id],
        frames: [.init(input: frame.input, first: frame.first, last: frame.first)],
        """
        Connection \(connection.id) (\(connection.client) to \(connection.server)) was open when \
        the capture began, at frame \(frame.first).
        """)
    })
}
