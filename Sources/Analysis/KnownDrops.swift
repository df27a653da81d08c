import Packets
import Transactions

/// When the capture is known to have lost packets, as the capture itself tells.
///
/// What bodies and answers lack because of it is the capture's fault, not the server's.
struct KnownDrops {
  private struct Interval {
    var start: Timestamp
    var end: Timestamp
    var packets: Int
  }

  /// In order of time, as packets are.
  private var intervals: [Interval] = []

  /// A capture that lost packets all the time is remembered by so many intervals, which grow.
  private static let kept = 1024

  /// So many packets were lost between two.
  mutating func add(_ packets: Int, after start: Timestamp, before end: Timestamp) {
    if intervals.count < Self.kept {
      intervals.append(Interval(start: min(start, end), end: end, packets: packets))
    } else {
      let last = intervals.count - 1
      intervals[last].end = max(intervals[last].end, end)
      intervals[last].packets += packets
    }
  }

  /// Forgets intervals that ended before a time: nothing that is kept is as old.
  mutating func forget(before time: Timestamp) { intervals.removeAll { $0.end < time } }

  /// The packets that were lost in intervals which share a moment with a time.
  func packets(from start: Timestamp, to end: Timestamp) -> Int {
    intervals.reduce(0) { $0 + ($1.start <= end && $1.end >= start ? $1.packets : 0) }
  }

  /// Takes back what cannot be said of transactions while packets were lost: how a body that came
  /// short ended, and that a request was not answered.
  func settle<Transactions: MutableCollection<Transaction>>(
    _ transactions: inout Transactions, _ connections: inout [ConnectionSummary]
  ) {
    guard !intervals.isEmpty else { return }
    for index in connections.indices where connections[index].lostBytes > 0 {
      connections[index].droppedPackets = packets(
        from: connections[index].start, to: connections[index].end)
    }
    for index in transactions.indices {
      let number = transactions[index].connection
      guard connections.indices.contains(number - 1), Self.isShort(transactions[index]) else {
        continue
      }
      // What ends a connection may stand long behind what was lost before it.
      let last = max(connections[number - 1].end, transactions[index].end)
      let count = packets(from: transactions[index].time, to: last)
      guard count > 0 else { continue }
      connections[number - 1].droppedPackets = max(
        connections[number - 1].droppedPackets, count)
      if transactions[index].response == nil {
        transactions[index].pairing = .responseNotCaptured
      } else {
        transactions[index].body.end = .desync
      }
    }
  }

  private static func isShort(_ transaction: Transaction) -> Bool {
    switch transaction.body.end {
    // A FIN tells how much was sent before it, so that nothing is in doubt.
    case .serverClosed: false
    case .clientClosed, .clientReset, .serverReset: true
    case .none: transaction.request != nil && transaction.response == nil
    case .complete, .captureEnded, .evicted, .desync: false
    }
  }
}
