import Digests
import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let digestMismatch = Rule(
    id: "digest-mismatch", section: .response, severity: .error,
    lower: """
      Warning for the entity tag of an object in S3: that it is the MD5 of the object is custom and \
      no promise.
      """,
    title: "The bytes are not those whose digest was sent with them",
    references: ["RFC 9530 section 2", "RFC 9530 section 3"],
    explanation: """
      The header section gave a digest and every byte was seen, but their digest is another. \
      Content-Digest is checked over the content of each message; Repr-Digest, its forerunners \
      Digest (RFC 3230) and Content-MD5 (RFC 1864), and the entity tag of an object that S3 got in \
      one part are checked where one response brought the whole representation. Seen in the wild: a \
      proxy that compresses or rewrites and leaves the field alone, a digest that was stored before \
      the file was changed, a cache that joined parts of two versions, and broken bytes.
      """,
    hint: """
      Do not use the file. Fetch it again past caches and proxies; when it differs still, the \
      server stores a digest of something else.
      """,
    check: .exchange(where: .oddResponse) { view in
      // One is enough to show it, best a field that promises it.
      let wrong = view.body.digests.filter { $0.isMatch == false }
      guard
        let check = wrong.first(where: { $0.promised.source != .s3ETag }) ?? wrong.first,
        let actual = check.actualText
      else { return nil }
      let promised = check.promised
      let name = promised.source.rawValue
      return Evidence(
        promised.source == .s3ETag ? .warning : nil,
        values: [
          ("field", name), ("algorithm", promised.algorithm.rawValue),
          ("promised", check.expectedText), ("came", actual),
        ],
        """
        Transaction #\(view.id): \(name) promised \(promised.algorithm.rawValue) \
        \(check.expectedText), and the \(bytes(view.body.delivered)) that came have \(actual).
        """)
    })
}
