import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeUnsatisfiable = Rule(
    id: "range-unsatisfiable", section: .response, severity: .note,
    title: "The range could not be satisfied (416)",
    references: ["RFC 9110 section 15.5.17"],
    explanation: """
      None of the ranges overlaps the representation. When the first position equals the length \
      the client has it all. When it lies beyond, the file is now shorter than what the client \
      holds, so its copy is of another version and should be thrown away. wget and curl take any \
      416 as "already complete", even when the file shrank; others retry for ever.
      """,
    hint: "Compare the local size with the length in \"Content-Range: bytes */length\".",
    roots: ["resume-already-complete", "range-past-end"],
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, response.status == 416,
        let range = request.range, request.rangeText != nil, !view.wasSatisfiable
      else { return nil }
      let length = view.exchange.completeLength ?? view.step?.knownLength
      let isComplete = length.map { $0 > 0 && range.firstPosition() == $0 } ?? false
      return Evidence(
        values: [
          ("range", request.rangeText ?? ""), ("complete length", length.map(String.init) ?? "*"),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? range.description)" of \
        \(length.map { bytes($0) } ?? "a file whose length was not told").\
        \(isComplete ? "" : view.exchange.behaviour(.unsatisfiable))
        """)
    })
}

extension ExchangeView {
  /// Whether a 416 answers a plain set of ranges of which one can be satisfied.
  ///
  /// The length is that of this 416 or, when it names none, the only one ever told.
  var wasSatisfiable: Bool {
    guard let range = request?.range, 1...2 ~= range.specs.count,
      let length = exchange.completeLength ?? step?.knownLength
    else { return false }
    return length > 0 && range.satisfiable(completeLength: length)
  }
}
