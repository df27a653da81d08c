import Bytes
import HTTP
import Packets
import Transactions

/// Brings together addresses of one file: other Host names of one server, other signatures, and
/// where the client is what matters, other hosts.
struct AliasJoiner {
  private struct Alias: Hashable {
    var client: IPAddress?
    var server: Endpoint?
    var authority: Substring?
    var path: Substring
    /// That of the path, for which it stands.
    var hash: UInt64
    var tag: EntityTag?
    var length: Int
    var fetcher: Fetcher?

    init(
      client: IPAddress?, server: Endpoint? = nil, authority: Substring? = nil, path: Substring,
      tag: EntityTag? = nil, length: Int, fetcher: Fetcher? = nil
    ) {
      self.client = client
      self.server = server
      self.authority = authority
      self.path = path
      hash = OctetHash.of(path)
      self.tag = tag
      self.length = length
      self.fetcher = fetcher
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(hash)
      hasher.combine(length)
      hasher.combine(client?.low ?? 0)
      if let tag { hasher.combine(OctetHash.of(tag.opaqueTag)) }
    }
  }

  private let exchanges: RangeExchanges
  private let bucketOf: [Int32]
  private let buckets: Int
  private let grouping: DownloadGrouping

  /// - Parameters:
  ///   - exchanges: All exchanges.
  ///   - bucketOf: For each of them its bucket; -1 for none.
  ///   - buckets: How many buckets there are.
  ///   - grouping: What makes exchanges one download.
  init(
    _ exchanges: RangeExchanges, _ bucketOf: [Int32], of buckets: Int,
    _ grouping: DownloadGrouping
  ) {
    self.exchanges = exchanges
    self.buckets = buckets
    self.bucketOf = bucketOf
    self.grouping = grouping
  }

  /// Joins the buckets that hold one file, and says why.
  ///
  /// - Parameters:
  ///   - sets: The buckets.
  ///   - joints: What joins them.
  ///   - news: Contents in order, all that say something else than the one of their bucket before.
  func join(
    _ sets: inout DisjointSets, _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)],
    _ news: [AskedAddresses.News]
  ) {
    func join(_ other: Int32, _ bucket: Int32, _ joint: DownloadKey.Joint) {
      let (other, bucket) = (Int(other), Int(bucket))
      guard other != bucket, sets.root(other) != sets.root(bucket) else { return }
      sets.join(other, bucket)
      joints.append((bucket, joint))
    }
    // The first content of each server, path, tag and length.
    var hosts = PlaceTable(buckets)
    var seen: [Alias: Int32] = [:]
    for item in news {
      let index = Int(item.index)
      let bucket = bucketOf[index]
      if item.hasTag {
        // One look: the bucket that is there, else this one from now on.
        if let first = hosts.number(item.hash, { isOneFile(index, $0) }) {
          join(bucketOf[first], bucket, .hostAlias)
        } else {
          hosts.add(index, item.hash)
        }
      }
      guard grouping == .client || item.hasQuery else { continue }
      for (alias, joint) in aliases(index, ResourceGrouping.path(exchanges[index].url)) {
        join(Self.value(of: &seen[alias, default: bucket]), bucket, joint)
      }
    }
  }

  private static func value(of place: inout Int32) -> Int32 { place }

  /// Whether a content is one file with another, by what its hash is of and who fetched it.
  private func isOneFile(_ index: Int, _ other: Int) -> Bool {
    let (a, b) = (exchanges[index], exchanges[other])
    return a.completeLength == b.completeLength && a.transaction.server == b.transaction.server
      && a.response?.strongTag == b.response?.strongTag
      && (grouping == .url || a.transaction.client.address == b.transaction.client.address)
      && (!tellsFetchers || Fetcher(a) == Fetcher(b))
      && ResourceGrouping.path(a.url) == ResourceGrouping.path(b.url)
  }

  /// Whether it matters who asked.
  private var tellsFetchers: Bool { grouping == .resource || grouping == .server }

  /// The other names of a content, with why they are of one file.
  private func aliases(_ index: Int, _ path: Substring) -> [(Alias, DownloadKey.Joint)] {
    let exchange = exchanges[index]
    let stripped = SignedQuery.stripped(path)
    let client = grouping == .url ? nil : exchange.transaction.client.address
    let length = exchange.completeLength ?? 0
    var aliases: [(Alias, DownloadKey.Joint)] = []
    if let tag = exchange.response?.strongTag, let stripped {
      aliases.append(
        (
          Alias(
            client: client, server: grouping == .server ? exchange.transaction.server : nil,
            authority: exchange.url[..<path.startIndex], path: Substring(stripped), tag: tag,
            length: length, fetcher: tellsFetchers ? Fetcher(exchange) : nil), .signature
        ))
    }
    if grouping == .client, length > 0 {
      let alias = Alias(
        client: client, path: stripped.map { Substring($0) } ?? path, length: length)
      aliases.append((alias, .mirror))
    }
    return aliases
  }
}
