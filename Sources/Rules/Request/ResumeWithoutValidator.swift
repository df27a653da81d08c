import HTTP
import Phrases
import Ranges

extension Rule {
  static let resumeWithoutValidator = Rule(
    id: "resume-without-validator", section: .request, severity: .warning,
    lower: "note when both responses carry the same strong validator",
    title: "A resume is tied to no version of the file",
    references: ["RFC 9110 section 13.1.5", "RFC 9110 section 15.3.7.3"],
    explanation: """
      The client went on where its bytes end and sent no If-Range, If-Match or If-Unmodified-Since. \
      If the file is replaced in the meantime the server has no way to know that the old bytes are \
      held, sends the tail of the new file with a correct 206, and the client appends it: the size \
      is right, the content is neither file, and only a checksum tells. "curl -C -" and "wget -c" \
      never send If-Range, nor do aria2 or most retry loops written by hand; Chromium and Firefox \
      do when they have a strong validator. Whether this resume was safe is visible here: it was if \
      both responses carry the same strong validator, and luck if they carry none.
      """,
    hint: """
      Send If-Range with the strong ETag (or a strong Last-Modified) that came with the bytes you \
      hold; compare the validators of both responses before appending.
      """,
    roots: [
      "validator-changed", "mirror-validators-differ", "encoded-slice", "content-coding-differs",
    ],
    check: .exchange(where: .continuation) { view in
      guard let step = view.step, step.isContinuation, let (request, response) = view.getPair,
        response.status == 206, !request.hasStateCondition,
        let source = view.other(step.continued), let before = source.response, before.isComplete
      else { return nil }
      let severity: Severity
      let reason: Statement
      if before.contentEncoding != response.contentEncoding {
        severity = .warning
        reason =
          """
          The bytes held are coded as \(before.contentEncoding ?? "identity"), those received as \
          \(response.contentEncoding ?? "identity")
          """
      } else if let a = before.strongTag, let b = response.strongTag {
        let same = a.strongMatch(b)
        severity = same ? .note : .warning
        reason =
          same
          ? "Both carry the same strong tag \(a)\(view.outcome)"
          : "It continues bytes under \(a) with bytes under \(b)"
      } else if before.etagText == nil, response.etagText == nil, let a = before.strongDate,
        let b = response.strongDate, a.epochSeconds == b.epochSeconds
      {
        severity = .note
        reason =
          "Both carry the same Last-Modified, \(a), a strong one\(view.outcome)"
      } else {
        severity = .warning
        reason = "No strong validator proves that they are of one file"
      }
      return Evidence(
        severity, transactions: [source.id, view.id],
        values: [
          ("range", request.rangeText ?? ""), ("validators held", validators(source).description),
          ("validators received", validators(view.exchange).description),
        ],
        """
        Transaction #\(view.id) ("Range: \(request.rangeText ?? "")") goes on after the bytes of \
        transaction #\(source.id) without If-Range. \(reason).\
        \(view.exchange.onlySpec.map { spec in
          if case .open = spec { view.exchange.behaviour(.unguardedPart) } else { "" }
        } ?? "")
        """)
    })
}

extension ExchangeView {
  /// How a resume went that validators vouch for, unless what came shows otherwise.
  fileprivate var outcome: Statement {
    guard let found = download?.divergence, found.isJoined,
      [found.earlier, found.later].contains(id)
    else { return ": it went well" }
    let other = found.later == id ? found.earlier : found.later
    return ", but what came differs from what transaction #\(other) brought"
  }
}
