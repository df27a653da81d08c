public import Packets
public import Streams

/// Reads what connections carry into transactions: the consumer of the streams.
///
/// It keeps, for what is open, a parser for each direction, and, of what is over, the transactions.
public struct TransactionReader: StreamConsumer {
  private var readers: [ConnectionReader?] = []
  private var log = TransactionLog()

  /// A reader of no connection.
  public init() {}

  /// A connection begins.
  public mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    while readers.count <= slot { readers.append(nil) }
    readers[slot] = ConnectionReader(start, &log)
  }

  /// Bytes arrive in order.
  public mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    readers[slot]?.receive(bytes, data, &log)
  }

  /// Bytes are passed over.
  public mutating func pass(_ slot: Int, _ gap: StreamGap) {
    readers[slot]?.pass(gap, &log)
  }

  /// Bytes that were passed over came after all.
  public mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    readers[slot]?.fill(side, range, &log)
  }

  /// A direction is over.
  public mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    readers[slot]?.close(side, end, frame, &log)
  }

  /// A connection is let go.
  public mutating func end(_ slot: Int, _ ending: ConnectionEnding) {
    readers[slot]?.end(ending, &log)
    readers[slot] = nil
  }

  /// All transactions, in the order in which they began and numbered in it, and all connections.
  ///
  /// To be called once, when every connection was let go.
  public mutating func finish() -> (
    transactions: [Transaction], connections: [ConnectionSummary]
  ) {
    var order = Array(log.transactions.indices)
    order.sort { a, b in
      let first = log.transactions[a]
      let second = log.transactions[b]
      return (first.time, first.connection, a) < (second.time, second.connection, b)
    }
    var transactions: [Transaction] = []
    transactions.reserveCapacity(order.count)
    for index in order {
      transactions.append(log.transactions[index])
      transactions[transactions.count - 1].id = transactions.count
    }
    return (transactions, log.connections)
  }
}

/// What the readers of all connections write into.
struct TransactionLog {
  var transactions: [Transaction] = []
  /// That of number `n` at index `n - 1`.
  var connections: [ConnectionSummary] = []
}
