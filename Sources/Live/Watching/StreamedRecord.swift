public import Analysis
public import Packets

/// A record that is told while files are read, so that memory follows what is open in it and not how
/// long it is: sans-IO.
///
/// As long as little is kept nothing is told: the report of a small record is that of `Analyzer`.
/// What is kept is looked at whenever it has doubled, so that the looks cost no more than a few
/// times the analysis, however much is open.
public struct StreamedRecord {
  private var analyzer: Analyzer
  private var watch: LiveWatch
  /// How many transactions, and how many connections, are kept without a look.
  private var unseen: Int
  private let leastUnseen: Int
  private static let mostUnseen = 100_000
  private var packets = 0
  /// Whether it should be looked at is asked after so many packets, however they come.
  private static let pace = 256
  /// Whether something was told.
  public private(set) var isTold = false

  /// A record of which nothing was read.
  ///
  /// - Parameters:
  ///   - options: What the analysis is told.
  ///   - timeToClose: Capture time, in nanoseconds, after which a download that nothing came of is
  ///     told for the last time, and forgotten.
  ///   - mostDownloads: Downloads that are kept at a look; of more those that were idle longest are
  ///     closed.
  public init(
    _ options: AnalyzerOptions, timeToClose: Int64 = 300_000_000_000, mostDownloads: Int
  ) {
    var watchOptions = WatchOptions()
    watchOptions.analyzer = options
    watchOptions.timeToClose = timeToClose
    watchOptions.mostDownloads = mostDownloads
    // What is open is kept, whatever it takes.
    watchOptions.mostMemory = .max
    analyzer = Analyzer(options: options)
    watch = LiveWatch(watchOptions)
    leastUnseen = 10 * min(mostDownloads, Self.mostUnseen / 10)
    unseen = leastUnseen
  }

  /// What was told so far.
  public var totals: WatchTotals { watch.totals }

  /// Takes packets that lie together, in the order of the record, until it may want a look.
  ///
  /// - Parameters:
  ///   - row: What the capture says of them, and where they lie; their times do not go back.
  ///   - first: The first that is to be taken.
  ///   - block: The bytes in which they do, lent for the call.
  ///   - input: The index of the input from which they come, from 0.
  /// - Returns: The first that was not taken.
  public mutating func receive(
    _ row: Span<PlacedPacket>, from first: Int, _ block: RawSpan, input: Int
  ) -> Int {
    let end = min(row.count, first + Self.pace - packets % Self.pace)
    analyzer.receive(row.extracting(first..<end), block, input: input)
    packets += end - first
    return end
  }

  /// Whether so much is kept that it should be looked at.
  public var wantsLook: Bool {
    guard packets % Self.pace == 0 else { return false }
    let kept = analyzer.kept
    return max(kept.transactions, kept.connections) > unseen
  }

  /// Looks for news; what is told for the last time is forgotten.
  ///
  /// - Parameter inputs: What was read so far.
  /// - Returns: What is to be told now.
  public mutating func look(inputs: [InputInfo]) -> LiveNews {
    isTold = true
    let now = analyzer.now
    let snapshot = WatchSnapshot(known: analyzer.snapshot(at: now), time: now, footprint: 0)
    let (news, order) = watch.look(snapshot, inputs: inputs)
    if let order { analyzer.forget(order.serials, connectionsBefore: order.connectionsBefore) }
    let kept = analyzer.kept
    unseen = max(leastUnseen, max(kept.transactions, kept.connections) * 2)
    return news
  }

  /// Ends it: nothing follows.
  ///
  /// - Parameter inputs: What was read.
  /// - Returns: The last news, with the report of all that is kept: where nothing was told before,
  ///   of all.
  public mutating func finish(inputs: [InputInfo]) -> LiveNews {
    var news = watch.finish(analyzer.finish(inputs: inputs))
    if totals.closedEarly > 0 {
      news.report.limitsReached.append((limit: "max-downloads", count: totals.closedEarly))
    }
    return news
  }
}
