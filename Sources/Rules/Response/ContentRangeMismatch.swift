import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let contentRangeMismatch = Rule(
    id: "content-range-mismatch", section: .response, severity: .error,
    lower: "warning while the client does not go on as if the asked range had come",
    title: "The range sent is not the range asked for",
    references: ["RFC 9110 section 15.3.7"], requirement: .must,
    explanation: """
      A 206 may carry less than was asked, and may join ranges that overlap or nearly touch, but it \
      must begin where the range began and stay inside. This one does not. Caches that align to \
      blocks do it (legal only if they then cut), as do servers whose arithmetic is off by one and \
      edges that answer from another object. A client that places bytes by Content-Range is safe; \
      one that appends what comes (pip, many scripts) writes every byte to the wrong place. curl \
      compares the start and gives up; wget and aria2 do too.
      """,
    hint: "Place bytes by Content-Range, and reject a 206 that does not begin where you asked.",
    check: .exchange(where: .notAsAsked) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        let range = request.range, !range.specs.isEmpty
      else { return nil }
      if case .closed(let first, let last)? = view.exchange.onlySpec, view.body.multipart == nil,
        let span = response.contentRange?.positions, span.lowerBound == first,
        span.upperBound - 1 <= last
      {
        return nil
      }
      let sent: [Range<Int>]
      if let multipart = view.body.multipart {
        sent = multipart.parts.compactMap {
          $0.contentRange.flatMap { ContentRange($0).positions }
        }
      } else {
        sent = response.contentRange?.positions.map { [$0] } ?? []
      }
      guard !sent.isEmpty, let asked = view.exchange.asked(known: view.exchange.completeLength)
      else { return nil }
      let allowed = RangeHeader.coalesce(asked, gap: 256)
      let stray = sent.filter { part in
        !allowed.contains {
          $0.lowerBound <= part.lowerBound && part.upperBound <= $0.upperBound
        }
      }
      let startsElsewhere =
        range.specs.count == 1 && sent.count == 1 && asked.count == 1
        && sent[0].lowerBound != asked[0].lowerBound
      guard !stray.isEmpty || startsElsewhere else { return nil }
      let wrong = stray.isEmpty ? sent : stray
      return Evidence(
        view.clientWentOn(from: asked) ? .error : .warning,
        values: [
          ("range", request.rangeText ?? ""),
          ("content-range", response.contentRangeText ?? spans(sent).description),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" and got bytes \
        \(spans(wrong)), which \(startsElsewhere ? "begin elsewhere" : "lie outside").\
        \(view.exchange.behaviour(.otherPart))\(view.exchange.answeredBy)
        """)
    })
}

extension ExchangeView {
  /// Whether a later request goes on where the asked range, filled with the bytes that came, ends.
  func clientWentOn(from asked: [Range<Int>]) -> Bool {
    guard asked.count == 1, !exchange.parts.isEmpty else { return false }
    let (end, overflow) = asked[0].lowerBound.addingReportingOverflow(exchange.placedBytes)
    guard !overflow, end != exchange.parts.last?.upperBound else { return false }
    return following(atMost: 8).contains { $0.request?.range?.firstPosition() == end }
  }

  /// The next exchanges of the download.
  func following(atMost limit: Int) -> [RangeExchange] {
    guard let steps = download?.steps else { return [] }
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].exchange <= id { low = middle + 1 } else { high = middle }
    }
    return steps[low..<min(low + limit, steps.count)].compactMap { record.exchange($0.exchange) }
  }
}

extension RangeExchange {
  /// The ranges asked for; `nil` while a suffix or an open range cannot be resolved.
  fileprivate func asked(known length: Int?) -> [Range<Int>]? {
    if let length { return asked(completeLength: length) }
    if let only = onlySpec, case .open(let first) = only { return [first..<Int.max] }
    return asked(completeLength: nil)
  }
}
