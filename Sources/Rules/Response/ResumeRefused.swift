import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let resumeRefused = Rule(
    id: "resume-refused", section: .response, severity: .warning,
    title: "A resume was refused though the resource was served before",
    references: ["RFC 9110 section 15.5", "RFC 9110 section 15.6"],
    explanation: """
      The first part came, the continuation did not: 403 and 400 are typical of a signed URL whose \
      time ran out, or whose signature covers the Range header; 404 and 410 of a node behind the \
      same name that does not have the file, or of a file replaced under a new name; 429 and 503 \
      of a server that limits connections, as download accelerators find; 502 and 504 of a proxy \
      whose origin is down. The bytes held stay good; what has to be renewed is the address.
      """,
    hint: """
      Ask for a fresh URL where it is signed, wait where the server says Retry-After, and keep the \
      bytes that are held.
      """,
    check: .exchange(where: .notPartial) { view in
      guard let step = view.step, step.isContinuation, let (request, response) = view.getPair,
        [400, 401, 403, 404, 410, 429].contains(response.status) || response.status >= 500
      else { return nil }
      let reason = view.exchange.transaction.response?.head.reason ?? ""
      return Evidence(
        transactions: [step.continued, view.id].compactMap { $0 },
        values: [
          ("range", request.rangeText ?? ""), ("status", "\(response.status)"),
          ("expires", view.exchange.signedExpiry.map { HTTPDate.format($0.epochSeconds) } ?? ""),
        ].filter { !$0.1.isEmpty },
        """
        Transaction #\(view.id) asked to go on with "\(request.rangeText ?? "")" after \
        \(bytes(step.held)) had come, and got \(response.status)\(reason.isEmpty ? "" : " \(reason)").\
        \(view.exchange.signedRefusal)\
        \(view.exchange.field("retry-after").map { " It says Retry-After: \($0)." } ?? "")\
        \(view.exchange.answeredBy)
        """)
    })
}
