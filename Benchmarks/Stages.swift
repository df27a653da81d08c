import Analysis
import Capture
import Packets
import Reports
import Streams
import Transactions

/// How long each layer takes, measured in this process: each run adds one layer to the one before.
struct Stages {
  /// The layers, and the seconds that each adds; medians.
  private(set) var times: [(name: String, seconds: Double)] = []
  /// What was read.
  private(set) var packets = 0
  private(set) var exchanges = 0

  /// Measures a capture, all layers in turn, `runs` times.
  init(_ path: String, runs: Int) throws {
    var taken: [[Double]] = []
    for _ in 0..<runs {
      let source = try FileSource(path: path)
      var analyzer = Analyzer()
      let read = try seconds { try Self.read(path) }
      let decode = try seconds { try Self.decode(path) }
      let streams = try seconds { try Self.consume(path, Ignoring()) }
      let http = try seconds { try Self.consume(path, TransactionReader()) }
      let whole = try seconds {
        try MergedSource([source]).forEachRow { input, packets, block in
          analyzer.receive(packets, block, input: input)
        }
      }
      var report = Report()
      let finish = seconds { report = analyzer.finish(inputs: [source.info]) }
      let text = seconds { _ = ReportFormat.text.bytes(report, options: Self.options) }
      let json = seconds { _ = ReportFormat.json.bytes(report, options: Self.options) }
      packets = source.info.packets
      exchanges = report.exchanges.count
      taken.append([
        read, decode - read, streams - decode, max(http, whole) - streams, finish, text, json,
      ])
    }
    let names = ["read", "decode", "streams", "HTTP", "analysis", "text", "JSON"]
    times = names.indices.map { index in (names[index], median(taken.map { $0[index] })) }
  }

  /// The options of the command, as far as they change what is written.
  private static var options: ReportOptions {
    var options = ReportOptions()
    options.downloadsShown = 100
    return options
  }

  private static func read(_ path: String) throws {
    var bytes = 0
    try MergedSource([FileSource(path: path)]).forEachRow { _, packets, _ in
      for index in packets.indices { bytes += packets[index].record.capturedLength }
    }
  }

  private static func decode(_ path: String) throws {
    var decoder = PacketDecoder()
    var segments = 0
    try FileSource(path: path).forEach { record, bytes in
      let segment = decoder.decode(
        bytes, linkType: record.linkType, wireLength: record.wireLength, time: record.time)
      if segment != nil { segments += 1 }
    }
  }

  private static func consume(_ path: String, _ first: some StreamConsumer) throws {
    var decoder = PacketDecoder()
    var reassembler = Reassembler()
    var consumer = first
    try MergedSource([FileSource(path: path)]).forEachRow { input, packets, block in
      var next = 0
      while true {
        next = reassembler.receivePlain(
          packets, from: next, block, input: input, into: &consumer)
        guard next < packets.count else { return }
        let record = packets[next].record
        let bytes = block.extracting(packets[next].range)
        next += 1
        guard
          let segment = decoder.decode(
            bytes, linkType: record.linkType, wireLength: record.wireLength, time: record.time)
        else { continue }
        let frame = Frame(input: input, number: record.number, time: record.time)
        reassembler.receive(segment, bytes, frame, into: &consumer)
      }
    }
  }
}

/// Takes no notice of what connections carry.
private struct Ignoring: StreamConsumer {
  mutating func begin(_ slot: Int, _ start: ConnectionStart) {}
  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {}
  mutating func pass(_ slot: Int, _ gap: StreamGap) {}
  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {}
  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {}
  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {}
}
