import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let captureEnded = Rule(
    id: "capture-ended", section: .capture, severity: .note,
    title: "The capture ended while a body was under way",
    explanation: """
      The last packets of the capture show a transfer that has not ended. What came afterwards is \
      not known; the download is not called incomplete for it.
      """,
    hint: "Capture until the transfer ends.",
    check: .exchange(where: .unfinished) { view in
      guard view.body.end == .captureEnded, !view.body.isFramed else { return nil }
      return Evidence(
        values: [("delivered", "\(view.body.delivered)")],
        """
        Transaction #\(view.id) had brought \(bytes(view.body.delivered))\
        \(view.body.expected.map { " of \(grouped($0))" } ?? "") when the capture ended.
        """)
    })
}
