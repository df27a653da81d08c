import Bytes
import Packets
import Transactions

/// The addresses that exchanges ask for, with what else makes one of them: client and server.
struct AskedAddresses {
  let exchanges: [RangeExchange]
  let grouping: DownloadGrouping

  /// Whether it matters who asked.
  var splits: Bool { grouping == .resource || grouping == .server }

  /// Whether an exchange is of the bucket of the first, as nothing tells them apart.
  func isAsFirst(_ index: Int, _ first: Int) -> Bool {
    guard splits else { return true }
    guard let request = exchanges[index].request, let other = exchanges[first].request else {
      return false
    }
    return request.isGET && other.isGET && request.fetcher == other.fetcher
  }

  /// The hash of an address as one exchange asks for it, with what else makes it one.
  func hash(_ index: Int, _ hash: UInt64) -> UInt64 {
    var hash = hash
    if grouping != .url { hash = exchanges[index].transaction.client.address.hash(hash) }
    if grouping == .server { hash = exchanges[index].transaction.server.hash(hash) }
    return hash
  }

  /// Whether two exchanges asked for one address.
  func isSame(_ a: Int, _ b: Int) -> Bool {
    exchanges[a].url == exchanges[b].url && isSameClient(a, b)
      && (grouping != .server
        || exchanges[a].transaction.server == exchanges[b].transaction.server)
  }

  func isSameClient(_ a: Int, _ b: Int) -> Bool {
    grouping == .url
      || exchanges[a].transaction.client.address == exchanges[b].transaction.client.address
  }
}
