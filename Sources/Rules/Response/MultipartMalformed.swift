import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let multipartMalformed = Rule(
    id: "multipart-malformed", section: .response, severity: .error,
    title: "The multipart/byteranges body is malformed",
    references: ["RFC 9110 section 14.6", "RFC 9110 section 15.3.7.2"], requirement: .must,
    explanation: """
      Each part of a multipart/byteranges body begins with the boundary that Content-Type names, \
      carries its own Content-Range, and the last is followed by the closing delimiter; the header \
      section of the whole has no Content-Range. When one of these fails, bytes cannot be placed: \
      clients lose parts, or write headers into the file.
      """,
    hint: "Take the boundary in header and body from one place; give every part its Content-Range.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, response.status == 206, response.isByteRanges else {
        return nil
      }
      var found = (view.body.multipart?.problems ?? []).map { Statement(reason: $0) }
      if let text = response.contentRangeText {
        found.append("the header section of the whole carries \"Content-Range: \(text)\"")
      }
      if response.contentType.flatMap({ MediaType($0) })?.boundary == nil {
        found.append("Content-Type names no boundary")
      }
      guard !found.isEmpty else { return nil }
      let problems = found
      return Evidence(
        values: [("content-type", response.contentType ?? "")],
        "Transaction #\(view.id) (\(response.contentType ?? "")): \(listed(problems)).")
    })
}
