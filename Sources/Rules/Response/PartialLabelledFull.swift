import HTTP
import Phrases
import Ranges

extension Rule {
  static let partialLabelledFull = Rule(
    id: "partial-labelled-full", section: .response, severity: .error,
    title: "A part was sent with status 200",
    references: ["RFC 9110 section 15.3.7"], requirement: .must,
    explanation: """
      The response has a Content-Range, and its body is exactly that range, but its status is 200, \
      which says "this is the whole". Clients and caches believe the status: a download ends early \
      with a file that is one part, a cache stores it and serves it to everyone, a resuming client \
      starts again from 0 with bytes from the middle. Applications do this that set the header by \
      hand and forget the status.
      """,
    hint: "Set status 206 whenever Content-Range is set; purge caches that stored the 200.",
    check: .exchange(where: .notPartial) { view in
      guard let response = view.response, let part = view.exchange.partLabelledFull else {
        return nil
      }
      return Evidence(
        values: [("status", "200"), ("content-range", response.contentRangeText ?? "")],
        """
        Transaction #\(view.id) is a 200 with "Content-Range: \(response.contentRangeText ?? "")" \
        whose body is as long as that range (\(bytes(part.count))). The bytes are counted at \
        \(span(part)).
        """)
    })
}
