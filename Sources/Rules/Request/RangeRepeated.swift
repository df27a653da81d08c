import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let rangeRepeated = Rule(
    id: "range-repeated", section: .request, severity: .warning,
    title: "The request has more than one Range header line",
    references: ["RFC 9110 section 5.3", "RFC 9110 section 14.2"], requirement: .must,
    explanation: """
      Range is no list field that may be spread over several lines, so a recipient that finds two \
      has to choose. Servers and caches choose differently: some take the first, some the last, \
      some join them with a comma and get a malformed set. The client believes it got one range \
      and holds another. It happens when retry code adds its header to a request that already has \
      one instead of replacing it, as in a well-known download client whose every retry added a \
      line while the CDN kept honouring the first.
      """,
    hint: "Set the header instead of adding it; build each retry from a fresh request.",
    check: .exchange(where: .oddRequest) { view in
      guard let request = view.request, request.rangeLines > 1 else { return nil }
      let all = view.exchange.transaction.request?.head.fields.all("range") ?? []
      return Evidence(
        values: all.map { ("range", $0) },
        """
        Transaction #\(view.id) carries \(request.rangeLines) Range lines: \
        \(listed(all.map { Statement(text: "\"\($0)\"") })). Which one was meant cannot be told.
        """)
    })
}
