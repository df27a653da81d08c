public import Packets
import HTTP
import Ranges
import Transactions

/// Which downloads matter.
public struct Selection: Sendable {
  /// The only client; `nil`: all.
  public var client: IPAddress?
  /// A pattern of the only addresses, or `nil` for all.
  ///
  /// `*` stands for any text and `?` for any character. A pattern that begins with a slash is held
  /// against the target, any other that names no scheme against every part of the address.
  public var url: String?

  /// A selection; of everything where both are `nil`.
  public init(client: IPAddress? = nil, url: String? = nil) {
    self.client = client
    self.url = url
  }

  /// Whether everything is selected.
  public var isAll: Bool { client == nil && url == nil }

  /// Which exchanges matter, by index: those that match, and those of the same downloads; `nil`
  /// where all do.
  func chosen(_ exchanges: RangeExchanges, by grouping: DownloadGrouping) -> [Bool]? {
    guard !isAll else { return nil }
    var isMatch: [Bool] = []
    isMatch.reserveCapacity(exchanges.count)
    for exchange in exchanges { isMatch.append(matches(exchange)) }
    var isChosen = isMatch
    for download in DownloadAssembler(exchanges, by: grouping).downloads()
    where download.transactions.contains(where: { isMatch[$0 - 1] }) {
      for id in download.transactions { isChosen[id - 1] = true }
    }
    return isChosen
  }

  private func matches(_ exchange: RangeExchange) -> Bool {
    if let client, exchange.transaction.client.address != client { return false }
    guard let url else { return true }
    if url.hasPrefix("/") {
      return Self.matches(exchange.transaction.request?.head.target ?? "", url)
    }
    return Self.matches(exchange.url, url.contains("://") ? url : "*\(url)*")
  }

  /// Whether all of `text` is what `pattern` says; linear but for the last star.
  static func matches(_ text: String, _ pattern: String) -> Bool {
    let text = Array(text.utf8)
    let pattern = Array(pattern.utf8)
    let (star, question) = (UInt8(ascii: "*"), UInt8(ascii: "?"))
    var position = 0
    var place = 0
    var retry: (place: Int, position: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == star {
        retry = (place + 1, position)
        place += 1
      } else if place < pattern.count,
        pattern[place] == question || pattern[place] == text[position]
      {
        place += 1
        position += 1
      } else if let (again, from) = retry {
        retry = (again, from + 1)
        place = again
        position = from + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == star }
  }
}
