public import Packets
import Transactions

/// What a GET brought of a file, and when, as far as that follows from its exchange at a glance.
public struct FetchedRange: Sendable {
  /// The id of its transaction.
  public let id: Int
  /// The range that a 206 brought, half-open, if that was just one; else `nil`.
  public let part: Range<Int>?
  /// When it began.
  public let start: Timestamp
  /// When the last of its bytes was seen.
  public let end: Timestamp

  /// That of an exchange.
  init(_ exchange: RangeExchange) {
    id = exchange.id
    part = exchange.status == 206 && exchange.parts.count == 1 ? exchange.parts[0] : nil
    start = exchange.transaction.time
    end = exchange.transaction.end
  }

  /// That of an exchange that is whole.
  init(_ row: ExchangeRow, id: Int) {
    self.id = id
    part = row.first..<row.end
    start = Timestamp(nanoseconds: row.time)
    end = Timestamp(nanoseconds: row.done)
  }
}
