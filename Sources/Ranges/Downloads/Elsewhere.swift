import HTTP
import Packets

/// Downloads that a client broke off to fetch the rest of the same file from another server.
enum Elsewhere {
  private struct File: Hashable {
    var client: IPAddress
    var path: String
    var length: Int
  }

  /// What is incomplete only because the client went on elsewhere is partial.
  static func settle(_ downloads: inout [Download], _ exchanges: [RangeExchange]) {
    var fetched: [File: Int] = [:]
    for download in downloads where !download.covered.isEmpty {
      if let file = file(download) { fetched[file, default: 0] += 1 }
    }
    for (index, download) in downloads.enumerated() where download.verdict == .incomplete {
      guard let file = file(download), fetched[file, default: 0] > 1,
        !download.transactions.contains(where: { failed(exchanges[$0 - 1]) })
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
