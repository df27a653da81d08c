import HTTP
import Packets
import Phrases
import Ranges
import Transactions

extension Rule {
  static let httpDesync = Rule(
    id: "http-desync", section: .capture, severity: .warning,
    lower: "note where bytes are missing from the capture",
    title: "A stream could not be read as HTTP from some byte on",
    references: ["RFC 9112 section 2.3", "RFC 9112 section 3", "RFC 9112 section 6"],
    explanation: """
      Where a message should begin stands something else. Either the framing of the message before \
      was wrong (a Content-Length that does not fit, a body where none may be), or a start line \
      breaks the grammar (a blank before it, no target, HTTP in lower case), or one end speaks \
      another protocol, or bytes are missing from the capture. Reading went on at the next thing \
      that looks like a message; what lies between is not in the report.
      """,
    hint: "Look at the message before: does its length fit its body?",
    check: .connection { view in
      guard view.connection.skippedBytes > 0, view.connection.isHTTP else { return nil }
      let connection = view.connection
      // What follows the end of a body is told of that body.
      let skipped = connection.skippedBytes - view.exchanges.reduce(0) { $0 + $1.excess }
      guard skipped > 0 else { return nil }
      let isPoor =
        connection.lostBytes > 0 || connection.hasUnacknowledgedHole || !connection.sawOpening
        || connection.slicedBytes > 0
      return Evidence(
        isPoor ? .note : .warning,
        transactions: view.exchanges.filter { $0.transaction.body.end == .desync }.prefix(4)
          .map(\.id),
        connections: [connection.id],
        frames: connection.skippedFrame.map {
          [Evidence.Place(input: $0.input, first: $0.number, last: $0.number)]
        } ?? [], values: [("bytes", "\(skipped)")],
        """
        On connection \(connection.id) (\(connection.client) to \(connection.server)) \
        \(bytes(skipped)) could be read as no message.
        """)
    })
}
