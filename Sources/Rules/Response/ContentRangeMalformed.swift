import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentRangeMalformed = Rule(
    id: "content-range-malformed", section: .response, severity: .error,
    title: "Content-Range does not parse, or contradicts itself",
    references: ["RFC 9110 section 14.4"], requirement: .must,
    explanation: """
      Content-Range is "bytes first-last/length", with "*" for an unknown length, or \
      "bytes */length" in a 416. Here it is something else: no unit or "bytes=" or "bytes:" before \
      the numbers, an empty last position, last before first, a last position at or past the \
      length, "*/length" on a 206 or a range on a 416. curl, wget and aria2 read some of these all \
      the same and each another selection, so the file depends on the client. A recipient must not \
      combine such a part with others. Values that are merely written wrong, but say where the \
      bytes belong, are placed there in the coverage; contradictory ones are not.
      """,
    hint:
      "Fix the code that writes the header: the last position is inclusive, and less than the length.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, let text = response.contentRangeText else { return nil }
      let reason: Statement
      switch (response.contentRange, response.status) {
      case (.malformed(let why, _)?, _): reason = Statement(reason: why)
      case (.unsatisfied?, 206): reason = "a 206 carries a range, not \"*\""
      case (.satisfied?, 416): reason = "a 416 carries \"*/length\", not a range"
      default: return nil
      }
      return Evidence(
        values: [("status", "\(response.status)"), ("content-range", text)],
        """
        Transaction #\(view.id) (\(response.status)) carries "Content-Range: \(text)": \(reason).
        """)
    })
}
