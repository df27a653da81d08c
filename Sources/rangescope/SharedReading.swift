import Analysis
import Capture
import Packets
import Streams
import Workers

/// One reading of the inputs of a request.
struct Reading {
  /// How many packets of each input were given.
  private(set) var packets: [Int]

  /// No reading yet.
  init(_ inputs: OpenInputs) { packets = [Int](repeating: 0, count: inputs.sources.count) }

  /// Gives `body` all packets, those that lie together at once, and shows how far it has come.
  ///
  /// - Throws: what reading throws, and `Interruption.Requested`.
  mutating func read(
    _ inputs: OpenInputs, _ request: AnalysisRequest, _ progress: Progress?,
    _ body: (_ input: Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws {
    var count = 0
    var bytes = 0
    try inputs.readRows(atMost: request.count) { input, row, block in
      let before = count
      count += row.count
      packets[input] += row.count
      bytes += row[row.count - 1].range.upperBound - row[0].start
      try body(input, row, block)
      if count / Self.pace != before / Self.pace {
        progress?.update(packets: count, bytes: bytes)
        try Interruption.check()
      }
    }
  }

  /// After how many packets is shown how far it has come.
  private static let pace = 4096
}

extension OpenInputs {
  /// From how many bytes on, of all inputs, several threads read.
  private static let large = 4 << 20

  /// How many threads read the inputs: several where each can read for itself and it pays.
  func sensibleThreads(_ request: AnalysisRequest) -> Int {
    guard request.sharesReading else { return 1 }
    let files = sources.compactMap { $0 as? FileSource }
    guard files.count == sources.count, files.allSatisfy(\.canBeReadAgain) else { return 1 }
    if let threads = request.threads { return threads }
    // To decompress a file several times pays nobody.
    guard files.allSatisfy({ $0.info.compression == nil }),
      files.reduce(0, { $0 + $1.fileSize }) >= Self.large
    else { return 1 }
    return Workers.processors
  }
}

/// Reads the inputs by several threads, each of which reads all and takes the connections that fall
/// to it: reading and decoding cost little beside what follows.
///
/// - Returns: The report that one thread had made, and what was read; `nil` where only one can tell:
///   where a bound on the whole may have been reached, or the inputs changed meanwhile.
/// - Throws: what reading throws.
func analyse(
  _ inputs: OpenInputs, inShares count: Int, _ request: AnalysisRequest,
  _ options: AnalyzerOptions, progress: Progress
) throws -> (Report, Reading)? {
  struct Read {
    var share: AnalysisShare
    var inputs: [InputInfo]
    var reading: Reading
  }
  let results = options.workers.each(count) { number in
    Result {
      let own = number == 0 ? inputs : try OpenInputs(request)
      var reading = Reading(own)
      var analyzer = Analyzer(options: options, share: FlowShare(number, of: count))
      try reading.read(own, request, number == 0 ? progress : nil) { input, packets, bytes in
        analyzer.receive(packets, bytes, input: input)
      }
      return Read(
        share: analyzer.finishShare(), inputs: own.sources.map(\.info), reading: reading)
    }
  }
  let reads = try results.map { try $0.get() }
  guard let first = reads.first, reads.allSatisfy({ $0.inputs == first.inputs }) else { return nil }
  return Analyzer.finish(reads.map(\.share), inputs: first.inputs, options: options)
    .map { ($0, first.reading) }
}
