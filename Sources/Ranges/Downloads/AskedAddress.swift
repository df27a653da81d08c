import HTTP
import Packets
import Transactions

/// An address that was asked for, as one client asks for it, and what is known of the exchanges that
/// did: what they are held against, so that no earlier one has to be looked at again.
///
/// There may be as many as exchanges, for as long as these are put together.
struct AskedAddress {
  let hash: UInt64
  let url: String
  /// Who asks: where that does not matter, who did first.
  let client: IPAddress
  /// What few need.
  private let others: Others?
  /// What its latest content told, of those of a length, as only these are of interest.
  private var told: ToldFile?
  /// The index of the first exchange.
  let first: Int32
  private var fetcherNumber: Int32
  /// The exchange from which on who asked tells some of them apart; -1 while all are as the first.
  private(set) var crowdSince: Int32 = -1
  /// Which of the news is its first.
  private(set) var firstNews: Int32 = -1
  private let isGET: Bool
  /// Whether the first exchange is whole, and the latest.
  private var firstIsWhole = false
  private var latestIsWhole = false

  /// Only who makes an address changes what is held of it.
  private final class Others {
    /// Who is asked; `nil` where that does not matter.
    let server: Endpoint?
    /// What the first content told that the latest did.
    var firstTold: ToldFile?

    init(_ server: Endpoint?) { self.server = server }
  }

  /// The length of the file, as its latest content told it; `nil` where none did.
  var completeLength: Int? { told?.length }

  /// One that was not asked for before, by a fetcher of a number.
  init(
    _ exchange: some AskedExchange, at index: Int, _ hash: UInt64, by fetcher: Int,
    _ way: AskedWay
  ) {
    self.hash = hash
    url = exchange.url
    client = exchange.client.address
    let server = way.grouping == .server ? exchange.server : nil
    others = way.isShared || server != nil ? Others(server) : nil
    first = Int32(index)
    fetcherNumber = Int32(fetcher)
    isGET = exchange.isGET
  }

  /// Who is asked; `nil` where that does not matter.
  var server: Endpoint? { others?.server }

  /// Whether another is the same.
  func isSame(as other: AskedAddress, _ way: AskedWay) -> Bool {
    url == other.url && (way.grouping == .url || client == other.client)
      && others?.server == other.others?.server
  }

  /// Notes who made an exchange, which is not the first.
  @inline(__always)
  mutating func noteFetcher(
    of exchange: some AskedExchange, at index: Int, _ fetchers: FetcherNumbers
  ) {
    guard crowdSince < 0 else { return }
    if !isGET || !exchange.isGET || exchange.fetcher != fetchers[fetcher] {
      crowdSince = Int32(index)
    }
  }

  /// Notes what an exchange says.
  ///
  /// - Parameters:
  ///   - exchange: The next that asked for it, the first included.
  ///   - index: Its index.
  ///   - row: Its row, to which is added what is known now.
  ///   - count: How many news there are.
  /// - Returns: Whether it is one more of these.
  @inline(__always)
  mutating func note(
    _ exchange: some AskedExchange, at index: Int, _ row: inout ExchangeRow, news count: Int
  ) -> Bool {
    let isWhole = row.flags.contains(.isWhole)
    defer { latestIsWhole = isWhole }
    if index == Int(first) { firstIsWhole = isWhole }
    guard exchange.isContent, exchange.completeLength != nil else { return false }
    let now = ToldFile(exchange)
    if now.isConditional { row.flags.insert(.isConditional) }
    guard let before = told else {
      firstNews = Int32(count)
      others?.firstTold = now
      told = now
      return true
    }
    if isWhole, latestIsWhole, now.saysNoMore(than: before) {
      row.flags.insert(.goesOn)
      return false
    }
    told = now
    return !now.isOfFile(of: before)
  }

  /// Goes on with what another thread found of it in later exchanges.
  ///
  /// - Parameters:
  ///   - other: What was found.
  ///   - isSameFetcher: Whether the first of these exchanges is of the fetcher of the first of all; `nil`
  ///     where that does not matter.
  /// - Returns: Whether the first of these goes on where the last before it ended, and whether the
  ///   first content of them says the same as the last content before it.
  mutating func goOn(
    with other: AskedAddress, isSameFetcher: Bool?
  ) -> (goesOn: Bool, saysTheSame: Bool) {
    if let isSameFetcher, crowdSince < 0 {
      crowdSince = isGET && other.isGET && isSameFetcher ? other.crowdSince : other.first
    }
    defer {
      latestIsWhole = other.latestIsWhole
      told = other.told ?? told
    }
    guard let next = other.others?.firstTold, let told else { return (false, false) }
    return (
      latestIsWhole && other.firstIsWhole && next.saysNoMore(than: told), next.isOfFile(of: told)
    )
  }

  /// The number of the fetcher that made it first, among those of who looks.
  var fetcher: Int {
    get { Int(fetcherNumber) }
    set { fetcherNumber = Int32(newValue) }
  }
}
