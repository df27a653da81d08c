import HTTP
import Packets
import Transactions

/// Who a request says it comes from, beyond the address of its connection.
struct Fetcher: Hashable {
  /// The User-Agent field value.
  var agent: String?
  /// For whom a proxy asks: X-Forwarded-For, or Forwarded.
  var forwardedFor: String?

  /// Nobody in particular.
  init() {}

  init(_ exchange: borrowing RangeExchange) {
    self = exchange.request?.fetcher ?? Fetcher()
  }

  /// Whether nothing that both say differs.
  func admits(_ other: Fetcher) -> Bool {
    if let agent, let theirs = other.agent, agent != theirs { return false }
    if let forwardedFor, let theirs = other.forwardedFor, forwardedFor != theirs { return false }
    return true
  }
}

/// The GETs and HEADs that one address has made for one resource, by who made them.
///
/// Behind NAT or a proxy one address is many users. Two GETs are taken as of different users where
/// both tell a User-Agent, or both for whom a proxy asks, and these differ; unless the later one goes
/// on where an earlier body was broken off, as a download manager does that takes over from a browser.
/// A HEAD is a look from outside and counts to whatever is there.
struct Fetchers {
  private struct Bucket {
    var fetcher: Fetcher
    /// The number by which it is known.
    var number: Int
    var hasGET: Bool
    /// Where its latest bodies were broken off, with the time.
    var cuts: [(end: Int, time: Timestamp)] = []
  }

  private var buckets: [Bucket] = []
  private var byFetcher = LatestIDs<Fetcher>()
  /// How many cuts, and how many buckets, are looked at.
  private static let reach = 16

  /// Whether there is no bucket.
  var isEmpty: Bool { buckets.isEmpty }

  /// Whether there is more than one bucket.
  var areSeveral: Bool { buckets.count > 1 }

  /// The numbers of its buckets, in the order in which they began.
  var numbers: [Int] { buckets.map(\.number) }

  /// Gives its buckets other numbers.
  mutating func renumber(_ number: (Int) -> Int) {
    for index in buckets.indices { buckets[index].number = number(buckets[index].number) }
  }

  /// The number of the bucket of an exchange; `new` names one that is not there yet.
  ///
  /// - Parameters:
  ///   - exchange: the exchange.
  ///   - splits: whether it matters who asked.
  ///   - new: gives a number that is not in use.
  /// - Returns: the number, and whether it took over from another user agent.
  mutating func place(
    _ exchange: borrowing RangeExchange, splits: Bool, new: () -> Int
  ) -> (number: Int, isHandedOver: Bool) {
    let fetcher = splits ? Fetcher(exchange) : Fetcher()
    let isGET = exchange.isGET
    var handedOver = false
    let index: Int
    if let known = byFetcher[fetcher] {
      index = known
    } else if buckets.isEmpty {
      // One bucket is enough for nearly all addresses.
      buckets.reserveCapacity(1)
      index = 0
      buckets.append(Bucket(fetcher: fetcher, number: new(), hasGET: false))
      byFetcher[fetcher] = index
    } else if let other = compatible(with: fetcher, isGET: isGET) {
      index = other
      byFetcher[fetcher] = other
    } else if let other = interrupted(before: exchange) {
      index = other
      byFetcher[fetcher] = other
      handedOver = true
    } else {
      index = buckets.count
      buckets.append(Bucket(fetcher: fetcher, number: new(), hasGET: false))
      byFetcher[fetcher] = index
    }
    if isGET, !buckets[index].hasGET {
      buckets[index].hasGET = true
      buckets[index].fetcher = fetcher
    }
    if !exchange.isPlain { noteCut(exchange, index) }
    return (buckets[index].number, handedOver)
  }

  /// Of several buckets, the fetcher that a bucket is of.
  func fetcher(ofBucketNumbered number: Int) -> Fetcher? {
    buckets.count < 2 ? nil : buckets.first { $0.number == number }?.fetcher
  }

  private func compatible(with fetcher: Fetcher, isGET: Bool) -> Int? {
    if !isGET, !buckets.isEmpty { return buckets.count - 1 }
    return buckets.indices.suffix(Self.reach).last {
      !buckets[$0].hasGET || buckets[$0].fetcher.admits(fetcher)
    }
  }

  /// The bucket whose broken-off body this request goes on with.
  private func interrupted(before exchange: borrowing RangeExchange) -> Int? {
    guard exchange.isGET, let first = exchange.onlySpec?.firstPosition, first > 0 else {
      return nil
    }
    let time = exchange.transaction.time
    return buckets.indices.suffix(Self.reach).last { index in
      buckets[index].cuts.contains { cut in
        cut.time <= time && first <= cut.end && cut.end - first <= Step.continuationReach
      }
    }
  }

  private mutating func noteCut(_ exchange: borrowing RangeExchange, _ index: Int) {
    guard exchange.clientBrokeOff || exchange.serverBrokeOff,
      let end = exchange.parts.last?.upperBound,
      let promised = exchange.promised.last?.upperBound, end < promised
    else { return }
    if buckets[index].cuts.count == Self.reach { buckets[index].cuts.removeFirst() }
    buckets[index].cuts.append((end, exchange.transaction.end))
  }
}
