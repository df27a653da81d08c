import Bytes
import HTTP
import Packets

/// Downloads that a client broke off to fetch the rest of the same file from another server.
enum Elsewhere {
  private struct File: Hashable {
    var client: IPAddress
    var path: Substring
    /// That of the path, for which it stands.
    var hash: UInt64
    var length: Int

    /// The file at an address; `nil` where its length is not known.
    init?(_ client: IPAddress, _ url: String, _ length: Int?) {
      guard let length else { return nil }
      self.client = client
      path = ResourceGrouping.path(url)
      hash = OctetHash.of(path)
      self.length = length
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(hash)
      hasher.combine(length)
      hasher.combine(client.low)
    }
  }

  /// How many downloads of one file, and ranges of each, are looked at.
  private static let reach = 8

  /// What is incomplete only because the client went on elsewhere is partial.
  static func settle(_ downloads: inout [Download], _ exchanges: [RangeExchange]) {
    var first: [File: Int] = [:]
    // Of files that several fetched bytes of, the ids of these by that of the first.
    var several: [Int: [Int]] = [:]
    first.reserveCapacity(downloads.count)
    for index in downloads.indices where !downloads[index].covered.isEmpty {
      guard let file = file(downloads, index) else { continue }
      let id = downloads[index].id
      if let known = first[file] {
        several[known, default: [known]].append(id)
      } else {
        first[file] = id
      }
    }
    guard !several.isEmpty else { return }
    for index in downloads.indices
    where downloads[index].verdict == .incomplete || downloads[index].verdict == .partial {
      guard let file = file(downloads, index), let id = first[file], let all = several[id] else {
        continue
      }
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

  private static func file(_ downloads: [Download], _ index: Int) -> File? {
    File(downloads[index].client, downloads[index].url, downloads[index].completeLength)
  }

  /// Whether the client did not get what it asked for, and not by its own choice.
  private static func failed(_ exchange: RangeExchange) -> Bool {
    guard exchange.isGET else { return false }
    guard let status = exchange.status else { return true }
    return status >= 400 && status != 416 || exchange.serverBrokeOff
  }
}
