import Bytes
import HTTP
import Packets
import Transactions

/// What one thread finds of the exchanges of a part of the record.
struct AddressShare {
  private let exchanges: RangeExchanges
  private let way: AskedWay
  private let chosen: [Bool]?
  var addresses: [AskedAddress] = []
  var table = PlaceTable()
  var news: [AskedAddresses.News] = []
  private(set) var fetchers = FetcherNumbers()

  init(_ exchanges: RangeExchanges, _ way: AskedWay, only chosen: [Bool]?) {
    self.exchanges = exchanges
    self.way = way
    self.chosen = chosen
  }

  /// Looks at exchanges, and puts their rows into their places.
  mutating func read(_ range: Range<Int>, into rows: UnsafeMutableBufferPointer<ExchangeRow>) {
    var reader = RangeExchanges.Reader(exchanges)
    let whole = WholeExchange()
    reader.read(range, into: whole) { index, exchange in
      if let exchange {
        unsafe rows.initializeElement(at: index, to: ExchangeRow(exchange))
        unsafe note(exchange, at: index, &rows[index])
      } else {
        unsafe rows.initializeElement(at: index, to: ExchangeRow(whole))
        unsafe note(whole, at: index, &rows[index])
      }
    }
  }

  @inline(__always)
  private mutating func note(
    _ exchange: some AskedExchange, at index: Int, _ row: inout ExchangeRow
  ) {
    guard chosen?[index] ?? true, exchange.isGET || exchange.isHEAD else { return }
    place(exchange, at: index, way.hash(exchange, exchange.addressHash), &row)
  }

  /// Whether an exchange asks for an address.
  @inline(__always)
  private func isSame(_ number: Int, _ exchange: some AskedExchange) -> Bool {
    // No address is copied for a look at it.
    addresses.withUnsafeBufferPointer { addresses in
      unsafe addresses[number].url == exchange.url
        && (way.grouping == .url || addresses[number].client == exchange.client.address)
        && (way.grouping != .server || addresses[number].server == exchange.server)
    }
  }

  /// Finds the address of an exchange, and notes what it says of it.
  private mutating func place(
    _ exchange: some AskedExchange, at index: Int, _ hash: UInt64, _ row: inout ExchangeRow
  ) {
    var search = PlaceTable.Search(hash)
    var known = table.next(&search)
    while let number = known, !isSame(number, exchange) {
      known = table.next(&search)
    }
    let number = known ?? addresses.count
    if known == nil {
      table.add(number, hash)
      let fetcher = fetchers.number(of: way.splits ? exchange.fetcher : Fetcher())
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
  init(_ exchange: some AskedExchange, at index: Int, _ grouping: DownloadGrouping) {
    self.index = Int32(index)
    hasQuery = ResourceGrouping.hasQuery(exchange.url)
    guard let tag = exchange.strongTag else {
      (hasTag, hash) = (false, 0)
      return
    }
    hasTag = true
    var hash = exchange.server.hash(ResourceGrouping.pathHash(exchange.url))
    if grouping != .url { hash = exchange.client.address.hash(hash) }
    hash ^= OctetHash.of(tag.opaqueTag)
    self.hash = OctetHash.of(UInt64(truncatingIfNeeded: exchange.completeLength ?? 0), hash)
  }
}
