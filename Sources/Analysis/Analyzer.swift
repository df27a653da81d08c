public import Packets
public import Streams
import Ranges
import Rules
import Transactions

/// What an analysis may be told.
public struct AnalyzerOptions: Sendable {
  /// The bounds of reassembly.
  public var limits = StreamLimits()

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
  private var reader = TransactionReader()

  /// An analysis of nothing yet.
  public init(options: AnalyzerOptions = AnalyzerOptions()) {
    self.options = options
    reassembler = Reassembler(limits: options.limits)
  }

  /// Takes the next packet of the record.
  ///
  /// - Parameters:
  ///   - bytes: What was captured of it, lent for the call.
  ///   - record: Its time, its lengths, its link type and its number.
  ///   - input: The index of the input from which it comes, from 0.
  public mutating func receive(_ bytes: RawSpan, _ record: PacketRecord, input: Int) {
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

  /// Ends the analysis: nothing follows.
  ///
  /// - Parameter inputs: What was read.
  /// - Returns: All that the record shows.
  public mutating func finish(inputs: [InputInfo]) -> Report {
    reassembler.finish(into: &reader)
    let (transactions, connections) = reader.finish()
    var report = Report()
    report.connections = connections
    report.skipped = decoder.skipped.map { ($0.key.rawValue, $0.value) }
      .sorted { $0.0 < $1.0 }
    report.exchanges = transactions.map { RangeExchange($0) }
    report.downloads = DownloadAssembler(report.exchanges).downloads()
    report.causes = report.downloads.map { _ in nil }
    return report
  }
}
