import HTTP
import Packets
import Transactions

/// An address that was asked for, as one client asks for it, and what is known of the exchanges that
/// did: what they are held against, so that no earlier one has to be looked at again.
struct AskedAddress {
  /// What a content tells of the file that it is of.
  struct Told {
    var length = Int.min
    /// Its entity tag, where that is strong.
    var tag: String?
    var server: Endpoint
    /// Its Last-Modified in seconds; the least of all where there is none.
    var modified = Int64.min
    var isConditional = false
    var isComplete = false

    init(_ exchange: borrowing RangeExchange) {
      server = exchange.transaction.server
      length = exchange.completeLength ?? .min
      if let request = exchange.request, case .some = request.ifRange { isConditional = true }
      guard let response = exchange.response else { return }
      tag = response.strongTag?.opaqueTag
      modified = response.lastModified?.epochSeconds ?? .min
      isComplete = response.isComplete
    }

    /// Whether both tell of one file of one server: of one length, with one strong tag or none.
    func isOfFile(of other: Told) -> Bool {
      length == other.length && tag == other.tag && server == other.server
    }

    /// Whether nothing is to be learnt of a whole exchange behind another that was whole.
    func saysNoMore(than before: Told) -> Bool {
      isOfFile(of: before) && modified == before.modified
        && isConditional == before.isConditional && isComplete == before.isComplete
    }
  }

  let hash: UInt64
  let url: String
  /// Who asks; `nil` where that does not matter.
  let client: IPAddress?
  /// Who is asked; `nil` where that does not matter.
  let server: Endpoint?
  /// The index of the first exchange.
  let first: Int32
  /// The exchange from which on who asked tells some of them apart; -1 while all are as the first.
  private(set) var crowdSince: Int32 = -1
  /// Which of the news is its first.
  private(set) var firstNews: Int32 = -1
  private let isGET: Bool
  private let fetcher: Fetcher
  /// Whether the first exchange is whole, and the latest.
  private var firstIsWhole = false
  private var latestIsWhole = false
  /// What its first content told, and its latest; of a length, as only those are of interest.
  private var firstTold: Told?
  private var told: Told?

  /// One that was not asked for before.
  init(_ exchange: borrowing RangeExchange, at index: Int, _ hash: UInt64, _ way: AskedWay) {
    self.hash = hash
    url = exchange.url
    client = way.grouping == .url ? nil : exchange.transaction.client.address
    server = way.grouping == .server ? exchange.transaction.server : nil
    first = Int32(index)
    isGET = exchange.isGET
    fetcher = way.splits ? Fetcher(exchange) : Fetcher()
  }

  /// Whether an exchange asks for it, as far as the hash does not tell.
  @inline(__always)
  func isSame(as exchange: borrowing RangeExchange) -> Bool {
    guard url == exchange.url else { return false }
    if let client, client != exchange.transaction.client.address { return false }
    if let server, server != exchange.transaction.server { return false }
    return true
  }

  /// Whether another is the same.
  func isSame(as other: AskedAddress) -> Bool {
    url == other.url && client == other.client && server == other.server
  }

  /// Notes who made an exchange, which is not the first.
  @inline(__always)
  mutating func noteFetcher(of exchange: borrowing RangeExchange, at index: Int) {
    guard crowdSince < 0 else { return }
    if !isGET || !exchange.isGET || exchange.request?.fetcher != fetcher {
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
    _ exchange: borrowing RangeExchange, at index: Int, _ row: inout ExchangeRow, news count: Int
  ) -> Bool {
    let isWhole = row.flags.contains(.isWhole)
    defer { latestIsWhole = isWhole }
    if index == Int(first) { firstIsWhole = isWhole }
    guard exchange.isContent, exchange.completeLength != nil else { return false }
    let now = Told(exchange)
    if now.isConditional { row.flags.insert(.isConditional) }
    guard let before = told else {
      firstNews = Int32(count)
      (firstTold, told) = (now, now)
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
  /// - Returns: Whether the first of these goes on where the last before it ended, and whether the
  ///   first content of them says the same as the last content before it.
  mutating func goOn(
    with other: AskedAddress, splits: Bool
  ) -> (goesOn: Bool, saysTheSame: Bool) {
    if splits, crowdSince < 0 {
      let isAsFirst = isGET && other.isGET && fetcher == other.fetcher
      crowdSince = isAsFirst ? other.crowdSince : other.first
    }
    defer {
      latestIsWhole = other.latestIsWhole
      told = other.told ?? told
    }
    guard let next = other.firstTold, let told else {
      firstTold = firstTold ?? other.firstTold
      return (false, false)
    }
    return (
      latestIsWhole && other.firstIsWhole && next.saysNoMore(than: told), next.isOfFile(of: told)
    )
  }
}
