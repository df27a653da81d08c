import HTTP
import Phrases
import Ranges

extension Rule {
  static let unsatisfiedWithoutLength = Rule(
    id: "unsatisfied-without-length", section: .response, severity: .note,
    title: "A 416 does not tell the length",
    references: ["RFC 9110 section 15.5.17"], requirement: .should,
    explanation: """
      A 416 should say how long the representation is, as "Content-Range: bytes */length". Without \
      it a client cannot tell "you have it all" from "the file is shorter now". Apache and \
      lighttpd leave it out; nginx, Caddy and the large object stores send it.
      """,
    hint: "Ask with HEAD for the length when a 416 does not tell it.",
    check: .exchange(where: .notPartial) { view in
      guard let response = view.response, response.status == 416,
        response.contentRangeText == nil, view.exchange.request?.rangeText != nil
      else { return nil }
      return Evidence(
        values: [("server", response.server ?? "not named")],
        """
        Transaction #\(view.id) is a 416 without Content-Range\
        \(response.server.map { " (Server: \($0))" } ?? "").
        """)
    })
}
