import Analysis
import Capture
import Live
import Packets
import Reports

/// A report of a long record as lines, each written as soon as nothing more of it is to come.
struct ToldReport {
  /// What came of it.
  struct Told {
    /// What was kept to the end.
    var report: Report
    /// What was told of all.
    var totals: WatchTotals
    /// Inputs that could not be read, or not wholly: each a line on standard error.
    var refusals: [Refusal]
  }

  private var options: ReportOptions
  private let mostDownloads: Int
  private let open: () throws -> OutputStream
  /// Opened when there is something to write.
  private var stream: OutputStream?

  /// A report that goes to what `open` opens.
  ///
  /// - Parameters:
  ///   - options: What the reader wishes.
  ///   - mostDownloads: How many downloads are kept.
  ///   - open: Called once, when there is something to write.
  init(
    _ options: ReportOptions, mostDownloads: Int, to open: @escaping () throws -> OutputStream
  ) {
    self.options = options
    self.mostDownloads = mostDownloads
    self.open = open
  }

  /// Reads the inputs as one record and tells it.
  ///
  /// - Throws: what reading and writing throws.
  mutating func run(
    _ inputs: OpenInputs, _ request: AnalysisRequest, _ progress: Progress
  ) throws -> Told {
    var record = StreamedRecord(try request.options(), mostDownloads: mostDownloads)
    var reading = Reading(inputs)
    try reading.read(inputs, request, progress) { input, packets, bytes in
      var next = 0
      while next < packets.count {
        next = record.receive(packets, from: next, bytes, input: input)
        guard record.wantsLook else { continue }
        let news = record.look(inputs: inputs.sources.map(\.info))
        progress.clear()
        // Of all lines alike, as many as there may be.
        options.headers =
          options.headers ?? .standard(transactions: news.report.told.count)
        try write(
          news, record.totals,
          NDJSONLines(
            transactions: news.transactions, downloads: news.closed.map { ($0, isClosed: true) },
            findings: news.findings))
      }
    }
    let wasTold = record.isTold
    var news = record.finish(inputs: inputs.sources.map(\.info))
    progress.clear()
    let refusals = inputs.complete(&news.report)
    if wasTold {
      try write(
        news, record.totals,
        NDJSONLines(
          inputs: true, transactions: news.transactions,
          downloads: news.closed.map { ($0, isClosed: false) }, findings: news.findings,
          summary: true))
    } else {
      let stream = try opened()
      try ReportFormat.ndjson.write(news.report, options: options) { try stream.write($0) }
    }
    return Told(report: news.report, totals: record.totals, refusals: refusals)
  }

  private mutating func write(
    _ news: LiveNews, _ totals: WatchTotals, _ lines: NDJSONLines
  ) throws {
    let stream = try opened()
    try NDJSONReport(news.report, options: options, numbers: news.numbers, totals: totals.all)
      .write(lines) { try stream.write($0) }
  }

  private mutating func opened() throws -> OutputStream {
    if let stream { return stream }
    let opened = try open()
    stream = opened
    return opened
  }
}
