import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeMalformed = Rule(
    id: "range-malformed", section: .request, severity: .warning,
    title: "The Range header does not parse",
    references: ["RFC 9110 section 14.1.1", "RFC 9110 section 14.2"], requirement: .must,
    explanation: """
      A Range field names a unit, "=", and a list of ranges: "bytes=0-499", "bytes=500-", \
      "bytes=-500". When the text is anything else (last position before the first, no digits, no \
      "=") a server may ignore it and answer 200 with everything, or reject it with 400 or 416: \
      nginx and Apache differ here, and so do two releases of one CDN. The client then sees either \
      a whole file where it wanted a part, or a 416 that it takes to mean "already complete". \
      Typical sources are a start computed after the end (bytes=1000-999 on an empty remainder), a \
      negative number (bytes=0--1), a missing unit (0-100), or a template that was never filled in. \
      Units are compared without regard to case, empty list elements and "bytes=-0" are well-formed, \
      and so is a number too large to hold.
      """,
    hint: """
      Correct the code that formats the header; when there is nothing left to ask for, send no \
      request at all.
      """,
    check: .exchange(where: .oddRequest) { view in
      guard let request = view.request, case .malformed(let reason)? = request.range else {
        return nil
      }
      let text = request.rangeText ?? ""
      return Evidence(
        values: [("range", text), ("status", view.exchange.status.map(String.init) ?? "none")],
        """
        Transaction #\(view.id) sent "Range: \(text)": \(Statement(reason: reason)). \
        \(view.exchange.status.map { "The answer was \($0)." } ?? "No answer is in the capture.")
        """)
    })
}
