import HTTP
import Packets

/// Downloads that a client broke off to fetch the rest of the same file from another server.
enum Elsewhere {
  private struct File: Hashable {
    var client: IPAddress
    var path: String
    var length: Int
  }

  /// How many downloads of one file, and ranges of each, are looked at.
  private static let reach = 8

  /// What is incomplete only because the client went on elsewhere is partial.
  static func settle(_ downloads: inout [Download], _ exchanges: [RangeExchange]) {
    var fetched: [File: [Int]] = [:]
    for index in downloads.indices where !downloads[index].covered.isEmpty {
      if let file = file(downloads[index]) {
        fetched[file, default: []].append(downloads[index].id)
      }
    }
    for index in downloads.indices
    where downloads[index].verdict == .incomplete || downloads[index].verdict == .partial {
      guard let file = file(downloads[index]), let all = fetched[file], all.count > 1 else {
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

  private static func file(_ download: Download) -> File? {
    download.completeLength.map {
      File(
        client: download.client, path: String(ResourceGrouping.path(download.url)), length: $0)
    }
  }

  /// Whether the client did not get what it asked for, and not by its own choice.
  private static func failed(_ exchange: RangeExchange) -> Bool {
    guard exchange.isGET else { return false }
    guard let status = exchange.status else { return true }
    return status >= 400 && status != 416 || exchange.serverBrokeOff
  }
}
