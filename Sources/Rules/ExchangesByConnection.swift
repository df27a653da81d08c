import Ranges
import Synchronization
import Transactions

/// The exchanges that rules look at, by connection: found when a rule asks for the first, as most
/// records need none.
final class ExchangesByConnection: Sendable {
  private let record: TrafficRecord
  private let groups = Mutex<ExchangeGroups?>(nil)

  init(_ record: TrafficRecord) { self.record = record }

  /// The indices of the exchanges of the connection at an index, in order.
  subscript(index: Int) -> ExchangeGroups.Members {
    groups.withLock { groups in
      let known = groups ?? found
      groups = known
      return known[index]
    }
  }

  private var found: ExchangeGroups {
    let connections = record.connections.count
    var numbers: [Int32] = []
    numbers.reserveCapacity(record.exchanges.count)
    for (index, exchange) in record.exchanges.enumerated() {
      let place = exchange.connection - 1
      numbers.append(
        record.isChosen(index) && place >= 0 && place < connections ? Int32(place) : -1)
    }
    return ExchangeGroups(numbers, count: connections)
  }
}
