import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeOnOtherMethod = Rule(
    id: "range-on-other-method", section: .request, severity: .note,
    title: "Range was sent with a method other than GET",
    references: ["RFC 9110 section 14.2"], requirement: .must,
    explanation: """
      Range has a meaning for GET only; a server must ignore it elsewhere. With HEAD that is often \
      not so: many servers answer HEAD with 206 and the Content-Range that a GET would have, and \
      clients use it to learn the length and whether ranges work. It does no harm as long as \
      nobody relies on it: other servers answer 200 to the same HEAD and do serve ranges to GET.
      """,
    hint: "Probe with GET and a range of one byte when it must be known whether ranges work.",
    check: .exchange(where: .oddRequest) { view in
      guard let request = view.request, let range = request.rangeText, !request.isGET else {
        return nil
      }
      let isHeadPartial = request.method == "HEAD" && view.exchange.status == 206
      return Evidence(
        values: [("method", request.method), ("range", range)],
        """
        Transaction #\(view.id) is a \(request.method) with "Range: \(range)"\
        \(isHeadPartial ? ", answered 206: common for HEAD, though not foreseen" : "").
        """)
    })
}
