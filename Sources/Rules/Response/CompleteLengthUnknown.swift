import HTTP
import Phrases
import Ranges

extension Rule {
  static let completeLengthUnknown = Rule(
    id: "complete-length-unknown", section: .response, severity: .note,
    title: "The server does not tell the length of the whole",
    references: ["RFC 9110 section 14.4"],
    explanation: """
      "*" in place of the complete length is legal for content whose end is not known yet: live \
      streams, files that are being written, generated content. A client cannot tell then whether \
      it has everything, cannot resolve a suffix range, and cannot show progress. Cloudflare does \
      not cache such a part, and Chromium's cache rejects it.
      """,
    hint: "Tell the length when it is known; clients should go on until a 416 or a known length.",
    check: .exchange(where: .oddResponse) { view in
      guard case .satisfied(_, _, nil)? = view.response?.contentRange, view.response?.status == 206
      else { return nil }
      let text = view.response?.contentRangeText ?? ""
      return Evidence(
        values: [("content-range", text)],
        "Transaction #\(view.id) carries \"Content-Range: \(text)\".")
    })
}
