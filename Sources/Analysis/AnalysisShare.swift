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

  /// Puts its exchanges where the numbers that they have in the record say.
  fileprivate func put(
    _ ids: [Int], connections numbers: [Int],
    into exchanges: UnsafeMutableBufferPointer<RangeExchange>
  ) {
    var own: [Transaction] = []
    swap(&own, &transactions)
    var memory = FieldMemory()
    while var transaction = own.popLast() {
      let id = ids[own.count]
      transaction.takePlace(id, among: connections)
      transaction.serial = id
      transaction.connection = numbers[transaction.connection - 1]
      unsafe exchanges.initializeElement(
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
    let exchanges = [RangeExchange](unsafeUninitializedCapacity: count) { exchanges, made in
      // Each number is that of one transaction of one share.
      nonisolated(unsafe) let exchanges = exchanges
      _ = options.workers.each(shares.count) { share in
        shares[share].put(ids[share], connections: joined.numbers[share], into: exchanges)
      }
      made = count
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
    var ids = shares.map { [Int](repeating: 0, count: $0.keys.count) }
    var heads = shares.map { _ in 0 }
    func head(_ share: Int) -> (Timestamp, Int) {
      let key = shares[share].keys[heads[share]]
      return (key.time, joined.numbers[share][key.connection - 1])
    }
    var id = 0
    while true {
      var first: Int?
      for share in shares.indices where heads[share] < ids[share].count {
        if let known = first, head(known) < head(share) { continue }
        first = share
      }
      guard let first else { return (ids, id) }
      id += 1
      ids[first][heads[first]] = id
      heads[first] += 1
    }
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
