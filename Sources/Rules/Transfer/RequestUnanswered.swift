import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let requestUnanswered = Rule(
    id: "request-unanswered", section: .transfer, severity: .note,
    title: "A request has no answer",
    explanation: """
      The connection, or the capture, ended while this request was waiting. Clients give up on \
      requests that they no longer need (a tab closed, a seek), servers close idle connections just \
      when a request arrives, and captures end at some point. Only when the client needed the \
      answer, and asked nobody else, is it a failure.
      """,
    hint: "See whether the client asked again on another connection.",
    check: .exchange(where: .unanswered) { view in
      guard let request = view.exchange.request, view.exchange.transaction.response == nil,
        view.exchange.transaction.pairing == .certain, request.method != "CONNECT"
      else { return nil }
      return Evidence(
        values: [("method", request.method), ("url", view.exchange.url)],
        """
        Transaction #\(view.id), \(request.method) \(view.exchange.url)\
        \(request.rangeText.map { " (\"Range: \($0)\")" } ?? ""), has no response in the capture.
        """)
    })
}
