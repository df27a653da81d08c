public import Packets
import Ranges
import Streams
import Transactions
import Workers

/// What one of several analyzers of a record found: the traffic of the connections of its share.
public final class AnalysisShare {
  fileprivate var finished: FinishedTransactions
  fileprivate let facts: ReadRecord.Facts
  fileprivate let notes: ShareNotes

  init(
    _ finished: consuming FinishedTransactions, _ facts: ReadRecord.Facts, _ notes: ShareNotes
  ) {
    self.finished = finished
    self.facts = facts
    self.notes = notes
  }

  /// Gives away what was read.
  fileprivate func take() -> FinishedTransactions {
    var taken = FinishedTransactions(TransactionStore(), among: [])
    swap(&taken, &finished)
    return taken
  }
}

extension Analyzer {
  /// Ends the analysis of a share: nothing follows.
  public mutating func finishShare() -> AnalysisShare {
    AnalysisShare(finishReading(), facts, shareNotes)
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
    let ids = Self.ids(shares, joined)
    let connections =
      Self.scattered(
        shares.indices.map { Self.renumbered(shares[$0].finished.connections, joined, $0) },
        joined.numbers, joined.statistics.connections) ?? []
    for share in shares.indices {
      shares[share].finished.renumber(ids[share], connections: joined.numbers[share])
    }
    let record = ReadRecord(
      exchanges: RangeExchanges(shares.map { $0.take() }, among: connections, options.workers),
      connections: connections, facts: facts)
    return record.report(inputs, options)
  }

  /// For each share, for each of its transactions, the number in the record.
  private static func ids(_ shares: [AnalysisShare], _ joined: JoinedShares) -> [[Int]] {
    var ids = shares.map { [Int](repeating: 0, count: $0.finished.count) }
    var heads = shares.map { _ in 0 }
    func head(_ share: Int) -> (Timestamp, Int) {
      let key = shares[share].finished.beginnings[heads[share]]
      return (key.time, joined.numbers[share][key.connection - 1])
    }
    var id = 0
    while true {
      var first: Int?
      for share in shares.indices where heads[share] < ids[share].count {
        if let known = first, head(known) < head(share) { continue }
        first = share
      }
      guard let first else { return ids }
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
