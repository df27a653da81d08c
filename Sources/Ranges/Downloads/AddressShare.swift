import Bytes
import HTTP
import Packets
import Transactions

/// What one thread finds of the exchanges of a part of the record.
struct AddressShare {
  private let exchanges: RangeExchanges
  private let way: AskedWay
  private let chosen: [Bool]?
  private(set) var addresses: [AskedAddress] = []
  private(set) var table = PlaceTable()
  private(set) var news: [AskedAddresses.News] = []
  private(set) var fetchers = FetcherNumbers()

  init(_ exchanges: RangeExchanges, _ way: AskedWay, only chosen: [Bool]?) {
    self.exchanges = exchanges
    self.way = way
    self.chosen = chosen
  }

  /// Looks at exchanges, and puts their rows into their places.
  mutating func read(_ range: Range<Int>, into rows: UnsafeMutableBufferPointer<ExchangeRow>) {
    var reader = RangeExchanges.Reader(exchanges)
    for index in range {
      let exchange = reader.read(index)
      unsafe rows.initializeElement(at: index, to: ExchangeRow(exchange))
      guard chosen?[index] ?? true, exchange.isGET || exchange.isHEAD else { continue }
      unsafe place(exchange, at: index, way.hash(exchange, exchange.addressHash), &rows[index])
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
