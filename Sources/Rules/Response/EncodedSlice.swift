import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let encodedSlice = Rule(
    id: "encoded-slice", section: .response, severity: .error,
    title: "A range was cut first and compressed after",
    references: ["RFC 9110 section 14.1.2", "RFC 9110 section 8.4"], requirement: .must,
    explanation: """
      Content-Range tells positions of the plain file, but the body is a compressed form of that \
      slice: a compressing proxy or middleware sits outside the layer that serves ranges (seen in \
      traefik, envoy, express, bandit and others). A client that decodes each part by itself is \
      lucky; one that joins parts and decodes then, or trusts Content-Length, gets a corrupt file \
      or waits for bytes that never come.
      """,
    hint: "Do not compress 206 responses; send \"Accept-Encoding: identity\" with range requests.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, response.status == 206, view.exchange.isGET,
        let coding = response.contentEncoding, !response.isByteRanges,
        let span = response.contentRange?.positions
      else { return nil }
      var why: Statement?
      if case .value(let length) = response.contentLength, length != span.count {
        why = "Content-Length is \(grouped(length))"
      } else if view.body.end == .complete, view.body.missing.isEmpty,
        view.body.extent != span.count
      {
        why = "the body is \(bytes(view.body.extent)) long"
      } else if let length = view.exchange.completeLength,
        let plain = view.download?.versions.first(where: {
          $0.contentEncoding == nil && $0.completeLength == length
        })
      {
        why =
          "the complete length is that of the plain form (transaction #\(plain.transactions[0]))"
      }
      guard let why else { return nil }
      return Evidence(
        values: [
          ("content-encoding", coding), ("content-range", response.contentRangeText ?? ""),
          ("body", "\(view.body.delivered)"), ("asked with", view.exchange.acceptance.description),
        ],
        """
        Transaction #\(view.id) is coded as \(coding) and claims "\(response.contentRangeText ?? "")" \
        (\(bytes(span.count))), yet \(why). It was asked for with \(view.exchange.acceptance).\
        \(view.exchange.answeredBy)
        """)
    })
}
