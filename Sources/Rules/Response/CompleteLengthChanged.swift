import HTTP
import Phrases
import Ranges

extension Rule {
  static let completeLengthChanged = Rule(
    id: "complete-length-changed", section: .response, severity: .error,
    lower: "warning when the answer is a 200, which begins anew",
    title: "The length of the file changed between responses",
    references: ["RFC 9110 section 14.4"],
    explanation: """
      The number after the slash in Content-Range is the length of the whole representation. Two \
      responses of one download that name different lengths speak of different representations, \
      and their bytes do not belong into one file: the file was replaced, is still being written (a \
      log, a recording, an upload in progress), or the nodes behind one name hold different copies. \
      When both carry the same strong validator the server breaks its own promise, and a client \
      that trusts it has no chance. Chromium's cache and aria2 compare lengths and give up; curl \
      and wget do not.
      """,
    hint: """
      Compare the complete length in every 206 and start again when it moves; publish growing files \
      under a final name only when they are done.
      """,
    check: .exchange(where: .newVersion) { view in
      guard let before = view.joined, let old = before.completeLength,
        let new = view.exchange.completeLength, old != new,
        before.response?.contentEncoding == view.response?.contentEncoding
      else { return nil }
      let sameTag =
        if let a = before.response?.strongTag, let b = view.response?.strongTag {
          a.strongMatch(b)
        } else { false }
      return Evidence(
        view.exchange.status == 206 ? .error : .warning, transactions: [before.id, view.id],
        values: [
          ("length before", "\(old)"), ("length now", "\(new)"),
          ("validators before", validators(before).description),
          ("validators now", validators(view.exchange).description),
        ],
        """
        Transaction #\(before.id) told \(bytes(old)), transaction #\(view.id) tells \(bytes(new)): \
        \(sameTag
          ? "under the same strong tag \(before.response?.etagText ?? ""), which only one of the two can own"
          : "\(validators(before)), then \(validators(view.exchange))").
        """)
    })
}
