import HTTP
import Phrases
import Ranges

extension Rule {
  static let unsatisfiedYetSatisfiable = Rule(
    id: "unsatisfied-yet-satisfiable", section: .response, severity: .error,
    title: "416 was sent though the range lies within the file",
    references: ["RFC 9110 section 15.5.17"], requirement: .must,
    explanation: """
      A range is satisfiable when it begins before the end of the representation. This one does, \
      by the length that the server itself tells, and still it was refused. Servers that take one \
      range only answer two with 416; gateways check against a stale or empty entry of a cache. \
      Clients give up on 416, or worse, take the file for complete.
      """,
    hint: "Test the range against the origin; purge the cache in between.",
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, response.status == 416, view.wasSatisfiable
      else { return nil }
      let length = view.exchange.completeLength ?? view.step?.knownLength ?? 0
      return Evidence(
        values: [
          ("range", request.rangeText ?? ""),
          ("content-range", response.contentRangeText ?? "none"),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" of \(bytes(length)) and was \
        refused with 416.\(view.exchange.behaviour(.unsatisfiable))\(view.exchange.answeredBy)
        """)
    })
}
