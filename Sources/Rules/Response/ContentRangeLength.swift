import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentRangeLength = Rule(
    id: "content-range-length", section: .response, severity: .error,
    title: "Content-Length and Content-Range disagree",
    references: ["RFC 9110 section 14.4", "RFC 9110 section 8.6"], requirement: .must,
    explanation: """
      The body of a single-part 206 is as long as its range: last minus first plus one. Here \
      Content-Length says otherwise. If it is larger (often the length of the whole file) the \
      client waits for bytes that never come, or takes bytes of the next response; if it is smaller \
      by one, somebody treated the last position as exclusive, and every part loses its last byte. \
      Chromium's cache refuses such a 206. Coverage counts what came inside the span.
      """,
    hint: "Compute Content-Length from the same two positions as Content-Range: last - first + 1.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, response.status == 206, !response.hasTransferEncoding,
        response.contentEncoding == nil, !response.isByteRanges,
        case .value(let length) = response.contentLength,
        let positions = response.contentRange?.positions, positions.count != length
      else { return nil }
      let difference = length - positions.count
      // The last position may be a larger number than can be held: what is counted is then the least.
      let least: Statement = positions.upperBound == .max ? "at least " : ""
      return Evidence(
        values: [
          ("content-length", "\(length)"), ("content-range", response.contentRangeText ?? ""),
        ],
        """
        Transaction #\(view.id): "Content-Range: \(response.contentRangeText ?? "")" spans \
        \(least)\(bytes(positions.count)), Content-Length is \(grouped(length)), \
        \(least)\(grouped(abs(difference))) \(difference > 0 ? "more" : "fewer")\
        \(length == view.exchange.completeLength ? " (the length of the whole)" : "").
        """)
    })
}
