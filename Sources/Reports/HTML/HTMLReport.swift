public import Analysis
import Markup

/// A report as one page that needs nothing else: no network, no other file.
///
/// All that comes from the traffic is escaped and shortened; what the page leaves out it says.
/// Style and script stand in it and are all that it may load or run, by its policy.
public struct HTMLReport {
  private let report: Report
  private let options: ReportOptions

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    self.report = report
    self.options = options
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    let page = HTMLPage(report, options: options)
    var html = MarkupWriter { try sink($0.span.bytes) }
    try page.write(to: &html)
    try html.flush()
  }
}
