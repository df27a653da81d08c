import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeDateThoughETag = Rule(
    id: "if-range-date-though-etag", section: .request, severity: .note,
    title: "If-Range carries a date though a strong entity tag was given",
    references: ["RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      A client that has a strong entity tag must use it in If-Range rather than a date: the tag \
      tells contents apart that changed within a second, or whose date was set back (rsync -t, tar, \
      cp -p, a restore from backup). apt resumes by the date of its partial file, whatever tag the \
      mirror gave; that is safe there only because it verifies a hash at the end.
      """,
    hint: "Keep the ETag beside the partial file and send it in If-Range.",
    check: .exchange(where: .oddCondition) { view in
      guard case .date(let date)? = view.request?.ifRange,
        let source = view.other(view.step?.ifRangeSource), let tag = source.response?.strongTag
      else { return nil }
      return Evidence(
        transactions: [source.id, view.id],
        values: [("if-range", date.description), ("etag", tag.description)],
        """
        Transaction #\(view.id) sent If-Range: \(date) though transaction #\(source.id) had given \
        the strong tag \(tag).\(view.exchange.behaviour(.dateCondition))
        """)
    })
}
