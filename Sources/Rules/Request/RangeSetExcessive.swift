import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangeSetExcessive = Rule(
    id: "range-set-excessive", section: .request, severity: .warning,
    title: "One request asks for very many, or overlapping, ranges",
    references: ["RFC 9110 section 14.2", "RFC 9110 section 17.15"],
    explanation: """
      A request for hundreds of ranges, or for more than two that overlap, makes a server do work \
      out of all proportion to the request: this is the shape of the attack CVE-2011-3192, which \
      took Apache servers down. Servers defend themselves by ignoring such a set, joining its \
      ranges, or refusing it: nginx answers 200 when the ranges exceed max_ranges or their sum \
      exceeds the file, Apache since 2.2.20 does likewise. An honest client gets a whole file \
      where it hoped to save bytes.
      """,
    hint: "Sort and join the ranges first, and spread what remains over several requests.",
    check: .exchange(where: .oddRequest) { view in
      guard let range = view.request?.range, range.specs.count > 1 else { return nil }
      let overlapping = range.overlapCount(completeLength: view.step?.knownLength)
      let count = range.specs.count
      guard count >= view.thresholds.excessiveRanges || overlapping > 2 else { return nil }
      return Evidence(
        values: [("ranges", "\(count)"), ("overlapping", "\(overlapping)")],
        """
        Transaction #\(view.id) asks for \(plural(count, "range")) at once, of which \
        \(grouped(overlapping)) overlap others. The answer was \
        \(view.exchange.status.map { "\($0)" } ?? "not captured").
        """)
    })
}
