public import Packets
public import Streams
public import Rules
public import Ranges
public import Transactions
public import Workers

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
  /// Among whom the work behind reading is divided; no result depends on it.
  public var workers = Workers.one

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
  private var reassembler: Reassembler
  var reader: TransactionReader
  /// What was let go of a record that grows for long.
  var letGo = LetGo()
  /// For each input, the time of its last packet.
  private var last: [Timestamp] = []
  /// When the capture lost packets.
  var drops = KnownDrops()
  /// Packets that stand behind one of a later time.
  private var unordered = 0

  /// An analysis of nothing yet.
  ///
  /// - Parameters:
  ///   - options: What it is told.
  ///   - sink: Who takes the content of responses as it passes.
  ///   - share: The connections that it takes, where several analyzers are given all packets.
  public init(
    options: AnalyzerOptions = AnalyzerOptions(), sink: (any ContentSink)? = nil,
    share: FlowShare? = nil
  ) {
    self.options = options
    var limits = options.limits
    limits.comparesRepeats = limits.comparesRepeats && options.comparesContent
    reassembler = Reassembler(limits: limits, share: share)
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
    let before = last.indices.contains(input) ? last[input] : record.time
    drops.add(record.droppedBefore, after: before, before: record.time)
  }

  private mutating func noteOrder(_ time: Timestamp, _ input: Int) {
    while last.count <= input { last.append(time) }
    if time < last[input] { unordered += 1 } else { last[input] = time }
  }

  /// Ends a reading for the sake of the content alone: the sink has got all that there is.
  public mutating func finishContent() { reassembler.finish(into: &reader) }

  /// Ends the analysis: nothing follows.
  ///
  /// - Parameter inputs: What was read.
  /// - Returns: All that the record shows.
  public mutating func finish(inputs: [InputInfo]) -> Report {
    let (transactions, connections) = finishReading()
    return report(transactions, connections, inputs)
  }

  /// Ends reading: all that was read, as far as the capture lets it be said.
  mutating func finishReading() -> (
    transactions: [Transaction], connections: [ConnectionSummary]
  ) {
    reassembler.finish(into: &reader)
    var (transactions, connections) = reader.finish()
    drops.settle(&transactions, &connections)
    return (transactions, connections)
  }

  /// All that these transactions and connections show.
  func report(
    _ transactions: consuming [Transaction], _ connections: [ConnectionSummary],
    _ inputs: [InputInfo]
  ) -> Report {
    ReadRecord(
      exchanges: [RangeExchange](transactions), connections: connections, facts: facts
    ).report(inputs, options)
  }

  /// What is known apart from the traffic.
  var facts: ReadRecord.Facts {
    ReadRecord.Facts(
      skipped: decoder.skipped.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 },
      statistics: reassembler.statistics, unordered: unordered, letGo: letGo)
  }

  /// What is to be known of a share for it to be joined with the others.
  var shareNotes: ShareNotes { reassembler.notes }
}
