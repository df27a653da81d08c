import Bytes
import HTTP
import Packets
import Workers

/// Downloads that a client broke off to fetch the rest of the same file from another server.
enum Elsewhere {
  /// How many downloads of one file, and ranges of each, are looked at.
  private static let reach = 8

  /// What is incomplete only because the client went on elsewhere is partial.
  static func settle(
    _ downloads: inout [Download], _ exchanges: RangeExchanges, _ workers: Workers
  ) {
    let hashes = workers.array(downloads.count) { [downloads] in hash(downloads, $0) }
    // The first of each file that brought bytes.
    var files = PlaceTable(downloads.count)
    // Of files that several fetched bytes of, the ids of these by the index of the first.
    var several: [Int: [Int]] = [:]
    for index in downloads.indices where !downloads[index].covered.isEmpty {
      guard let hash = hashes[index] else { continue }
      if let first = files.number(hash, { areOneFile(downloads, index, $0) }) {
        several[first, default: [downloads[first].id]].append(downloads[index].id)
      } else {
        files.add(index, hash)
      }
    }
    guard !several.isEmpty else { return }
    for index in downloads.indices
    where downloads[index].verdict == .incomplete || downloads[index].verdict == .partial {
      guard let hash = hashes[index],
        let first = files.number(hash, { areOneFile(downloads, index, $0) }),
        let all = several[first]
      else { continue }
      let gaps = downloads[index].gaps ?? []
      downloads[index].elsewhere = all.prefix(reach).filter { other in
        other != downloads[index].id
          && downloads[other - 1].covered.prefix(reach).contains { part in
            gaps.prefix(reach).contains { $0.overlaps(part) }
          }
      }
      guard downloads[index].verdict == .incomplete,
        !downloads[index].transactions.contains(where: { failed(exchanges[$0 - 1]) })
      else { continue }
      downloads[index].verdict = .partial
    }
  }

  /// The hash of the client, the path and the length of a download; `nil` where the length is not
  /// known.
  private static func hash(_ downloads: [Download], _ index: Int) -> UInt64? {
    guard let length = downloads[index].completeLength else { return nil }
    let hash = ResourceGrouping.pathHash(downloads[index].url)
    return downloads[index].client.hash(OctetHash.of(UInt64(truncatingIfNeeded: length), hash))
  }

  private static func areOneFile(_ downloads: [Download], _ a: Int, _ b: Int) -> Bool {
    downloads[a].completeLength == downloads[b].completeLength
      && downloads[a].client == downloads[b].client
      && ResourceGrouping.path(downloads[a].url) == ResourceGrouping.path(downloads[b].url)
  }

  /// Whether the client did not get what it asked for, and not by its own choice.
  private static func failed(_ exchange: RangeExchange) -> Bool {
    guard exchange.isGET else { return false }
    guard let status = exchange.status else { return true }
    return status >= 400 && status != 416 || exchange.serverBrokeOff
  }
}
