import HTTP
import Phrases
import Ranges

extension Rule {
  static let validatorChanged = Rule(
    id: "validator-changed", section: .response, severity: .warning,
    title: "The validator changed during the download",
    references: ["RFC 9110 section 8.8", "RFC 9110 section 15.3.7.3"],
    explanation: """
      ETag, or Last-Modified where there is no ETag, differs between two responses whose bytes the \
      client puts together. Either the file was replaced while it was fetched, or the answers came \
      from servers that do not agree on validators. In the first case bytes of two files are \
      joined. The size often stays the same and proves nothing. Clients that send If-Range are told \
      by a 200; those that do not can still compare the validator of each 206, and few do.
      """,
    hint: "Send If-Range; compare the validators of all parts; fetch anew when they differ.",
    check: .exchange(where: .newVersion) { view in
      guard let before = view.joined, !view.isMirrorChange, let old = before.response,
        let new = view.response, view.exchange.status == 206 || view.request?.ifRangeText == nil,
        old.contentEncoding == new.contentEncoding, old.hasValidator, new.hasValidator,
        old.etagText != new.etagText || old.lastModifiedText != new.lastModifiedText
      else { return nil }
      return Evidence(
        transactions: [before.id, view.id],
        values: [
          ("before", validators(before).description),
          ("now", validators(view.exchange).description),
        ],
        """
        Transaction #\(before.id) brought bytes \(spans(before.parts)) under \
        \(validators(before)); transaction #\(view.id) brought \(spans(view.exchange.parts)) under \
        \(validators(view.exchange)).\(tagDifference(before, view.exchange))\
        \(before.completeLength != nil && before.completeLength == view.exchange.completeLength
          ? " The length is the same and proves nothing." : "")\
        \(view.exchange.answeredBy)
        """)
    })
}
