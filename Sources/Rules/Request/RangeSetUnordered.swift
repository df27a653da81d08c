import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeSetUnordered = Rule(
    id: "range-set-unordered", section: .request, severity: .note,
    title: "The ranges of one request overlap or do not ascend",
    references: ["RFC 9110 section 14.2"], requirement: .should,
    explanation: """
      Ranges of one request should ascend and not overlap, unless the client has a reason to want \
      them otherwise (a PDF viewer that needs the end of the file first, say). A server may reorder \
      and join what it sends, so each part has to be placed by its own Content-Range, never by the \
      order of the request. Bytes asked for twice may be sent twice.
      """,
    hint: "Sort the ranges and join those that overlap, unless their order matters to you.",
    check: .exchange(where: .oddRequest) { view in
      guard let range = view.request?.range, range.specs.count > 1 else { return nil }
      let length = view.step?.knownLength ?? view.exchange.completeLength
      let overlapping = range.overlapCount(completeLength: length)
      let ascends = range.isAscending(completeLength: length)
      guard overlapping > 0 || !ascends else { return nil }
      let what: [Statement] = [
        overlapping > 0 ? "\(grouped(overlapping)) overlap" : nil,
        ascends ? nil : "they do not ascend",
      ].compactMap { $0 }
      return Evidence(
        values: [("range", range.description)],
        """
        Transaction #\(view.id) asks for \(plural(range.specs.count, "range")) \
        (\(listed(range.specs.map { Statement(text: $0.description) }))): \(listed(what)).
        """)
    })
}
