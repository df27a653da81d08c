import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeWeakDate = Rule(
    id: "if-range-weak-date", section: .request, severity: .warning,
    title: "If-Range carries a date too young to be a strong validator",
    references: ["RFC 9110 section 8.8.2.2", "RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      Last-Modified counts whole seconds. A file that changed twice within one second has one \
      date for two contents, so the date is a strong validator only when it lies at least one \
      second before the Date of the response that carried it. The client used one that does not: \
      if the file was rewritten within that second, as build systems and live recordings do, the \
      server cannot tell and the resume joins two files without anyone noticing.
      """,
    hint: "Prefer a strong ETag; treat a Last-Modified equal to Date as no validator.",
    check: .exchange(where: .oddCondition) { view in
      guard case .date(let date)? = view.request?.ifRange,
        let source = view.other(view.step?.ifRangeSource), let response = source.response,
        let modified = response.lastModified, let sent = response.date,
        modified.epochSeconds == date.epochSeconds, modified.epochSeconds >= sent.epochSeconds
      else { return nil }
      return Evidence(
        transactions: [source.id, view.id],
        values: [
          ("if-range", date.description), ("last-modified", modified.description),
          ("date", sent.description),
        ],
        """
        Transaction #\(view.id) makes its range depend on "\(date)", which transaction \
        #\(source.id) gave as Last-Modified at "\(sent)": less than one second apart, so the date \
        is a weak validator.
        """)
    })
}
