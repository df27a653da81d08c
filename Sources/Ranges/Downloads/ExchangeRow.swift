import HTTP
import Packets
import Transactions

/// What most downloads are made of, of an exchange: numbers alone.
///
/// The exchanges of a download stand far apart in memory, and to wait for each of them, and for what
/// it refers to, takes longer than all that is done with them. So they are looked at once, in their
/// own order, and where nothing is to be told apart only their rows are looked at again.
struct ExchangeRow {
  /// What can be said of it in a bit.
  struct Flags: OptionSet {
    let rawValue: UInt8
    /// It is plain, and brought exactly the one range that was asked for; nothing of it is inferred.
    static let isWhole = Flags(rawValue: 1)
    /// It says what the exchange of its address before it said, which was whole too, and is of the same
    /// server.
    static let goesOn = Flags(rawValue: 2)
    /// There is an If-Range field.
    static let isConditional = Flags(rawValue: 4)
    /// The response stood still, for as long as `stall`.
    static let hasStalled = Flags(rawValue: 8)
    /// There is a fingerprint of what it brought.
    static let isCompared = Flags(rawValue: 16)
    /// It was answered by a status from 300 to 399.
    static let isRedirect = Flags(rawValue: 32)
  }

  /// How many nanoseconds are looked at as a stall at all.
  static let stall: Int64 = 1_000_000

  /// What it brought, half-open, where it is whole.
  var first = 0
  var end = 0
  /// When it began and when its last byte was seen, in nanoseconds.
  let time: Int64
  let done: Int64
  /// The number of the address that it asked for; -1 where it fetches nothing.
  var address: Int32 = -1
  var flags: Flags = []

  /// The row of an exchange of which nothing else was looked at yet.
  @inline(__always)
  init(_ exchange: borrowing RangeExchange) {
    time = exchange.transaction.time.nanoseconds
    done = exchange.transaction.end.nanoseconds
    if let status = exchange.status, 300..<400 ~= status { flags.insert(.isRedirect) }
    guard exchange.isPlain, exchange.parts.count == 1,
      case .closed(let first, let last)? = exchange.onlySpec,
      exchange.parts[0].lowerBound == first, exchange.parts[0].upperBound - 1 == last,
      exchange.transaction.body.extent == last - first + 1, exchange.unseen.isEmpty
    else { return }
    (self.first, end) = (first, last + 1)
    flags.insert(.isWhole)
    if exchange.transaction.longestStall >= Self.stall { flags.insert(.hasStalled) }
    if exchange.transaction.body.fingerprint != nil { flags.insert(.isCompared) }
  }

  /// That of an exchange of which a row said that it is whole.
  @inline(__always)
  init(_ exchange: borrowing WholeExchange) {
    time = exchange.time.nanoseconds
    done = exchange.end.nanoseconds
    (first, end) = (exchange.first, exchange.last + 1)
    flags.insert(.isWhole)
    if exchange.hasStalled { flags.insert(.hasStalled) }
    if exchange.hasFingerprint { flags.insert(.isCompared) }
  }
}
