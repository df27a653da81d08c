import HTTP
import Phrases
import Ranges

extension Rule {
  static let partialUnrequested = Rule(
    id: "partial-unrequested", section: .response, severity: .error,
    lower: "note when the query asks for a part by number (S3)",
    title: "206 was sent to a request without Range",
    references: ["RFC 9110 section 15.3.7"], requirement: .must,
    explanation: """
      A 206 answers a Range. A client that sent none takes the body for the whole file, or fails: \
      Chromium rejects such an answer as bad content. It comes from caches that hand out a stored \
      part as if it were the resource, from proxies that add a Range towards the origin and forget \
      to take it back, and from applications that always answer 206. S3 answers 206 to \
      "?partNumber=", which is meant so.
      """,
    hint:
      "Empty the cache that answered (see Via, Age, X-Cache) and have it key on Range, or not store 206.",
    check: .exchange(where: .oddRequest) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        request.rangeText == nil
      else { return nil }
      return Evidence(
        request.asksForPart ? .note : .error,
        values: [("status", "206"), ("content-range", response.contentRangeText ?? "none")],
        """
        Transaction #\(view.id) asked for the whole resource and got 206 with \
        \(response.contentRangeText.map { "\"Content-Range: \($0)\"" } ?? "no Content-Range").\
        \(view.exchange.behaviour(.unaskedPart))\(view.exchange.answeredBy)
        """)
    })
}
