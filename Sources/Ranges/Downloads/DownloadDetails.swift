import Packets

/// What is held of a download that does not follow from its exchanges at a glance.
///
/// Only a download that has it alone changes it.
final class DownloadDetails: @unchecked Sendable {
  @exclusivity(unchecked) var aliases: [String] = []
  @exclusivity(unchecked) var servers: [Endpoint] = []
  @exclusivity(unchecked) var versions: [Version] = []
  @exclusivity(unchecked) var gaps: [Range<Int>]?
  @exclusivity(unchecked) var unseen: [Range<Int>] = []
  @exclusivity(unchecked) var transactions: [Int] = []
  @exclusivity(unchecked) var steps: [Step] = []
  @exclusivity(unchecked) var isRangeDownload: Bool = false
  @exclusivity(unchecked) var mirrorOf: [Int] = []
  @exclusivity(unchecked) var joins: [Int] = []
  @exclusivity(unchecked) var lastVersion: Int?
  /// Its key, where it is more than a grouping.
  @exclusivity(unchecked) var key: Apart<DownloadKey>?
  @exclusivity(unchecked) var divergence: Apart<Divergence>?
  @exclusivity(unchecked) var standIns: Apart<Set<Int>>?

  /// Nothing of it.
  init() {}

  init(copying other: DownloadDetails) {
    aliases = other.aliases
    servers = other.servers
    versions = other.versions
    gaps = other.gaps
    unseen = other.unseen
    transactions = other.transactions
    steps = other.steps
    isRangeDownload = other.isRangeDownload
    mirrorOf = other.mirrorOf
    joins = other.joins
    lastVersion = other.lastVersion
    key = other.key
    divergence = other.divergence
    standIns = other.standIns
  }
}
