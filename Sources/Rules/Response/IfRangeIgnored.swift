import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeIgnored = Rule(
    id: "if-range-ignored", section: .response, severity: .error,
    title: "If-Range did not match, yet a part was sent",
    references: ["RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      The client holds bytes of one version and asked for more only if the file was still that \
      one. The server's own validator says that it is not, and still it sent the range: the client \
      appends bytes of the new file to those of the old. Servers and libraries that choose the \
      answer from Range alone do this; some compare dates with "not newer than" instead of "equal", \
      so that any later date passes. A client can notice, as the 206 carries the new validator, but \
      most trust the condition they sent.
      """,
    hint: """
      Fix the server: tags compare strongly, dates must be equal, else 200. Until then compare the \
      206's validator in the client and start again when it differs.
      """,
    roots: ["validator-changed", "mirror-validators-differ"],
    check: .exchange(where: .oddCondition) { view in
      guard let (request, response) = view.getPair, response.status == 206,
        view.exchange.ifRangeMatches == false, let text = request.ifRangeText
      else { return nil }
      if case .entityTag(let tag)? = request.ifRange, tag.isWeak { return nil }
      let now =
        if case .date? = request.ifRange { response.lastModifiedText ?? "" } else {
          response.etagText ?? ""
        }
      return Evidence(
        transactions: [view.step?.continued, view.id].compactMap { $0 },
        values: [("if-range", text), ("current", now)],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" only if the file was still \
        \(text). The answer says it is \(now), but is a 206 with bytes \
        \(spans(view.exchange.parts)).\(view.exchange.answeredBy)
        """)
    })
}
