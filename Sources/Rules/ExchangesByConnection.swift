import Ranges
import Synchronization
import Transactions

/// The exchanges that rules look at, by connection: found when a rule asks for the first, as most
/// records need none.
final class ExchangesByConnection: Sendable {
  private let record: TrafficRecord
  private let table = Mutex<Table?>(nil)

  /// The indices of the exchanges of all connections, one behind another.
  private struct Table {
    var indices: [Int32]
    /// Where those of each connection begin, by index, and where the last ones end.
    var starts: [Int]

    init(_ record: TrafficRecord) {
      let connections = record.connections.count
      let places = record.exchanges.indices.map { index -> Int32 in
        let place = record.exchanges[index].transaction.connection - 1
        return record.isChosen(index) && place >= 0 && place < connections ? Int32(place) : -1
      }
      var starts = [Int](repeating: 0, count: connections + 1)
      for place in places where place >= 0 { starts[Int(place) + 1] += 1 }
      for index in 0..<connections { starts[index + 1] += starts[index] }
      var indices = [Int32](repeating: 0, count: starts[connections])
      var next = starts
      for (index, place) in places.enumerated() where place >= 0 {
        indices[next[Int(place)]] = Int32(index)
        next[Int(place)] += 1
      }
      self.indices = indices
      self.starts = starts
    }
  }

  init(_ record: TrafficRecord) { self.record = record }

  /// The indices of the exchanges of the connection at an index, in order.
  subscript(index: Int) -> ArraySlice<Int32> {
    table.withLock { table in
      let known = table ?? Table(record)
      table = known
      return known.indices[known.starts[index]..<known.starts[index + 1]]
    }
  }
}
