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
    var path: String
    var tag: String?
    var length: Int
    var fetcher: Fetcher?
  }

  private let exchanges: [RangeExchange]
  private let bucketOf: [Int?]
  private let grouping: DownloadGrouping

  init(_ exchanges: [RangeExchange], _ bucketOf: [Int?], _ grouping: DownloadGrouping) {
    self.exchanges = exchanges
    self.bucketOf = bucketOf
    self.grouping = grouping
  }

  /// Joins the buckets that hold one file, and says why.
  func join(
    _ sets: inout DisjointSets, _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)]
  ) {
    var seen: [Alias: Int] = [:]
    // What the latest content of a bucket told: most exchanges say the same as the one before.
    var last: [Int: (tag: String?, length: Int, server: Endpoint)] = [:]
    for index in exchanges.indices {
      guard let bucket = bucketOf[index], exchanges[index].isContent,
        let length = exchanges[index].completeLength
      else { continue }
      let tag = exchanges[index].response?.strongTag?.opaqueTag
      let server = exchanges[index].transaction.server
      if let known = last[bucket], known.length == length, known.server == server,
        known.tag == tag
      {
        continue
      }
      last[bucket] = (tag, length, server)
      for (alias, joint) in aliases(index, tag, length) {
        guard let other = seen[alias] else {
          seen[alias] = bucket
          continue
        }
        guard sets.root(other) != sets.root(bucket) else { continue }
        sets.join(other, bucket)
        joints.append((bucket, joint))
      }
    }
  }

  private func aliases(
    _ index: Int, _ tag: String?, _ length: Int
  ) -> [(Alias, DownloadKey.Joint)] {
    let transaction = exchanges[index].transaction
    let client = grouping == .url ? nil : transaction.client.address
    let fetcher =
      grouping == .resource || grouping == .server ? Fetcher(exchanges[index]) : nil
    let url = exchanges[index].url
    let path = ResourceGrouping.path(url)
    var aliases: [(Alias, DownloadKey.Joint)] = []
    if let tag {
      aliases.append(
        (
          Alias(
            client: client, server: transaction.server, path: String(path), tag: tag,
            length: length, fetcher: fetcher), .hostAlias
        ))
      if let stripped = SignedQuery.stripped(path) {
        let server = grouping == .server ? transaction.server : nil
        aliases.append(
          (
            Alias(
              client: client, server: server, authority: url[..<path.startIndex], path: stripped,
              tag: tag, length: length, fetcher: fetcher), .signature
          ))
      }
    }
    if grouping == .client, length > 0 {
      let alias = Alias(
        client: client, path: SignedQuery.stripped(path) ?? String(path), length: length)
      aliases.append((alias, .mirror))
    }
    return aliases
  }
}
