import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentRangeShortened = Rule(
    id: "content-range-shortened", section: .response, severity: .note,
    title: "The server sent less than was asked",
    references: ["RFC 9110 section 15.3.7"],
    explanation: """
      The range sent begins where it was asked to and ends earlier, though the representation goes \
      on. That is allowed: servers and gateways cap the size of one answer (1 MiB, 4 MiB and 10 MB \
      caps are seen), and live streams send what they have. A client must look at Content-Range \
      and ask for the rest. One that takes a 206 as "the rest of the file" ends with a short file.
      """,
    hint: "Loop until the last position reaches the complete length.",
    check: .exchange(where: .notAsAsked) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        case .satisfied(let first, let last, let length?)? = response.contentRange,
        let spec = view.exchange.onlySpec, let asked = spec.resolve(completeLength: length),
        first == asked.lowerBound, last < asked.upperBound - 1
      else { return nil }
      return Evidence(
        values: [
          ("range", request.rangeText ?? ""), ("content-range", response.contentRangeText ?? ""),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")", of \(bytes(length)), and \
        got bytes \(grouped(first))-\(grouped(last)): \(bytes(asked.upperBound - 1 - last)) fewer.
        """)
    })
}
