public import Analysis

/// A report for a person at a terminal: one block a download, with its coverage, its transactions
/// and what was found.
///
/// No control character from the traffic reaches the output, times are relative to the first
/// packet, and the same report gives the same text.
public struct TextReport {
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
    var page = TextPage(report, options: options, sink: sink)
    if options.quiet {
      try page.writeVerdicts()
    } else {
      try page.writeHeader()
      let shown = ShownDownloads(report, atMost: options.downloadsShown)
      for index in shown.indices { try page.writeDownload(report.downloads[index]) }
      try page.writeOthers(than: shown)
      try page.writeOtherTransactions()
      try page.writeOtherFindings()
      try page.writeLosses()
    }
    try page.flush()
  }
}
