import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let contentRangeMissing = Rule(
    id: "content-range-missing", section: .response, severity: .error,
    title: "A 206 has no Content-Range",
    references: ["RFC 9110 section 15.3.7.1"], requirement: .must,
    explanation: """
      A 206 with a single part must say in Content-Range which bytes it carries. Without it nobody \
      can place them: a client that assumes it got what it asked for is wrong whenever a server \
      clamps, aligns or ignores the range. wget and aria2 refuse such an answer, curl believes it. \
      Its bytes are counted nowhere in the coverage.
      """,
    hint: "Fix the server or the hop that strips Content-Range; do not guess in the client.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, response.status == 206,
        response.contentRangeText == nil, !response.isByteRanges, view.body.multipart == nil,
        view.exchange.request?.method != "HEAD"
      else { return nil }
      return Evidence(
        values: [
          ("range", view.request?.rangeText ?? "none"),
          ("content-length", "\(view.body.delivered)"),
        ],
        """
        Transaction #\(view.id)\(view.request?.rangeText.map { " asked for \"\($0)\" and" } ?? "") \
        got 206 without Content-Range; \(bytes(view.body.delivered)) cannot be placed.
        """)
    })
}
