import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentCodingSameETag = Rule(
    id: "content-coding-same-etag", section: .response, severity: .error,
    title: "One strong tag stands for two content codings",
    references: ["RFC 9110 section 8.8.3.3"], requirement: .must,
    explanation: """
      A strong tag names one sequence of bytes. Here the compressed and the plain form carry the \
      same one, because compression was added outside the layer that makes tags (a proxy, a \
      middleware). A client that resumes with If-Range is told that nothing changed, and joins \
      compressed bytes to plain ones.
      """,
    hint:
      "Have the compressing layer change or weaken the tag, as nginx, and Apache's -gzip suffix, do.",
    roots: ["encoded-slice"],
    check: .download(where: .severalVersions) { view in
      guard view.download.versions.count > 1 else { return nil }
      var seen: [String: (coding: String?, id: Int, acceptance: Statement)] = [:]
      for (step, exchange) in view.steps where exchange.isContent && step.version != nil {
        guard let response = exchange.response, response.isComplete,
          let tag = response.strongTag, exchange.request?.ifRangeText == nil
        else { continue }
        if let first = seen[tag.opaqueTag] {
          guard first.coding != response.contentEncoding else { continue }
          let codings = [first.coding ?? "identity", response.contentEncoding ?? "identity"]
          return Evidence(
            transactions: [first.id, exchange.id],
            values: [("etag", tag.description), ("codings", codings.joined(separator: ", "))],
            """
            Transactions #\(first.id) and #\(exchange.id) both carry ETag: \(tag), one coded as \
            \(codings[0]) (asked for with \(first.acceptance)), the other as \(codings[1]) \
            (\(exchange.acceptance)).\(exchange.answeredBy)
            """)
        }
        seen[tag.opaqueTag] = (response.contentEncoding, exchange.id, exchange.acceptance)
      }
      return nil
    })
}
