import Bytes
import HTTP
import Packets
import Transactions
import Workers

/// The addresses that were asked for, and which exchanges asked for each: all that is looked at of
/// every exchange when downloads are made.
///
/// Each thread takes a part of the record; what they found is then put together.
struct AskedAddresses {
  /// A content that does not say the same as the one of its address before it.
  struct News {
    /// The index of the exchange; -1 where it says the same after all.
    var index: Int32
    /// Whether it carries a strong tag.
    var hasTag: Bool
    /// Whether its address has a query.
    var hasQuery: Bool
    /// The hash by which one file under several Host names is found.
    var hash: UInt64
  }

  /// One for each exchange.
  private(set) var rows: [ExchangeRow] = []
  /// Each address, as one client asks for it, in the order of their first exchanges.
  private(set) var all: [AskedAddress] = []
  /// In order.
  private(set) var news: [News] = []
  private var table = PlaceTable()
  private var fetchers = FetcherNumbers()
  private let way: AskedWay

  /// How many exchanges a thread takes at least.
  private static let share = 1024

  /// Looks at all exchanges, of which only those of `chosen` are asked for.
  init(
    _ exchanges: RangeExchanges, _ way: AskedWay, only chosen: [Bool]?, _ workers: Workers
  ) {
    let count = max(1, min(workers.count, exchanges.count / Self.share))
    let length = (exchanges.count + count - 1) / count
    var way = way
    way.isShared = count > 1
    self.way = way
    var shares: [AddressShare] = []
    rows = [ExchangeRow](unsafeUninitializedCapacity: exchanges.count) { room, filled in
      let room = room
      shares = workers.each(count) { [way] number in
        var share = AddressShare(exchanges, way, only: chosen)
        share.read(number * length..<min((number + 1) * length, exchanges.count), into: room)
        return share
      }
      filled = exchanges.count
    }
    guard !shares.isEmpty else { return }
    // What the first found is moved here: what two have is copied when one of them changes it.
    swap(&all, &shares[0].addresses)
    swap(&news, &shares[0].news)
    swap(&table, &shares[0].table)
    fetchers = shares[0].fetchers
    all.reserveCapacity(shares.reduce(all.count) { $0 + $1.addresses.count })
    for number in 1..<max(shares.count, 1) {
      take(shares[number], from: number * length..<min((number + 1) * length, exchanges.count))
    }
  }

  /// Puts what a thread found of exchanges behind what is known of all before.
  private mutating func take(_ share: AddressShare, from range: Range<Int>) {
    var numbers: [Int32] = []
    numbers.reserveCapacity(share.addresses.count)
    var news = share.news
    for var address in share.addresses {
      let fetcher = share.fetchers[address.fetcher]
      guard let number = table.number(address.hash, { all[$0].isSame(as: address, way) }) else {
        numbers.append(Int32(all.count))
        table.add(all.count, address.hash)
        address.fetcher = fetchers.number(of: fetcher)
        all.append(address)
        continue
      }
      numbers.append(Int32(number))
      let isSame = way.splits ? fetcher == fetchers[all[number].fetcher] : nil
      let found = all[number].goOn(with: address, isSameFetcher: isSame)
      if found.goesOn { rows[Int(address.first)].flags.insert(.goesOn) }
      if found.saysTheSame { news[Int(address.firstNews)].index = -1 }
    }
    for index in range where rows[index].address >= 0 {
      rows[index].address = numbers[Int(rows[index].address)]
    }
    self.news += news.lazy.filter { $0.index >= 0 }
  }

  /// The number of an address by its hash; `nil` where nobody asked for it.
  func number(_ hash: UInt64, _ isSame: (AskedAddress) -> Bool) -> Int? {
    table.number(hash) { isSame(all[$0]) }
  }
}

/// What tells addresses apart, besides their texts.
struct AskedWay {
  let grouping: DownloadGrouping
  /// Whether several threads look at exchanges.
  var isShared = false

  /// Whether it matters who asked.
  var splits: Bool { grouping == .resource || grouping == .server }

  /// The hash of an address as one exchange asks for it, with what else makes it one.
  @inline(__always)
  func hash(_ exchange: some AskedExchange, _ hash: UInt64) -> UInt64 {
    var hash = hash
    if grouping != .url { hash = exchange.client.address.hash(hash) }
    if grouping == .server { hash = exchange.server.hash(hash) }
    return hash
  }
}
