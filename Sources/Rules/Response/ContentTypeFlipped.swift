import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentTypeFlipped = Rule(
    id: "content-type-flipped", section: .response, severity: .warning,
    title: "A short answer of another type stands among the content",
    explanation: """
      A response taken as content is of another Content-Type than the others and much shorter than \
      the file: an error page, a login form of a captive portal, or a JSON message such as "too \
      many requests", sent with status 200. A client that looks at the status alone writes it into \
      the file.
      """,
    hint: "Compare Content-Type and length with those of the first response before writing.",
    check: .exchange(where: .otherLength) { view in
      guard let response = view.response, view.exchange.isContent,
        let length = view.exchange.completeLength, length < view.thresholds.flippedBytes,
        let before = view.other(view.step?.previous), let known = before.completeLength,
        length < known / 100 * min(view.thresholds.flippedPercent, 100),
        let type = response.contentType.flatMap({ MediaType($0) }), !response.isByteRanges,
        let old = before.response?.contentType.flatMap({ MediaType($0) }),
        !(before.response?.isByteRanges ?? true), old.essence != type.essence
      else { return nil }
      return Evidence(
        transactions: [before.id, view.id],
        values: [("type before", old.essence), ("type now", type.essence)],
        """
        Transaction #\(before.id) was \(old.essence), \(bytes(known)); transaction #\(view.id) is \
        \(type.essence), \(bytes(length)), with status \(response.status).
        """)
    })
}
