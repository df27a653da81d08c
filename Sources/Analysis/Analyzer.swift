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
  /// How many exchanges are held as they are; further ones are kept in few octets and made when they are
  /// asked for.
  ///
  /// That takes a third of the memory, and less time for who asks for few of them. No result depends on it.
  public var held = Int.max
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
  var reassembler: Reassembler
  var reader: TransactionReader
  /// What was let go of a record that grows for long.
  var letGo = LetGo()
  /// For each input, the time of its last packet; that of the input of the last packet apart.
  private var last: [Timestamp] = []
  private var latest: (input: Int, time: Timestamp) = (-1, Timestamp(nanoseconds: .min))
  /// When the capture lost packets.
  var drops = KnownDrops()
  /// Packets that stand behind one of a later time, and by how many nanoseconds at most.
  private var unordered: (packets: Int, most: Int64) = (0, 0)

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
    reader = TransactionReader(
      comparesContent: options.comparesContent, sink: sink, holds: options.held)
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
    let frame = Frame(input: input, number: record.number, time: record.time)
    if let segment = PacketDecoder.usual(bytes, linkType: record.linkType) {
      reassembler.receive(segment, bytes, frame, into: &reader)
    } else {
      receiveOther(bytes, record, frame)
    }
  }

  /// Takes packets that lie together, in the order of the record.
  ///
  /// - Parameters:
  ///   - packets: What the capture says of them, and where they lie; their times do not go back.
  ///   - block: The bytes in which they do, lent for the call.
  ///   - input: The index of the input from which they come, from 0.
  public mutating func receive(_ packets: Span<PlacedPacket>, _ block: RawSpan, input: Int) {
    var next = 0
    while next < packets.count {
      let end = reassembler.receivePlain(packets, from: next, block, input: input, into: &reader)
      noteOrder(packets, in: next..<end, input)
      next = end
      guard next < packets.count else { return }
      receive(block.extracting(packets[next].range), packets[next].record, input: input)
      next += 1
    }
  }

  /// Takes a packet with more between its first byte and TCP than most have.
  @inline(never)
  private mutating func receiveOther(_ bytes: RawSpan, _ record: PacketRecord, _ frame: Frame) {
    let segment = decoder.decode(
      bytes, linkType: record.linkType, wireLength: record.wireLength, time: record.time)
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

  @inline(__always)
  private mutating func noteOrder(_ time: Timestamp, _ input: Int) {
    if input == latest.input, time >= latest.time {
      latest.time = time
    } else {
      noteOrderElsewhere(time, input)
    }
  }

  /// The same, of packets whose times do not go back.
  private mutating func noteOrder(
    _ packets: Span<PlacedPacket>, in range: Range<Int>, _ input: Int
  ) {
    guard let last = range.last else { return }
    if input == latest.input, packets[range.lowerBound].record.time >= latest.time {
      latest.time = packets[last].record.time
    } else {
      for place in range { noteOrder(packets[place].record.time, input) }
    }
  }

  /// The packet is of another input than the one before, or of an earlier time.
  private mutating func noteOrderElsewhere(_ time: Timestamp, _ input: Int) {
    while last.count <= max(input, latest.input) { last.append(time) }
    if latest.input >= 0 { last[latest.input] = latest.time }
    if time >= last[input] {
      last[input] = time
    } else {
      unordered.packets += 1
      unordered.most = max(unordered.most, last[input].since(time))
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
    let finished = finishReading()
    let facts = facts
    // What was held for connections makes room for the report.
    reassembler = Reassembler()
    reader = TransactionReader()
    let connections = finished.connections
    return ReadRecord(
      exchanges: RangeExchanges([consume finished], among: connections, options.workers),
      connections: connections, facts: facts
    ).report(inputs, options)
  }

  /// Ends reading: all that was read, as far as the capture lets it be said.
  mutating func finishReading() -> FinishedTransactions {
    reassembler.finish(into: &reader)
    var (transactions, connections) = reader.finishReading()
    drops.settle(&transactions, &connections)
    return FinishedTransactions(transactions, among: connections)
  }

  /// What is known apart from the traffic.
  var facts: ReadRecord.Facts {
    ReadRecord.Facts(
      skipped: decoder.skipped.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 },
      statistics: reassembler.statistics, unordered: unordered, letGo: letGo)
  }

  /// What a report needs besides transactions and connections.
  var basis: ReportBasis { ReportBasis(options: options, drops: drops, facts: facts) }

  /// What is to be known of a share for it to be joined with the others.
  var shareNotes: ShareNotes { reassembler.notes }
}

/// What is known of a record besides its transactions and connections: a value of its own, so that
/// a report can be made while the analysis goes on.
struct ReportBasis: Sendable {
  var options: AnalyzerOptions
  var drops: KnownDrops
  var facts: ReadRecord.Facts

  /// All that these transactions and connections show.
  func report(
    _ transactions: consuming [Transaction], _ connections: consuming [ConnectionSummary],
    _ inputs: [InputInfo]
  ) -> Report {
    drops.settle(&transactions, &connections)
    return ReadRecord(
      exchanges: RangeExchanges(transactions), connections: connections, facts: facts
    ).report(inputs, options)
  }
}
