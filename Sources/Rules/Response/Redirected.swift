import HTTP
import Phrases
import Ranges

extension Rule {
  static let redirected = Rule(
    id: "redirected", section: .response, severity: .note,
    title: "A range request was redirected",
    references: ["RFC 9110 section 15.4"],
    explanation: """
      Downloads are often redirected to a mirror, a CDN or a signed URL. Range and If-Range must be \
      sent again to the new address; libraries that build a new request for it may lose them, and \
      then the whole file comes. A resume should begin at the first address, as the one it led to \
      may have expired.
      """,
    hint: "Keep the first URL for resuming; carry Range and If-Range over to the target.",
    check: .exchange(where: .notPartial) { view in
      guard let request = view.request, let range = request.rangeText,
        let target = view.exchange.redirectTarget, let status = view.exchange.status
      else { return nil }
      let next = view.following(atMost: 8).first { $0.url == target }
      let carried: Statement =
        next.flatMap(\.request).map { follow in
          let kept = follow.rangeText == range
          let condition = follow.ifRangeText == request.ifRangeText
          return kept && condition
            ? " Transaction #\(next?.id ?? 0) followed it with the same Range."
            : " Transaction #\(next?.id ?? 0) followed it, but \(kept ? "If-Range" : "Range") was lost."
        } ?? ""
      return Evidence(
        transactions: [view.id, next?.id].compactMap { $0 },
        values: [("status", "\(status)"), ("location", view.exchange.response?.location ?? "")],
        """
        Transaction #\(view.id) ("Range: \(range)") was sent on to \(target) with \(status).\
        \(carried)
        """)
    })
}
