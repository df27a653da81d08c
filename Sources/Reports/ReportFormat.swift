public import Analysis

/// Takes what a report writes, piece by piece, and throws what keeps it from being written.
public typealias OutputSink = (RawSpan) throws -> Void

/// The forms in which a report can be written: the one list of them.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For a person at a terminal.
  case text
  /// One JSON object.
  case json
  /// A JSON object a line.
  case ndjson
  /// The transactions, comma-separated.
  case csv
  /// The transactions as an HTTP archive, for browsers' developer tools.
  case har
  /// For a ticket or a forum.
  case markdown
  /// One page for a browser, with drawings, that needs nothing else.
  case html

  /// Writes `report` in this form.
  ///
  /// - Throws: what `sink` throws.
  public func write(_ report: Report, options: ReportOptions, to sink: @escaping OutputSink) throws
  {
    switch self {
    case .text: try TextReport(report, options: options).write(to: sink)
    case .json: try JSONReport(report, options: options).write(to: sink)
    case .ndjson: try NDJSONReport(report, options: options).write(to: sink)
    case .csv: try CSVReport(report, options: options).write(to: sink)
    case .har: try HARReport(report, options: options).write(to: sink)
    case .markdown: try MarkdownReport(report, options: options).write(to: sink)
    case .html: try HTMLReport(report, options: options).write(to: sink)
    }
  }

  /// The whole of `report` in this form, in memory.
  public func bytes(_ report: Report, options: ReportOptions = ReportOptions()) -> [UInt8] {
    // The sink throws nothing, so writing does not either.
    let collected = Collected()
    try? write(report, options: options) { $0.withUnsafeBytes { collected.bytes += $0 } }
    return collected.bytes
  }

  private final class Collected {
    var bytes: [UInt8] = []
  }
}
