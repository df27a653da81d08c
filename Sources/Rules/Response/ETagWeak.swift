import HTTP
import Phrases
import Ranges

extension Rule {
  static let etagWeak = Rule(
    id: "etag-weak", section: .response, severity: .note,
    title: "The entity tag is weak: no resume can be tied to it",
    references: ["RFC 9110 section 8.8.1", "RFC 9110 section 13.1.5"],
    explanation: """
      A weak tag promises that the content means the same, not that its bytes are the same, so it \
      cannot be used in If-Range and parts under it may not be joined. nginx and Apache weaken the \
      tag of what they compress on the fly; frameworks weaken all of them by default (Express, \
      Rails). A client that wants to resume has only Last-Modified left, or nothing.
      """,
    hint: "Serve downloads uncompressed, or compressed ahead of time, with strong tags.",
    check: .exchange(where: .oddResponse) { view in
      guard view.inRangeDownload, let response = view.response, view.exchange.isContent,
        let tag = response.entityTag, tag.isWeak,
        response.status == 200 || response.strongDate != nil
      else { return nil }
      return Evidence(
        values: [
          ("etag", tag.description), ("content-encoding", response.contentEncoding ?? "none"),
        ],
        """
        Transaction #\(view.id) carries ETag: \(tag)\
        \(response.contentEncoding.map { ", weakened perhaps because it is coded as \($0)" } ?? "").
        """)
    })
}
