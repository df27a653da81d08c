import HTTP
import Phrases
import Ranges

extension Rule {
  static let unsatisfiedUnrequested = Rule(
    id: "unsatisfied-unrequested", section: .response, severity: .warning,
    title: "416 was sent to a request without Range",
    references: ["RFC 9110 section 15.5.17"],
    explanation: """
      Nothing was asked that could not be satisfied. A proxy that adds a Range of its own towards \
      the origin (slicing caches do) passes on a refusal that the client cannot understand, or a \
      stored 416 is served for every request.
      """,
    hint: "Look at the cache or proxy that answered, and purge the stored 416.",
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.pair, response.status == 416,
        request.rangeText == nil
      else { return nil }
      return Evidence(
        values: [
          ("method", request.method), ("content-range", response.contentRangeText ?? "none"),
        ],
        "Transaction #\(view.id) is a \(request.method) without Range, answered 416.")
    })
}
