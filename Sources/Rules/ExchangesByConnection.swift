import Ranges
import Transactions

/// The ids of the exchanges that rules look at, by connection.
struct ExchangesByConnection {
  /// Those of all connections, one behind another.
  private var ids: [Int]
  /// Where those of each connection begin, by index, and where the last ones end.
  private var starts: [Int]

  init(_ record: TrafficRecord) {
    let exchanges = record.exchanges
    let connections = record.connections.count
    var starts = [Int](repeating: 0, count: connections + 1)
    func place(_ number: Int) -> Int? {
      guard record.isChosen(number) else { return nil }
      let index = exchanges[number].transaction.connection - 1
      return index >= 0 && index < connections ? index : nil
    }
    for number in exchanges.indices {
      if let index = place(number) { starts[index + 1] += 1 }
    }
    for index in 0..<connections { starts[index + 1] += starts[index] }
    var ids = [Int](repeating: 0, count: starts[connections])
    var next = starts
    for number in exchanges.indices {
      guard let index = place(number) else { continue }
      ids[next[index]] = exchanges[number].id
      next[index] += 1
    }
    self.ids = ids
    self.starts = starts
  }

  /// The ids of the exchanges of the connection at an index, in order.
  subscript(index: Int) -> ArraySlice<Int> { ids[starts[index]..<starts[index + 1]] }
}
