import HTTP
import Phrases
import Ranges

extension Rule {
  static let preconditionFailed = Rule(
    id: "precondition-failed", section: .response, severity: .note,
    title: "A precondition failed (412)",
    references: ["RFC 9110 section 13.1", "RFC 9110 section 15.5.13"],
    explanation: """
      The request said "only if the file is still this one" with If-Match or If-Unmodified-Since, \
      and the server found that it is not. For a download that is the safe outcome: nothing of \
      another version was sent. Clients that resume with If-Match instead of If-Range stop with an \
      error and have to begin again by themselves. When the file did not change, nodes with \
      different validators are the usual reason.
      """,
    hint: "Use If-Range, which gives the new file in the same answer; or begin anew on 412.",
    roots: ["mirror-validators-differ"],
    check: .exchange(where: .notPartial) { view in
      guard view.inRangeDownload, let (request, response) = view.getPair, response.status == 412
      else { return nil }
      let condition: Statement =
        request.ifMatch.map { "If-Match: \($0)" }
        ?? request.ifUnmodifiedSince.map { "If-Unmodified-Since: \($0)" }
        ?? "no condition that explains it"
      return Evidence(
        transactions: [view.step?.previous, view.id].compactMap { $0 },
        values: [("condition", condition.description), ("etag", response.etagText ?? "none")],
        """
        Transaction #\(view.id) asked for "\(request.rangeText.map { "\($0)" } ?? "the whole")" with \(condition) \
        and got 412\(response.etagText.map { "; the current tag is \($0)" } ?? "").
        """)
    })
}
