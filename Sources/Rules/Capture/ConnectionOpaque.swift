import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let connectionOpaque = Rule(
    id: "connection-opaque", section: .capture, severity: .note,
    title: "A connection carries a protocol that was not read",
    explanation: """
      The bytes are of TLS, HTTP/2 or something else than HTTP/1, from some point on. Downloads on \
      it are not in the report. Most downloads of today are encrypted: where they matter, capture \
      behind the TLS terminator, or between proxy and origin, where the traffic is plain.
      """,
    hint: "Capture where the traffic is plain HTTP/1.1, or have the client log its TLS keys.",
    check: .connection { view in
      guard let name = view.connection.opaqueProtocol else { return nil }
      let connection = view.connection
      let frame = connection.frames.head
      return Evidence(
        connections: [connection.id],
        frames: [.init(input: frame.input, first: frame.first, last: frame.first)],
        values: [("protocol", name), ("bytes", "\(connection.opaqueBytes)")],
        """
        Connection \(connection.id) (\(connection.client) to \(connection.server)) carries \
        \(name): \(bytes(connection.opaqueBytes)) \
        \(connection.opaqueBytes == 1 ? "was not read" : "were not read").
        """)
    })
}
