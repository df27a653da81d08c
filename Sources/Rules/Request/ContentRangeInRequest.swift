import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentRangeInRequest = Rule(
    id: "content-range-in-request", section: .request, severity: .note,
    title: "A request carries Content-Range: a partial upload",
    references: ["RFC 9110 section 14.5"],
    explanation: """
      Content-Range in a request belongs to uploads: a partial PUT, or one of the resumable upload \
      protocols (Google's, Microsoft's, tus-like ones) whose servers agreed to it. A server that \
      does not support it must refuse the PUT with 400, as it would otherwise replace the whole \
      resource with a part. It says nothing about downloads and is counted for none.
      """,
    hint:
      "Make sure that this server supports partial uploads; others replace the file by the part.",
    check: .exchange(where: .oddRequest) { view in
      guard let request = view.request, let text = request.contentRangeText else { return nil }
      return Evidence(
        values: [("method", request.method), ("content-range", text)],
        """
        Transaction #\(view.id) is a \(request.method) with "Content-Range: \(text)"; the answer \
        was \(view.exchange.status.map { "\($0)" } ?? "not captured").
        """)
    })
}
