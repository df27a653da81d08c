import Analysis
import Capture
import Packets
import Ranges
import Rules
import Streams
import Workers

/// What is to be analysed.
struct AnalysisRequest {
  /// Capture files, in the order given; `-` is standard input.
  var paths: [String]
  /// A filter expression of libpcap.
  var filter: String?
  /// After how many packets reading stops.
  var count: Int?
  /// The only client that matters.
  var client: IPAddress?
  /// A pattern of the only addresses that matter.
  var url: String?
  /// What makes exchanges one download.
  var grouping: DownloadGrouping
  /// Thresholds that differ from the standard.
  var thresholds: [ThresholdSetting]
  /// Bounds that differ from the standard.
  var limits: [ThresholdSetting]
  /// Whether the same positions delivered twice are held against each other.
  var comparesContent: Bool
  /// How many threads work; `nil`: as many as pay.
  var threads: Int?
  /// Whether several threads may read, each the connections of its share.
  var sharesReading = true
  /// Whether few of the exchanges are looked at behind the analysis, so that they need not be at hand.
  var asksForFew = false
}

extension AnalysisRequest {
  /// How many exchanges are held as they are where few are asked for: in small captures all are quicker at
  /// hand.
  private static let held = 4096

  /// Among whom the work behind reading is divided.
  var workers: Workers { Workers(threads ?? Workers.processors) }

  /// What the analyzer is told.
  ///
  /// - Throws: a refusal when there is no threshold of a name.
  func options() throws -> AnalyzerOptions {
    var options = AnalyzerOptions()
    options.comparesContent = comparesContent
    options.selection = Selection(client: client, url: url)
    options.grouping = grouping
    options.workers = workers
    if asksForFew { options.held = Self.held }
    for setting in thresholds where !options.thresholds.set(setting.name, to: setting.value) {
      throw Refusal(
        .usage, "--threshold", "there is no threshold '\(setting.name)'",
        advice: "rangescope rules lists them")
    }
    for setting in limits where !options.limits.set(setting.name, to: setting.value) {
      throw Refusal(
        .usage, "--limit", "there is no bound '\(setting.name)', or it cannot be \(setting.value)",
        advice: "rangescope rules lists them")
    }
    return options
  }
}

/// What came of it.
struct AnalysisResult {
  var report: Report
  /// Inputs that could not be read, or not wholly: each a line on standard error.
  var refusals: [Refusal]
  /// How many packets of each input were analysed.
  var packets: [Int]
}

/// The inputs of a request, open.
struct OpenInputs {
  var sources: [any PacketSource] = []
  /// Inputs that are not there or no captures, with nothing read of them.
  var unreadable: [InputInfo] = []
  var refusals: [Refusal] = []

  /// Opens the inputs.
  ///
  /// One that cannot be opened, or is no capture, does not keep the others from being read.
  ///
  /// - Throws: a refusal when no input can be opened.
  init(_ request: AnalysisRequest) throws {
    var isAnyThere = false
    for path in request.paths {
      do {
        sources.append(try FileSource(path: path, filter: request.filter))
      } catch {
        let refusal = Refusal(error)
        if refusal.status == .usage { throw refusal }
        refusals.append(refusal)
        var input = InputInfo(path: path, format: nil)
        switch error {
        case .notACapture(_, let reason):
          input.damage = [Damage(offset: 0, reason: reason, lost: nil)]
          isAnyThere = true
        case .cannotOpen(_, let reason, _):
          input.damage = [Damage(offset: nil, reason: "cannot be opened: \(reason)", lost: nil)]
        case .badFilter: continue
        }
        unreadable.append(input)
      }
    }
    guard !sources.isEmpty || isAnyThere else {
      throw CommandOutcome(status: .winning(refusals.map(\.status)), refusals: refusals)
    }
  }

  /// Gives `body` each packet, by time, up to `count` of them.
  ///
  /// - Throws: what `body` throws, and a refusal of the filter.
  func read(
    atMost count: Int?, _ body: (_ input: Int, PacketRecord, RawSpan) throws -> Void
  ) throws {
    try readRows(atMost: count) { input, packets, bytes in
      try packets.forEach(in: bytes) { record, captured in try body(input, record, captured) }
    }
  }

  /// The same, with packets that lie together at once, and the bytes in which they do.
  func readRows(
    atMost count: Int?, _ body: (_ input: Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws {
    let merged = MergedSource(sources)
    guard let count else { return try merged.forEachRow(body) }
    var packets = 0
    while packets < count, let (input, record) = try merged.next() {
      packets += 1
      let packet = CollectionOfOne(PlacedPacket(record, at: 0))
      try merged.withBytes { try body(input, packet.span, $0) }
    }
  }
}

/// Reads the inputs as one record and analyses it.
///
/// An input that is not there, or no capture, is in the report, with nothing read of it.
///
/// - Throws: a refusal when no input can be opened.
func analyse(_ request: AnalysisRequest, progress: Progress) throws -> AnalysisResult {
  try analyse(OpenInputs(request), request, progress: progress)
}

/// The same, of inputs that are open and of which nothing was read.
func analyse(
  _ opened: OpenInputs, _ request: AnalysisRequest, progress: Progress
) throws -> AnalysisResult {
  let options = try request.options()
  var inputs = opened
  var reading = Reading(inputs)
  var report: Report
  let threads = inputs.sensibleThreads(request)
  if threads > 1,
    let (shared, firstReading) = try analyse(
      inputs, inShares: threads, request, options, progress: progress)
  {
    report = shared
    reading = firstReading
  } else {
    // What several could not tell is read anew.
    if threads > 1 { inputs = try OpenInputs(request) }
    var analyzer = Analyzer(options: options)
    try reading.read(inputs, request, progress) { input, packets, bytes in
      analyzer.receive(packets, bytes, input: input)
    }
    report = analyzer.finish(inputs: inputs.sources.map(\.info))
  }

  let refusals = inputs.complete(&report)
  return AnalysisResult(report: report, refusals: refusals, packets: reading.packets)
}

extension OpenInputs {
  /// Adds inputs that are not there or no captures to the report of the others.
  ///
  /// - Returns: What was wrong with any of them.
  func complete(_ report: inout Report) -> [Refusal] {
    var refusals = refusals
    for input in report.inputs {
      for damage in input.damage { refusals.append(Refusal(damage, of: input.path)) }
    }
    // After the others, so that packets keep the index of the input that they come from.
    report.inputs += unreadable
    return refusals
  }
}

extension Refusal {
  /// An input that cannot be read at all.
  fileprivate init(_ error: CaptureError) {
    switch error {
    case .cannotOpen(let path, let reason, _):
      self.init(.cannotOpen, path, "cannot be opened: \(reason)", advice: "check the path")
    case .notACapture(let path, let reason):
      self.init(
        .badInput, path, "no capture: \(reason)",
        advice: reason.hasSuffix(")") ? "" : "give a pcap or pcapng file")
    case .badFilter(let expression, let reason):
      self.init(
        .usage, "-f '\(expression)'", reason, advice: "see pcap-filter(7) for the syntax")
    }
  }

  /// An input that is damaged from some byte on.
  fileprivate init(_ damage: Damage, of path: String) {
    let place = damage.offset.map { " at byte \($0)" } ?? ""
    self.init(
      .badInput, path, "damaged\(place): \(damage.reason)",
      advice: "what could be read is in the report")
  }
}
