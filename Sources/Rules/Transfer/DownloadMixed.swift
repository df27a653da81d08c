import HTTP
import Phrases
import Ranges

extension Rule {
  static let downloadMixed = Rule(
    id: "download-mixed", section: .transfer, severity: .error,
    title: "The client joined bytes of different versions of the file",
    references: ["RFC 9110 section 15.3.7.3"], requirement: .must,
    explanation: """
      Parts may be combined only when they share a strong validator. Here the validator changed \
      once and the old one never came back, so the file was replaced while it was being fetched, \
      and the client went on as if nothing had happened: what it holds begins with one file and \
      ends with another. The length is often right, so only a checksum, or a program that fails to \
      read the file, shows it. The total is no evidence of anything: an updated package of the same \
      size is common.
      """,
    hint: """
      Delete what was downloaded and fetch it anew. Have the client send If-Range and compare \
      validators; publish new content under a new name.
      """,
    roots: [
      "if-range-ignored", "if-range-weak-honoured", "encoded-slice", "content-coding-same-etag",
      "resume-without-validator", "validator-changed",
    ],
    check: .download(where: .mixed) { view in
      guard view.download.verdict == .mixed else { return nil }
      let download = view.download
      // Where only the lengths differ, complete-length-changed says so.
      for join in download.joins.prefix(16) {
        guard let at = download.steps.first(where: { $0.exchange == join }),
          let new = at.version, let old = at.currentVersion,
          let exchange = view.record.exchange(join)
        else { continue }
        let (a, b) = (download.versions[old], download.versions[new])
        let (x, y) = (Rule.validator(a), Rule.validator(b))
        guard x != y else { continue }
        let held = a.covered.reduce(0) { $0 + $1.count }
        return Evidence(
          transactions: [at.previous, join].compactMap { $0 },
          values: [
            ("old version", x.description), ("new version", y.description),
            ("bytes of the old", "\(held)"),
          ],
          """
          The client held \(bytes(held)) of \(x); transaction #\(join) then brought bytes \
          \(spans(exchange.parts)) of \(y), and the client went on as if they were of one file.
          """)
      }
      return nil
    })

  /// A version by its validator.
  fileprivate static func validator(_ version: Version) -> Statement {
    version.etag.map { "ETag \($0)" } ?? version.lastModified.map { "Last-Modified \($0)" }
      ?? "no validator"
  }
}
