import Synchronization
import Transactions

/// Exchanges of transactions that are told by rows: made when they are asked for, and remembered, as who
/// asks for one mostly asks again.
final class PackedExchanges: Sendable {
  let transactions: PackedTransactions
  /// Neighbours are on one shelf, so that threads that look at different parts seldom meet.
  private let shelves = (0..<shelfCount).map { _ in Shelf() }
  /// What was read of fields, for whoever comes first; a second one for whoever meets another there.
  private let memories = [Memory(), Memory()]

  // So many are remembered at most, a hundred megabytes: in larger records those displace others that
  // stand so far before or behind them.
  private static let shelfCount = 512
  private static let places = 256

  /// The latest of some exchanges.
  private final class Shelf: Sendable {
    let latest = Mutex<[RangeExchange?]>([])
  }

  private final class Memory: Sendable {
    let fields = Mutex(FieldMemory())
  }

  init(_ transactions: PackedTransactions) { self.transactions = transactions }

  /// That of an index.
  subscript(index: Int) -> RangeExchange {
    let shelf = shelves[index / Self.places % Self.shelfCount]
    let place = index % Self.places
    let known = shelf.latest.withLock { $0.isEmpty ? nil : $0[place] }
    if let known, known.id == index + 1 { return known }
    let exchange = make(index)
    shelf.latest.withLock { latest in
      if latest.isEmpty { latest = [RangeExchange?](repeating: nil, count: Self.places) }
      latest[place] = exchange
    }
    return exchange
  }

  private func make(_ index: Int) -> RangeExchange {
    let transaction = transactions[index]
    for memory in memories {
      let made = memory.fields.withLockIfAvailable { RangeExchange(transaction, memory: &$0) }
      if let made { return made }
    }
    return RangeExchange(transaction)
  }
}
