public import Analysis
import Ranges
import Rules
public import Packets
import Transactions

/// Takes the packets of traffic that is watched, and keeps no more of it than it may: sans-IO.
///
/// `LiveWatch` looks at snapshots of it, which may be on another thread while it takes more.
public struct WatchIntake {
  private let options: WatchOptions
  private var analyzer: Analyzer
  /// Whether packets came since the last snapshot.
  private var isChanged = false
  private var lastSnapshot = Timestamp(nanoseconds: 0)
  /// The time of the last packet.
  private var now = Timestamp(nanoseconds: 0)
  /// Packets, and bytes of them, until memory is counted again.
  private var packetsToCount = 0
  private var bytesToCount = 0
  /// About the bytes of memory that all takes that is kept, when it was counted last.
  public private(set) var footprint = 0
  /// What is much to keep, by what the last look left.
  private var muchKept: Int
  /// The most that `footprint` was.
  public private(set) var mostFootprint = 0

  /// Memory is counted after so many packets, or more where much is kept.
  private static let packetsBetweenCounts = 1024
  /// And after so many bytes, of which no more is kept than a few times as many.
  private var bytesBetweenCounts: Int { max(256 << 10, options.mostKept / 8) }

  /// An intake that has seen nothing yet.
  public init(_ options: WatchOptions = WatchOptions()) {
    self.options = options.fitted
    analyzer = Analyzer(options: self.options.analyzer)
    muchKept = self.options.muchKept
    packetsToCount = Self.packetsBetweenCounts
    bytesToCount = bytesBetweenCounts
  }

  /// Whether more is kept than may be: no packet should be taken before a look let go of some.
  public var isOver: Bool { footprint > options.mostKept }

  /// Whether so much is kept that a look should not wait for its time.
  public var isMuch: Bool { footprint > muchKept }

  /// How many transactions, and how many connections, are kept.
  public var kept: (transactions: Int, connections: Int) { analyzer.kept }

  /// Transactions and connections that were let go so far.
  public var letGo: Int { analyzer.letGoSoFar.transactions + analyzer.letGoSoFar.connections }

  /// Takes the next packet.
  @inline(__always)
  public mutating func receive(_ bytes: RawSpan, _ record: PacketRecord) {
    isChanged = true
    now = max(now, record.time)
    analyzer.receive(bytes, record, input: 0)
    packetsToCount -= 1
    bytesToCount -= bytes.byteCount
    if packetsToCount <= 0 || bytesToCount <= 0 { count() }
  }

  private mutating func count() {
    footprint = analyzer.footprint
    mostFootprint = max(mostFootprint, footprint)
    let kept = analyzer.kept
    packetsToCount = max(Self.packetsBetweenCounts, (kept.transactions + kept.connections) / 8)
    bytesToCount = bytesBetweenCounts
  }

  /// What is known so far.
  ///
  /// - Parameter time: The time by the clock of the capture.
  /// - Returns: A copy of it, for a look.
  public func snapshot(at time: Timestamp) -> WatchSnapshot {
    let now = max(now, time)
    return WatchSnapshot(known: analyzer.snapshot(at: now), time: now, footprint: footprint)
  }

  /// What is known so far, to look for news in it.
  ///
  /// - Parameters:
  ///   - time: The time by the clock of the capture.
  ///   - isFull: Whether memory is short.
  /// - Returns: `nil` when nothing can have changed.
  public mutating func snapshotIfDue(at time: Timestamp, isFull: Bool) -> WatchSnapshot? {
    // Without packets only what is idle changes, and that slowly.
    let isDue = time.since(lastSnapshot) >= 1_000_000_000 && analyzer.kept.transactions > 0
    guard isChanged || isFull || isOver || isDue else { return nil }
    isChanged = false
    lastSnapshot = time
    now = max(now, time)
    count()
    muchKept = max(options.muchKept, footprint + options.mostKept / 8)
    return snapshot(at: now)
  }

  /// Forgets what was told for the last time.
  ///
  /// Where that is too little, the connections that were idle longest are let go: what was open on
  /// them is told by the next look.
  public mutating func forget(_ order: ForgetOrder) {
    analyzer.forget(order.serials, connectionsBefore: order.connectionsBefore)
    count()
    muchKept = max(options.muchKept, footprint + options.mostKept / 8)
    if isOver { analyzer.letGoOfConnections(toFree: footprint - options.mostKept / 2) }
  }

  /// Ends it: nothing follows.
  public mutating func finish(inputs: [InputInfo]) -> Report { analyzer.finish(inputs: inputs) }
}

/// What was known at some time.
public struct WatchSnapshot: Sendable {
  let known: RecordSnapshot
  let time: Timestamp
  /// About the bytes of memory that all took that was kept.
  let footprint: Int
}

/// What is to be forgotten.
public struct ForgetOrder: Sendable {
  /// Transactions, by their serial numbers.
  var serials: Set<Int>
  /// Connections that are over and carried none of the others are, when their last packet came
  /// before this.
  var connectionsBefore: Timestamp

  /// Whether something that shows a finding, which is of no download, is forgotten.
  func takes(_ finding: Finding, of report: Report) -> Bool {
    let details = finding.details
    return details.transactions.contains {
      serials.contains(report.exchanges[$0 - 1].transaction.serial)
    }
      || details.connections.contains { number in
        let connection = report.connections[number - 1]
        return connection.endFrame != nil && connection.end < connectionsBefore
      }
  }
}
