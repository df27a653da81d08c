import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeWeakHonoured = Rule(
    id: "if-range-weak-honoured", section: .response, severity: .error,
    title: "A weak tag in If-Range was answered with a part",
    references: ["RFC 9110 section 13.1.5", "RFC 9110 section 8.8.3.2"], requirement: .must,
    explanation: """
      If-Range compares strongly, and a weak tag matches nothing. A weak tag says only that two \
      contents mean the same, not that their bytes are the same, so a range of one cannot be \
      appended to the other. The server compared the text (nginx does, and so did several \
      frameworks until it was reported). As long as the content has not changed nothing is wrong; \
      nobody will notice when it has.
      """,
    hint:
      "Have the server give strong tags for what it serves by ranges, or answer 200 to weak ones.",
    roots: ["if-range-weak-etag"],
    check: .exchange(where: .oddCondition) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        case .entityTag(let tag)? = request.ifRange, tag.isWeak
      else { return nil }
      return Evidence(
        values: [("if-range", tag.description), ("etag", response.etagText ?? "none")],
        """
        Transaction #\(view.id) sent If-Range: \(tag) and was answered 206 (ETag \
        \(response.etagText.map { "\($0)" } ?? "none")), bytes \(spans(view.exchange.parts)).
        """)
    })
}
