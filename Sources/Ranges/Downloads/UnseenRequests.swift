import Bytes
import HTTP
import Packets
public import Transactions

/// What a client may have asked for of a download without the capture showing it.
public struct UnseenRequests: Sendable, Equatable {
  /// The ids of responses whose requests are not known, with bytes that the download lacks and the
  /// strong tag and the complete length of the version that it ended with.
  ///
  /// They are not counted as its own: a strong tag stands for one content at one address only
  /// (RFC 9110 §8.8.3), and which address was asked for is not known.
  public var responses: [Int]

  /// How many of them are told.
  private static let told = 4

  private struct Ends: Hashable {
    var client: IPAddress
    var server: Endpoint
  }

  /// What tells a file at a server, as far as a response without its request shows it.
  private struct File: Hashable {
    var ends: Ends
    var tag: String
    var length: Int?
  }

  /// Notes it for each download that lacks bytes, of a client that may have sent more requests to one
  /// of its servers than the capture shows.
  ///
  /// - Parameters:
  ///   - downloads: Those of the record.
  ///   - exchanges: All of the record; that of id `n` at index `n - 1`.
  ///   - connections: All of the record.
  public static func settle(
    _ downloads: inout [Download], _ exchanges: RangeExchanges,
    _ connections: [ConnectionSummary]
  ) {
    var poor: Set<Ends> = []
    for connection in connections where connection.mayLackRequests {
      let client = connection.proxiedClient ?? connection.client
      poor.insert(Ends(client: client.address, server: connection.server))
    }
    guard !poor.isEmpty else { return }
    var strays: [File: [RangeExchange]] = [:]
    for exchange in exchanges
    where exchange.request == nil && exchange.status == 206 && !exchange.parts.isEmpty {
      guard exchange.response?.strongTag != nil, let tag = exchange.response?.etagText else {
        continue
      }
      let ends = Ends(
        client: exchange.transaction.client.address, server: exchange.transaction.server)
      let file = File(ends: ends, tag: tag, length: exchange.completeLength)
      strays[file, default: []].append(exchange)
    }
    for index in downloads.indices {
      guard let gaps = downloads[index].gaps, !gaps.isEmpty else { continue }
      let ends = downloads[index].servers.map { Ends(client: downloads[index].client, server: $0) }
        .filter { poor.contains($0) }
      guard !ends.isEmpty else { continue }
      let missing = IntervalSet(gaps)
      let tag = downloads[index].lastVersion.flatMap { downloads[index].versions[$0].etag }
      let length = downloads[index].completeLength
      let found = ends.lazy
        .flatMap { ends in tag.flatMap { strays[File(ends: ends, tag: $0, length: length)] } ?? [] }
        .filter { $0.parts.contains { missing.intersectionLength(with: $0) > 0 } }
      downloads[index].unseenRequests = UnseenRequests(responses: found.prefix(told).map(\.id))
    }
  }
}
