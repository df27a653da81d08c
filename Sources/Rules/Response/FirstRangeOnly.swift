import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let firstRangeOnly = Rule(
    id: "first-range-only", section: .response, severity: .note,
    title: "Several ranges were asked for and only one was sent",
    references: ["RFC 9110 section 15.3.7.2"],
    explanation: """
      A server may send fewer parts than were asked for, and many simple ones read only the first \
      range of a set. The client has to look at what came and ask again for the rest; one that \
      expects multipart and finds a plain 206 may fail, or lose the other ranges silently.
      """,
    hint:
      "Compare what came with what was asked; fall back to one range a request on such servers.",
    check: .exchange(where: .oddRequest) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        view.body.multipart == nil, !response.isByteRanges,
        let range = request.range, range.specs.count > 1,
        case .satisfied(let first, let last, let length?)? = response.contentRange
      else { return nil }
      let missing = range.resolved(completeLength: length).filter {
        $0.lowerBound < first || $0.upperBound - 1 > last
      }
      guard !missing.isEmpty else { return nil }
      return Evidence(
        values: [
          ("range", request.rangeText ?? ""), ("content-range", response.contentRangeText ?? ""),
        ],
        """
        Transaction #\(view.id) asked for \(plural(range.specs.count, "range")) and got bytes \
        \(grouped(first))-\(grouped(last)) alone; \(spans(missing)) did not come.
        """)
    })
}
