import HTTP
import Phrases
import Ranges

extension Rule {
  static let etagWeakPartial = Rule(
    id: "etag-weak-partial", section: .response, severity: .warning,
    title: "A 206 has only a weak validator",
    references: ["RFC 9110 section 15.3.7.3"],
    explanation: """
      Parts may be combined only when they share a strong validator. This 206 carries a weak tag \
      and no Last-Modified old enough to be strong, so nothing says that it fits the other parts: \
      clients that follow the rule start over (Chromium does not resume), the others hope.
      """,
    hint: "Give a strong ETag with whatever is served by ranges.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, response.status == 206, view.exchange.isGET,
        let tag = response.entityTag, tag.isWeak, response.strongDate == nil
      else { return nil }
      return Evidence(
        values: [
          ("etag", tag.description), ("last-modified", response.lastModifiedText ?? "none"),
        ],
        """
        Transaction #\(view.id) is a 206 with ETag: \(tag) and \
        \(response.lastModifiedText.map { "a Last-Modified (\($0)) that is not strong" }
          ?? "no Last-Modified").
        """)
    })
}
