import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let framingConflict = Rule(
    id: "framing-conflict", section: .transfer, severity: .error,
    title: "The message says in no one way how long it is",
    references: ["RFC 9112 section 6.1", "RFC 9112 section 6.3"], requirement: .must,
    explanation: """
      Transfer-Encoding and Content-Length stand together, or several Content-Length values \
      differ, or one is no number that can be a length. Recipients choose differently: by the standard chunked wins, but old proxies and \
      some download clients take Content-Length and write chunk sizes into the file ("a different \
      file each time"). The same disagreement is what request smuggling uses.
      """,
    hint:
      "Remove Content-Length where Transfer-Encoding is set; find the hop that adds the second.",
    check: .exchange(where: .problems) { view in
      let transaction = view.exchange.transaction
      let ofRequest =
        transaction.request?.head.problems.contains(where: \.isFramingConflict) ?? false
      let ofResponse =
        transaction.response?.head.problems.contains(where: \.isFramingConflict) ?? false
        || transaction.body.problems.contains(where: \.isFramingConflict)
      guard ofRequest || ofResponse else { return nil }
      let who: [Statement] = (ofRequest ? ["request"] : []) + (ofResponse ? ["response"] : [])
      let fields =
        ofRequest
        ? transaction.request?.head.fields : transaction.response?.head.fields
      @Sendable func value(_ name: StaticString) -> Statement {
        fields?.joined(name).map { Statement(text: $0) } ?? "none"
      }
      return Evidence(
        values: [
          ("content-length", fields?.joined("content-length") ?? "none"),
          ("transfer-encoding", fields?.joined("transfer-encoding") ?? "none"),
        ],
        """
        The \(listed(who)) of transaction #\(view.id) says in no one way how long it is: \
        Content-Length \(value("content-length")), Transfer-Encoding \
        \(value("transfer-encoding")).
        """)
    })
}

extension SyntaxProblem {
  fileprivate var isFramingConflict: Bool {
    self == .contentLength || self == .transferEncodingAndContentLength
  }
}
