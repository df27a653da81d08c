import Bytes
import HTTP
import Packets
import Transactions

/// What one thread finds of the exchanges of a part of the record.
struct AddressShare {
  private let exchanges: [RangeExchange]
  private let way: AskedWay
  private let chosen: [Bool]?
  private(set) var addresses: [AskedAddress] = []
  private(set) var table = PlaceTable()
  private(set) var news: [AskedAddresses.News] = []
  private(set) var fetchers = FetcherNumbers()

  init(_ exchanges: [RangeExchange], _ way: AskedWay, only chosen: [Bool]?) {
    self.exchanges = exchanges
    self.way = way
    self.chosen = chosen
  }

  /// How many exchanges are looked at before anything is done with them.
  ///
  /// They are not at hand, and the processor waits for several of them at once then.
  private static let ahead = 128

  /// Looks at exchanges, and puts their rows into their places.
  mutating func read(_ range: Range<Int>, into rows: UnsafeMutableBufferPointer<ExchangeRow>) {
    var hashes = [UInt64](repeating: 0, count: Self.ahead)
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.ahead) {
      let next = start..<min(start + Self.ahead, range.upperBound)
      for index in next {
        hashes[index - start] = way.hash(exchanges[index], exchanges[index].addressHash)
      }
      for index in next {
        unsafe rows.initializeElement(at: index, to: ExchangeRow(exchanges[index]))
      }
      for index in next {
        guard chosen?[index] ?? true, exchanges[index].isGET || exchanges[index].isHEAD else {
          continue
        }
        unsafe place(exchanges[index], at: index, hashes[index - start], &rows[index])
      }
    }
  }

  /// Finds the address of an exchange, and notes what it says of it.
  private mutating func place(
    _ exchange: RangeExchange, at index: Int, _ hash: UInt64, _ row: inout ExchangeRow
  ) {
    var search = PlaceTable.Search(hash)
    var known = table.next(&search)
    while let number = known, !addresses.span[number].isSame(as: exchange, way) {
      known = table.next(&search)
    }
    let number = known ?? addresses.count
    if known == nil {
      table.add(number, hash)
      let fetcher = fetchers.number(of: way.splits ? Fetcher(exchange) : Fetcher())
      addresses.append(AskedAddress(exchange, at: index, hash, by: fetcher, way))
    } else if way.splits {
      addresses[number].noteFetcher(of: exchange, at: index, fetchers)
    }
    row.address = Int32(number)
    if addresses[number].note(exchange, at: index, &row, news: news.count) {
      news.append(AskedAddresses.News(exchange, at: index, way.grouping))
    }
  }
}

extension AskedAddresses.News {
  /// Of a content of which the length is known.
  init(_ exchange: RangeExchange, at index: Int, _ grouping: DownloadGrouping) {
    self.index = Int32(index)
    hasQuery = ResourceGrouping.hasQuery(exchange.url)
    guard let tag = exchange.response?.strongTag else {
      (hasTag, hash) = (false, 0)
      return
    }
    hasTag = true
    var hash = exchange.transaction.server.hash(ResourceGrouping.pathHash(exchange.url))
    if grouping != .url { hash = exchange.transaction.client.address.hash(hash) }
    hash ^= OctetHash.of(tag.opaqueTag)
    self.hash = OctetHash.of(UInt64(truncatingIfNeeded: exchange.completeLength ?? 0), hash)
  }
}
