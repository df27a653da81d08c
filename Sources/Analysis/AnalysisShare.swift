public import Packets
import Ranges
import Streams
import Transactions
import Workers

/// What one of several analyzers of a record found: the traffic of the connections of its share.
public final class AnalysisShare {
  /// In the order in which they began.
  fileprivate var transactions: [Transaction]
  fileprivate let connections: [ConnectionSummary]
  fileprivate let facts: ReadRecord.Facts
  fileprivate let notes: ShareNotes
  /// What the transactions are put in order by: their times and their connections, as numbered here.
  fileprivate let keys: [(time: Timestamp, connection: Int)]

  init(
    _ transactions: consuming [Transaction], _ connections: [ConnectionSummary],
    _ facts: ReadRecord.Facts, _ notes: ShareNotes
  ) {
    keys = transactions.withUnsafeBufferPointer { all in
      all.indices.map { (all[$0].time, all[$0].connection) }
    }
    self.transactions = transactions
    self.connections = connections
    self.facts = facts
    self.notes = notes
  }

  /// Makes its exchanges, with the numbers that they have in the record, in their places among all.
  fileprivate func makeExchanges(
    _ ids: [Int], connections numbers: [Int], in places: UnsafeMutableBufferPointer<RangeExchange>
  ) {
    var own: [Transaction] = []
    swap(&own, &transactions)
    var memory = FieldMemory()
    while var transaction = own.popLast() {
      let id = ids[own.count]
      transaction.id = id
      transaction.serial = id
      transaction.connection = numbers[transaction.connection - 1]
      unsafe places.initializeElement(
        at: id - 1, to: RangeExchange(transaction, memory: &memory))
    }
  }
}

extension Analyzer {
  /// Ends the analysis of a share: nothing follows.
  public mutating func finishShare() -> AnalysisShare {
    let (transactions, connections) = finishReading()
    return AnalysisShare(transactions, connections, facts, shareNotes)
  }

  /// Ends the analysis of a record of which several analyzers, each given all packets, took shares.
  ///
  /// - Parameters:
  ///   - shares: What they found, all of them, in order.
  ///   - inputs: What was read.
  ///   - options: What all of them were told.
  /// - Returns: The report that one analyzer for all had made, but for the serial numbers, which are
  ///   the numbers of the report; `nil` where a bound on the whole may have been reached, so that
  ///   only one analyzer can tell.
  public static func finish(
    _ shares: [AnalysisShare], inputs: [InputInfo], options: AnalyzerOptions
  ) -> Report? {
    guard
      let joined = JoinedShares(shares.map { ($0.facts.statistics, $0.notes) }, options.limits),
      var facts = shares.first?.facts
    else { return nil }
    facts.statistics = joined.statistics
    let (ids, count) = Self.ids(shares, joined)
    // Each transaction has a number of its own, so that each place is filled once.
    let exchanges = [RangeExchange](unsafeUninitializedCapacity: count) { room, filled in
      let places = room
      _ = options.workers.each(shares.count) { share in
        shares[share].makeExchanges(ids[share], connections: joined.numbers[share], in: places)
      }
      filled = count
    }
    let record = ReadRecord(
      exchanges: exchanges,
      connections: Self.scattered(
        shares.indices.map { Self.renumbered(shares[$0].connections, joined, $0) },
        joined.numbers, joined.statistics.connections) ?? [],
      facts: facts)
    return record.report(inputs, options)
  }

  /// For each share, for each of its transactions, the number in the record; and how many there are.
  private static func ids(
    _ shares: [AnalysisShare], _ joined: JoinedShares
  ) -> (ids: [[Int]], count: Int) {
    let keys = shares.indices.map { share in
      shares[share].keys.map { ($0.time, joined.numbers[share][$0.connection - 1]) }
    }
    var ids = keys.map { [Int](repeating: 0, count: $0.count) }
    var heads = keys.map { _ in 0 }
    let count = keys.reduce(0) { $0 + $1.count }
    for id in 0..<count {
      var first = -1
      for share in keys.indices where heads[share] < keys[share].count {
        if first < 0 || keys[share][heads[share]] < keys[first][heads[first]] { first = share }
      }
      ids[first][heads[first]] = id + 1
      heads[first] += 1
    }
    return (ids, count)
  }

  private static func renumbered(
    _ connections: [ConnectionSummary], _ joined: JoinedShares, _ share: Int
  ) -> [ConnectionSummary] {
    var connections = connections
    for index in connections.indices {
      connections[index].id = joined.numbers[share][index]
      connections[index].serial = connections[index].id
      connections[index].stream = connections[index].stream.map { joined.streams[share][$0] }
    }
    return connections
  }

  /// The values of several lists at the places that numbers from 1 to `count` give them.
  private static func scattered<Value>(
    _ lists: [[Value]], _ numbers: [[Int]], _ count: Int
  ) -> [Value]? {
    guard let filler = lists.first(where: { !$0.isEmpty })?.first else { return nil }
    var values = [Value](repeating: filler, count: count)
    for (list, numbers) in zip(lists, numbers) {
      for (value, number) in zip(list, numbers) { values[number - 1] = value }
    }
    return values
  }
}
