import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeWithoutRange = Rule(
    id: "if-range-without-range", section: .request, severity: .warning,
    title: "If-Range was sent without Range",
    references: ["RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      If-Range means "if this is still the same representation, give me the range, else all of it". \
      Without a Range it has nothing to condition, a client must not send it, and a server ignores \
      it. The usual reason is that a proxy or a framework took the Range away: nginx as a caching \
      proxy, Varnish and several CDNs fetch the whole object and cut it themselves. Then the range \
      still works, but every resume costs the whole file on that hop.
      """,
    hint: "Find out which hop removes Range; have it remove If-Range too, or pass both.",
    check: .exchange(where: .oddRequest) { view in
      guard let request = view.request, let text = request.ifRangeText, request.rangeText == nil
      else { return nil }
      return Evidence(
        values: [("if-range", text)],
        "Transaction #\(view.id) carries If-Range: \(text) but no Range.")
    })
}
