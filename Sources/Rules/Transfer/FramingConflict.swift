import HTTP
import Ranges
import Transactions

extension Rule {
  static let framingConflict = Rule(
    id: "framing-conflict", section: .transfer, severity: .error,
    title: "The message says in two ways how long it is",
    references: ["RFC 9112 section 6.1", "RFC 9112 section 6.3"], requirement: .must,
    explanation: """
      Transfer-Encoding and Content-Length stand together, or several Content-Length values \
      differ. Recipients choose differently: by the standard chunked wins, but old proxies and \
      some download clients take Content-Length and write chunk sizes into the file ("a different \
      file each time"). The same disagreement is what request smuggling uses.
      """,
    hint:
      "Remove Content-Length where Transfer-Encoding is set; find the hop that adds the second.",
    check: .exchange { view in
      var who: [String] = []
      let transaction = view.exchange.transaction
      if (transaction.request?.head.problems ?? []).contains(where: \.isFramingConflict) {
        who.append("request")
      }
      let heads = transaction.response?.head.problems ?? []
      if (heads + view.body.problems).contains(where: \.isFramingConflict) {
        who.append("response")
      }
      let fields = transaction.response?.head.fields
      guard !who.isEmpty else { return nil }
      return Evidence(
        values: [
          ("content-length", fields?.joined("content-length") ?? "none"),
          ("transfer-encoding", fields?.joined("transfer-encoding") ?? "none"),
        ],
        """
        The \(listed(who)) of transaction #\(view.id) carries conflicting lengths (response: \
        Content-Length \(fields?.joined("content-length") ?? "none"), Transfer-Encoding \
        \(fields?.joined("transfer-encoding") ?? "none")).
        """)
    })
}

extension SyntaxProblem {
  fileprivate var isFramingConflict: Bool {
    self == .contentLength || self == .transferEncodingAndContentLength
  }
}
