import Ranges

/// What can be told of a download at a glance, so that most rules need not look at most downloads.
///
/// Each fact holds in doubt: a rule that is asked in vain says nothing.
struct DownloadFacts: OptionSet {
  let rawValue: UInt16

  /// Bytes of it never came, and that is the verdict.
  static let unfinished = DownloadFacts(rawValue: 1 << 0)
  /// Bytes of several versions were joined.
  static let mixed = DownloadFacts(rawValue: 1 << 1)
  /// Bytes came more than once.
  static let redundant = DownloadFacts(rawValue: 1 << 2)
  /// It was fetched under several addresses.
  static let aliases = DownloadFacts(rawValue: 1 << 3)
  /// Two responses differ where they should be equal.
  static let diverged = DownloadFacts(rawValue: 1 << 4)
  /// There are several versions of it.
  static let severalVersions = DownloadFacts(rawValue: 1 << 5)
  /// As many exchanges in a row as would be too many may go on where the one before ended.
  static let many = DownloadFacts(rawValue: 1 << 6)
  /// One of its exchanges is not plain.
  static let oddExchange = DownloadFacts(rawValue: 1 << 7)
  /// For a rule that looks at every download.
  static let all = DownloadFacts(rawValue: .max)

  init(rawValue: UInt16) { self.rawValue = rawValue }

  /// The facts of a download, but for those of its exchanges.
  init(_ download: borrowing Download, _ thresholds: Thresholds) {
    self = []
    let verdict = download.verdict
    if verdict == .incomplete || verdict == .partial { insert(.unfinished) }
    if download.redundantBytes > 0 { insert(.redundant) }
    if download.mostInARow >= thresholds.uncoalescedRequests { insert(.many) }
    if download.isPlain { return }
    if verdict == .mixed { insert(.mixed) }
    if !download.aliases.isEmpty { insert(.aliases) }
    if download.divergence != nil { insert(.diverged) }
    if download.versions.count > 1 { insert(.severalVersions) }
  }
}
