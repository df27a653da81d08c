public import Packets
public import Streams
public import Rules
public import Ranges
public import Transactions

/// What an analysis may be told.
public struct AnalyzerOptions: Sendable {
  /// The bounds of reassembly.
  public var limits = StreamLimits()
  /// Where rules begin to speak.
  public var thresholds = Thresholds()
  /// Whether the same positions delivered twice are held against each other.
  public var comparesContent = true
  /// Which downloads matter.
  public var selection = Selection()
  /// What makes exchanges one download.
  public var grouping = DownloadGrouping.resource

  /// The stated defaults.
  public init() {}
}

/// The whole way from packets to a report, as one value: packets in, by time; the report out.
///
/// It does no input or output, and knows no file format: who has packets from elsewhere can use it
/// as well.
public struct Analyzer {
  private let options: AnalyzerOptions
  private var decoder = PacketDecoder()
  var reassembler: Reassembler
  var reader: TransactionReader
  /// What was let go of a record that grows for long.
  var letGo = LetGo()
  /// For each input, the time of its last packet; that of the input of the last packet apart.
  private var last: [Timestamp] = []
  private var latest: (input: Int, time: Timestamp) = (-1, Timestamp(nanoseconds: .min))
  /// When the capture lost packets.
  var drops = KnownDrops()
  /// Packets that stand behind one of a later time.
  private var unordered = 0

  /// An analysis of nothing yet.
  ///
  /// - Parameters:
  ///   - options: What it is told.
  ///   - sink: Who takes the content of responses as it passes.
  public init(options: AnalyzerOptions = AnalyzerOptions(), sink: (any ContentSink)? = nil) {
    self.options = options
    var limits = options.limits
    limits.comparesRepeats = limits.comparesRepeats && options.comparesContent
    reassembler = Reassembler(limits: limits)
    reader = TransactionReader(comparesContent: options.comparesContent, sink: sink)
  }

  /// Takes the next packet of the record.
  ///
  /// - Parameters:
  ///   - bytes: What was captured of it, lent for the call.
  ///   - record: Its time, its lengths, its link type and its number.
  ///   - input: The index of the input from which it comes, from 0.
  public mutating func receive(_ bytes: RawSpan, _ record: PacketRecord, input: Int) {
    if record.droppedBefore > 0 { noteDrop(record, input) }
    noteOrder(record.time, input)
    let segment = decoder.decode(
      bytes, linkType: record.linkType, wireLength: record.wireLength, time: record.time)
    let frame = Frame(input: input, number: record.number, time: record.time)
    if let segment {
      reassembler.receive(segment, bytes, frame, into: &reader)
    } else {
      for found in decoder.extracted {
        reassembler.receive(found.segment, found.bytes.span.bytes, frame, into: &reader)
      }
    }
  }

  private mutating func noteDrop(_ record: PacketRecord, _ input: Int) {
    let before =
      input == latest.input
      ? latest.time : last.indices.contains(input) ? last[input] : record.time
    drops.add(record.droppedBefore, after: before, before: record.time)
  }

  /// Several processors stamp the packets of one interface before they queue them, so that a time
  /// may lie so many nanoseconds before the last without any disorder worth a word.
  private static let orderTolerance: Int64 = 1_000_000

  @inline(__always)
  private mutating func noteOrder(_ time: Timestamp, _ input: Int) {
    if input == latest.input, time >= latest.time {
      latest.time = time
    } else {
      noteOrderElsewhere(time, input)
    }
  }

  /// The packet is of another input than the one before, or of an earlier time.
  private mutating func noteOrderElsewhere(_ time: Timestamp, _ input: Int) {
    while last.count <= max(input, latest.input) { last.append(time) }
    if latest.input >= 0 { last[latest.input] = latest.time }
    if time >= last[input] {
      last[input] = time
    } else if last[input].since(time) > Self.orderTolerance {
      unordered += 1
    }
    latest = (input, last[input])
  }

  /// Ends a reading for the sake of the content alone: the sink has got all that there is.
  public mutating func finishContent() { reassembler.finish(into: &reader) }

  /// Ends the analysis: nothing follows.
  ///
  /// - Parameter inputs: What was read.
  /// - Returns: All that the record shows.
  public mutating func finish(inputs: [InputInfo]) -> Report {
    reassembler.finish(into: &reader)
    let (transactions, connections) = reader.finish()
    return basis.report(transactions, connections, inputs)
  }

  /// What a report needs besides transactions and connections.
  var basis: ReportBasis {
    ReportBasis(
      options: options, drops: drops, letGo: letGo, skipped: decoder.skipped,
      statistics: reassembler.statistics, unordered: unordered)
  }
}

/// What is known of a record besides its transactions and connections: a value of its own, so that
/// a report can be made while the analysis goes on.
struct ReportBasis: Sendable {
  var options: AnalyzerOptions
  var drops: KnownDrops
  var letGo: LetGo
  var skipped: [SkipReason: Int]
  var statistics: StreamStatistics
  var unordered: Int

  /// All that these transactions and connections show.
  func report(
    _ transactions: consuming [Transaction], _ connections: consuming [ConnectionSummary],
    _ inputs: [InputInfo]
  ) -> Report {
    drops.settle(&transactions, &connections)
    var report = Report()
    report.letGo = letGo
    var memory = FieldMemory()
    report.connections = connections
    report.skipped = skipped.map { ($0.key.rawValue, $0.value) }
      .sorted { $0.0 < $1.0 }
    report.inputs = inputs
    report.limitsReached = statistics.limitsReached
    var exchanges: [RangeExchange] = []
    exchanges.reserveCapacity(transactions.count)
    // Each is moved, not copied, out of the end of the list.
    while let transaction = transactions.popLast() {
      exchanges.append(RangeExchange(transaction, memory: &memory))
    }
    exchanges.reverse()
    report.exchanges = exchanges
    report.chosen = options.selection.chosen(report.exchanges, by: options.grouping)
    report.downloads = DownloadAssembler(
      report.exchanges, by: options.grouping, only: report.chosen
    ).downloads()
    let diagnosis = Checker().diagnose(
      TrafficRecord(
        exchanges: report.exchanges, downloads: report.downloads, connections: connections,
        facts: facts(inputs), thresholds: options.thresholds, only: report.chosen))
    report.findings = diagnosis.findings
    report.causes = diagnosis.causes
    return report
  }

  /// What the capture is like, apart from the traffic in it.
  private func facts(_ inputs: [InputInfo]) -> CaptureFacts {
    var facts = CaptureFacts()
    facts.packets = inputs.reduce(0) { $0 + $1.packets }
    facts.unorderedPackets = unordered
    for input in inputs {
      facts.damage += input.damage.map {
        CaptureFacts.Damage(
          input: input.path, offset: $0.offset, reason: $0.reason, lost: $0.lost)
      }
    }
    facts.duplicatePackets = statistics.duplicatePackets
    facts.duplicateFrames = statistics.duplicateFrames.map { ($0.input, $0.number) }
    facts.limits = statistics.limitsReached
    return facts
  }
}
