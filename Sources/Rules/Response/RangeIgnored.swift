import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let rangeIgnored = Rule(
    id: "range-ignored", section: .response, severity: .warning,
    lower:
      "note for a range that covers the whole, an empty representation, and more than two ranges",
    title: "The server ignored the Range and sent everything",
    references: ["RFC 9110 section 14.2", "RFC 9110 section 15.3.7"],
    explanation: """
      A server may ignore Range, and answers 200 with the whole representation then. A client that \
      wanted to resume either starts again from byte 0 or, when it does not look at the status, \
      appends the whole file to what it has: the result is too large and its tail looks right. \
      curl -C - gives up with error 33, wget skips the bytes it has, aria2 starts again. Usual \
      reasons: the answer is compressed on the fly (CloudFront, nginx with gzip and a request with \
      Accept-Encoding), the object is above the size a CDN caches, a script produces the body, the \
      server knows no ranges at all (Python's http.server), or a cache in between strips Range. \
      Ranges that cover the whole file, and sets of many ranges, are often answered so on purpose.
      """,
    hint: """
      Ask with "Accept-Encoding: identity"; look for Accept-Ranges; see which hop answered (Via, \
      Age, X-Cache) and whether it passes Range on. A client must check for 206 before appending.
      """,
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, request.ifRangeText == nil,
        response.status == 200, view.exchange.partLabelledFull == nil,
        let range = request.range, !range.specs.isEmpty
      else { return nil }
      let length = view.exchange.completeLength
      let coversAll =
        length.map { length in
          range.coalesced(completeLength: length, gap: 0) == [0..<max(length, 0)]
        } ?? (range.firstPosition() == 0 && range.specs == [.open(first: 0)])
      let isMild = coversAll || length == 0 || range.specs.count > 2
      return Evidence(
        isMild ? .note : .warning,
        values: [
          ("range", request.rangeText ?? ""), ("status", "200"),
          ("content-encoding", response.contentEncoding ?? "none"),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" and got 200 with the whole\
        \(length.map { " of \(bytes($0))" } ?? "")\
        \(response.contentEncoding.map {
          ", coded as \($0) (asked for with \(view.exchange.acceptance))" } ?? "")\
        \(response.acceptRanges.map { $0.acceptsBytes ? ", though it says Accept-Ranges: bytes" : "" } ?? ""); \
        \(bytes(view.body.delivered)) were delivered.\
        \(range.firstPosition() ?? 0 > 0 && view.exchange.onlySpec.map { spec in
          if case .open = spec { true } else { false }
        } ?? false ? view.exchange.behaviour(.wholeInsteadOfPart) : "")\(view.exchange.answeredBy)
        """)
    })
}
