import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let captureSliced = Rule(
    id: "capture-sliced", section: .capture, severity: .note,
    title: "Packets were cut by the snapshot length",
    explanation: """
      The capture kept only the beginning of each packet. Bodies are counted all the same, from the \
      lengths in the packet headers; what is lost is their content, and headers where they lay \
      beyond the cut. Nothing is concluded from the absence of a field in a head that was cut. 512 \
      bytes hold most heads, 128 do not.
      """,
    hint: "Capture with at least -s 512 where bodies need not be compared, -s 0 where they do.",
    check: .connection { view in
      guard view.connection.slicedBytes > 0 else { return nil }
      let connection = view.connection
      let cut = view.exchanges.filter {
        $0.request.map { !$0.isComplete } ?? false || $0.response.map { !$0.isComplete } ?? false
      }
      return Evidence(
        connections: [connection.id],
        values: [("bytes", "\(connection.slicedBytes)"), ("heads cut", "\(cut.count)")],
        """
        On connection \(connection.id) \(bytes(connection.slicedBytes)) were cut off; \
        \(cut.isEmpty ? "every head is whole" : "the heads of \(plural(cut.count, "exchange")) are not whole").
        """)
    })
}
