import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let captureOneSided = Rule(
    id: "capture-one-sided", section: .capture, severity: .note,
    title: "Only one direction of a connection is in the capture",
    explanation: """
      Packets of one end are missing altogether: routes that differ by direction, a mirror port set \
      to one of "in" and "out", or a filter by source address. Requests then have no answers, or \
      answers no requests, and nothing can be said of how they relate.
      """,
    hint: "Mirror both directions, and filter by host rather than by source.",
    check: .connection { view in
      guard view.connection.sides.client != view.connection.sides.server,
        view.connection.clientBytes + view.connection.serverBytes > 0
      else { return nil }
      let connection = view.connection
      return Evidence(
        connections: [connection.id],
        values: [("seen", connection.sides.client ? "client" : "server")],
        """
        Of connection \(connection.id) only packets of the \
        \(connection.sides.client ? "client (\(connection.client))" : "server (\(connection.server))") \
        are in the capture.
        """)
    })
}
