import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeWeakETag = Rule(
    id: "if-range-weak-etag", section: .request, severity: .error,
    lower: "warning unless the answer is 206",
    title: "If-Range carries a weak entity tag, which can never match",
    references: ["RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      If-Range is compared strongly: a weak tag (W/"...") never matches, not even itself, so a \
      correct server always answers 200 with the whole file and the resume is lost. Clients that \
      copy whatever ETag they saw into If-Range do this whenever a server or a compressing proxy \
      (nginx with gzip turns "x" into W/"x") hands out weak tags. A server that compares the text, \
      as nginx does for W/ against W/, answers 206: that works until the file changes in a way that \
      the weak tag was allowed to overlook.
      """,
    hint: """
      Send a weak tag never in If-Range; use Last-Modified where it is strong, or ask without \
      Accept-Encoding so that the tag stays strong.
      """,
    roots: ["etag-weak", "etag-weak-partial"],
    check: .exchange(where: .oddCondition) { view in
      guard case .entityTag(let tag)? = view.request?.ifRange, tag.isWeak else { return nil }
      let status = view.exchange.status
      return Evidence(
        status == 206 ? .error : .warning,
        values: [("if-range", tag.description), ("status", status.map(String.init) ?? "none")],
        """
        Transaction #\(view.id) sent If-Range: \(tag). A weak tag never matches, so the right \
        answer is the whole representation; the server answered \
        \(status.map { "\($0)" } ?? "nothing that was captured").
        """)
    })
}
