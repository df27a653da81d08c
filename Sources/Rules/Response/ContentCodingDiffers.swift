import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentCodingDiffers = Rule(
    id: "content-coding-differs", section: .response, severity: .warning,
    title: "Responses of one download come under different content codings",
    references: ["RFC 9110 section 8.4", "RFC 9110 section 14.1"],
    explanation: """
      Positions in Range count bytes of the representation as it is sent, coded or not. A gzip \
      body and an identity body of the same file are two representations with other lengths and \
      other bytes at every position, so parts of one cannot continue the other. It happens when a \
      client sends Accept-Encoding with one request and not with the next, or when a server \
      compresses whole answers but not ranges.
      """,
    hint:
      "Send \"Accept-Encoding: identity\" with every request of a download that may be resumed.",
    roots: ["encoded-slice", "content-coding-same-etag"],
    check: .exchange(where: .newVersion) { view in
      guard let before = view.joined, let old = before.response, let new = view.response,
        old.contentEncoding != new.contentEncoding,
        new.contentEncoding != nil || view.request?.ifRangeText == nil
          || view.exchange.status == 200
      else { return nil }
      return Evidence(
        transactions: [before.id, view.id],
        values: [
          ("coding before", old.contentEncoding ?? "identity"),
          ("coding now", new.contentEncoding ?? "identity"),
        ],
        """
        Transaction #\(before.id), asked for with \(before.acceptance), is coded as \
        \(old.contentEncoding ?? "identity"), transaction #\(view.id), asked for with \
        \(view.exchange.acceptance), as \(new.contentEncoding ?? "identity"): their bytes are of \
        different representations.
        """)
    })
}
