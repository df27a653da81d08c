import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeMatchedBut200 = Rule(
    id: "if-range-matched-but-200", section: .response, severity: .warning,
    title: "If-Range matched, yet the whole came",
    references: ["RFC 9110 section 13.1.5"], requirement: .should,
    explanation: """
      The validator in If-Range is the very one that the 200 carries, so the range could have been \
      sent. A server that does not know If-Range, or a cache that cannot serve ranges from what it \
      stores, answers so: it is safe, and costs the whole file again.
      """,
    hint: "Look for a hop that drops Range or If-Range; test the origin server by itself.",
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, response.status == 200,
        view.exchange.ifRangeMatches == true, view.exchange.partLabelledFull == nil,
        let range = request.range, let length = view.exchange.completeLength,
        range.satisfiable(completeLength: length),
        range.coalesced(completeLength: length, gap: 0) != [0..<length]
      else { return nil }
      if case .date = request.ifRange, response.strongDate == nil { return nil }
      let text = request.ifRangeText ?? ""
      return Evidence(
        values: [("if-range", text), ("range", request.rangeText ?? "")],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" if still \(text); the answer \
        carries exactly that validator, but is a 200 with \(bytes(length)).
        """)
    })
}
