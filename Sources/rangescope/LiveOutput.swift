import Analysis
import Live
import Packets
import Ranges
import Reports
import Rules

/// What a live capture writes to the output: lines as things happen, and the report at the end.
final class LiveOutput {
  private let stream: OutputStream
  private let format: ReportFormat
  private let options: ReportOptions
  /// Whether lines are written before the end.
  let isStreaming: Bool

  init(_ stream: OutputStream, _ arguments: OutputArguments, hasView: Bool) {
    self.stream = stream
    format = arguments.format
    options = arguments.reportOptions
    let toFile = arguments.output != nil && arguments.output != "-"
    isStreaming = format == .ndjson || (format == .text && (!hasView || toFile))
  }

  /// Whether nobody can read any more what is written, as the other end of a pipe was closed.
  var isAbandoned: Bool { stream.isAbandoned }

  /// The options by which all is written.
  var reportOptions: ReportOptions { options }

  /// Tells news, a line each.
  func tell(_ news: LiveNews, at time: Timestamp) throws {
    guard isStreaming, !news.isEmpty else { return }
    if format == .ndjson {
      let lines = NDJSONLines(
        transactions: news.transactions, downloads: news.closed.map { ($0, isClosed: true) },
        findings: news.findings)
      return try write(lines, news)
    }
    try stream.write(text(news, at: time))
  }

  /// Ends the output: what is left to tell, and the report.
  func finish(_ news: LiveNews, at time: Timestamp) throws {
    guard format == .ndjson else {
      if isStreaming {
        var last = news
        // The report tells of these.
        last.closed = []
        let lines = text(last, at: time)
        try stream.write(lines + "\n")
      }
      return try format.write(news.report, options: options) { try self.stream.write($0) }
    }
    try write(
      NDJSONLines(
        inputs: true, transactions: news.transactions,
        downloads: news.closed.map { ($0, isClosed: true) }, findings: news.findings,
        summary: true), news)
  }

  /// Writes the report so far, as a signal asks for it.
  func report(_ news: LiveNews) throws {
    guard format == .ndjson else {
      return try format.write(news.report, options: options) { try self.stream.write($0) }
    }
    try write(
      NDJSONLines(
        inputs: true, downloads: news.report.downloads.map { ($0.id, isClosed: false) },
        summary: true), news)
  }

  private func write(_ lines: NDJSONLines, _ news: LiveNews) throws {
    try NDJSONReport(news.report, options: options, numbers: news.numbers).write(lines) {
      try self.stream.write($0)
    }
  }

  private func text(_ news: LiveNews, at time: Timestamp) -> String {
    let text = LiveText(news.report, options: options, numbers: news.numbers)
    var lines: [String] = []
    if !options.quiet { lines += news.transactions.map { text.transaction($0) } }
    for id in news.findings
    where !options.quiet || news.report.findings[id - 1].severity > .note {
      lines.append(text.finding(id, at: time))
    }
    lines += news.closed.map { text.closing($0, at: time) }
    return lines.map { $0 + "\n" }.joined()
  }
}
