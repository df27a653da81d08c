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
    var tag: String?
    var length: Int
    var fetcher: Fetcher?

    init(
      client: IPAddress?, server: Endpoint? = nil, authority: Substring? = nil, path: Substring,
      tag: String? = nil, length: Int, fetcher: Fetcher? = nil
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
      if let tag { hasher.combine(OctetHash.of(tag)) }
    }
  }

  private let exchanges: [RangeExchange]
  private let bucketOf: [Int?]
  private let buckets: Int
  private let grouping: DownloadGrouping

  /// - Parameters:
  ///   - exchanges: All exchanges.
  ///   - bucketOf: For each of them its bucket.
  ///   - buckets: How many buckets there are.
  ///   - grouping: What makes exchanges one download.
  init(
    _ exchanges: [RangeExchange], _ bucketOf: [Int?], of buckets: Int,
    _ grouping: DownloadGrouping
  ) {
    self.exchanges = exchanges
    self.buckets = buckets
    self.bucketOf = bucketOf
    self.grouping = grouping
  }

  /// Joins the buckets that hold one file, and says why.
  func join(
    _ sets: inout DisjointSets, _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)]
  ) {
    var seen: [Alias: Int] = [:]
    seen.reserveCapacity(buckets)
    // What the latest content of a bucket told: most exchanges say the same as the one before.
    var last = [(tag: String?, length: Int, server: Endpoint)?](repeating: nil, count: buckets)
    for index in exchanges.indices {
      guard let bucket = bucketOf[index], exchanges[index].isContent,
        let length = exchanges[index].completeLength
      else { continue }
      let exchange = exchanges[index]
      let tag = exchange.response?.strongTag?.opaqueTag
      let server = exchange.transaction.server
      if let known = last[bucket], known.length == length, known.server == server,
        known.tag == tag
      {
        continue
      }
      last[bucket] = (tag, length, server)
      for (alias, joint) in aliases(index, tag, length) {
        // One look for both: the bucket that is there, else this one from now on.
        let other = Self.value(of: &seen[alias, default: bucket])
        guard other != bucket, sets.root(other) != sets.root(bucket) else { continue }
        sets.join(other, bucket)
        joints.append((bucket, joint))
      }
    }
  }

  private static func value(of place: inout Int) -> Int { place }

  private func aliases(
    _ index: Int, _ tag: String?, _ length: Int
  ) -> [(Alias, DownloadKey.Joint)] {
    let exchange = exchanges[index]
    let end = exchange.transaction.server
    let client = grouping == .url ? nil : exchange.transaction.client.address
    let fetcher = grouping == .resource || grouping == .server ? Fetcher(exchange) : nil
    let url = exchange.url
    let path = ResourceGrouping.path(url)
    var aliases: [(Alias, DownloadKey.Joint)] = []
    if let tag {
      aliases.append(
        (
          Alias(
            client: client, server: end, path: path, tag: tag, length: length, fetcher: fetcher),
          .hostAlias
        ))
      if let stripped = SignedQuery.stripped(path) {
        let server = grouping == .server ? end : nil
        aliases.append(
          (
            Alias(
              client: client, server: server, authority: url[..<path.startIndex],
              path: Substring(stripped), tag: tag, length: length, fetcher: fetcher), .signature
          ))
      }
    }
    if grouping == .client, length > 0 {
      let alias = Alias(
        client: client, path: SignedQuery.stripped(path).map { Substring($0) } ?? path,
        length: length)
      aliases.append((alias, .mirror))
    }
    return aliases
  }
}
