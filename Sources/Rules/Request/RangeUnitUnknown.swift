import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeUnitUnknown = Rule(
    id: "range-unit-unknown", section: .request, severity: .note,
    title: "A range unit other than bytes is in use",
    references: ["RFC 9110 section 14.1"],
    explanation: """
      "bytes" is the only range unit that is registered for positions in a representation. Others \
      are allowed (items=0-9 in paginating APIs), and a server that does not know one ignores the \
      Range. Such an answer says nothing about bytes of a file, so it is not counted as coverage, \
      and generic download code that reads its numbers as byte positions corrupts its file.
      """,
    hint:
      "Use bytes for parts of files; keep other units to clients and servers that agree on them.",
    check: .exchange(where: [.oddRequest, .oddResponse]) { view in
      var unit: String?
      var line = ""
      if case .otherUnit(let name)? = view.request?.range {
        unit = name
        line = "Range: \(view.request?.rangeText ?? "")"
      }
      if case .otherUnit(let name, _)? = view.response?.contentRange {
        unit = name
        line = "Content-Range: \(view.response?.contentRangeText ?? "")"
      }
      guard let unit else { return nil }
      let text = line
      return Evidence(
        values: [("unit", unit), ("header", text)],
        """
        Transaction #\(view.id) uses the unit "\(unit)" ("\(text)"), which tells nothing about \
        byte positions.
        """)
    })
}
