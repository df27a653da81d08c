public import Analysis
import HTTP
public import Packets
import Phrases
import Ranges
import Reports
import Rules
import Transactions

/// Watches traffic for as long as one likes: snapshots in, news out; sans-IO.
///
/// Each look makes a report of what is kept and tells what of it is new. What is told for the last
/// time is forgotten then, so that memory follows what goes on, not how long it was watched.
public struct LiveWatch {
  private let options: WatchOptions
  /// The serial numbers of transactions that were told.
  private var toldTransactions: Set<Int> = []
  /// By the number of the download, 0 for none, and the rule.
  private var toldFindings: [Int: [String: ToldFinding]] = [:]
  private var findingCount = 0
  /// The numbers of downloads, by the serial numbers of their first transactions.
  private var downloadNumbers: [Int: Int] = [:]
  private var downloadCount = 0
  /// What was told so far.
  public private(set) var totals = WatchTotals()

  private struct ToldFinding {
    var number: Int
    var severity: Severity
    /// A hash of what it says.
    var said: Int
  }

  /// Rules that speak of what did not come: as long as it may come they are silent.
  private static let lastRules: Set<String> = [
    "bytes-redundant", "capture-duplicated", "capture-ended", "capture-one-sided",
    "capture-unordered", "download-incomplete", "request-unanswered",
  ]

  /// A watch that has seen nothing yet.
  public init(_ options: WatchOptions = WatchOptions()) { self.options = options.fitted }

  /// What the traffic shows so far, by the numbers of the news; nothing is told or forgotten.
  public mutating func newsSoFar(_ snapshot: WatchSnapshot, inputs: [InputInfo]) -> LiveNews {
    let known = snapshot.known.report(inputs: inputs)
    var news = LiveNews(report: known.report, isOpen: known.isOpen, numbers: ReportNumbers())
    number(&news)
    news.numbers.findings = known.report.findings.map { finding in
      let number = finding.download.map { news.numbers.downloads[$0 - 1] } ?? 0
      return toldFindings[number]?[finding.rule]?.number ?? 0
    }
    return news
  }

  /// Looks for news.
  ///
  /// - Parameters:
  ///   - snapshot: What is known.
  ///   - inputs: What was read.
  ///   - isFull: Whether memory is short, however little all seems to take that is kept.
  /// - Returns: What is to be told now, and what the intake is to forget then; `nil`: nothing.
  public mutating func look(
    _ snapshot: consuming WatchSnapshot, inputs: [InputInfo], isFull: Bool = false
  ) -> (news: LiveNews, order: ForgetOrder?) {
    let (time, footprint) = (snapshot.time, snapshot.footprint)
    let known = snapshot.known.report(inputs: inputs)
    var news = LiveNews(report: known.report, isOpen: known.isOpen, numbers: ReportNumbers())
    number(&news)
    // What is left is half of what is much, so that there is room until the next look.
    let isMuch = footprint > options.muchKept
    let closing = Closing(
      news, at: time, options, toFree: isMuch ? footprint - options.muchKept / 2 : 0,
      isFull: isFull)
    let closed = closing.downloads()
    news.closed = closed.ids
    totals.closedEarly += closed.early
    let order = closing.order(news)
    tell(&news, going: order, isLast: false)
    return (news, forget(order))
  }

  /// Ends the watch: the last news, from the report of all that was kept.
  public mutating func finish(_ report: Report) -> LiveNews {
    var news = LiveNews(
      report: report, isOpen: report.exchanges.map { _ in false }, numbers: ReportNumbers())
    number(&news)
    news.closed = report.downloads.map(\.id)
    tell(&news, going: nil, isLast: true)
    return news
  }

  // MARK: Numbers

  private mutating func number(_ news: inout LiveNews) {
    let report = news.report
    news.numbers.transactions = report.exchanges.map(\.transaction.serial)
    news.numbers.connections = report.connections.map(\.serial)
    news.numbers.downloads = report.downloads.map { download in
      let serials = download.transactions.map { news.numbers.transactions[$0 - 1] }
      // A download that was joined with another has the number of the older.
      let known = serials.compactMap { downloadNumbers[$0] }.min()
      if let known { return known }
      downloadCount += 1
      if let first = serials.min() { downloadNumbers[first] = downloadCount }
      return downloadCount
    }
  }

  /// Forgets what was told of what is forgotten.
  private mutating func forget(_ order: ForgetOrder?) -> ForgetOrder? {
    guard let order else { return nil }
    toldTransactions.subtract(order.serials)
    for serial in order.serials { downloadNumbers[serial] = nil }
    return order
  }

  // MARK: Telling

  /// A hash of what a finding says, which may change until its download is closed.
  private static func said(_ finding: Finding, _ news: LiveNews) -> Int {
    // Once, as a rule is asked for them.
    let details = finding.details
    var hasher = Hasher()
    hasher.combine(finding.count)
    hasher.combine(details.transactions.count)
    hasher.combine(details.connections.count)
    for (_, value) in details.values { hasher.combine(value) }
    hasher.combine(news.numbers.rewritten(details.detail.description))
    finding.hint(details).forEachPiece { hasher.combine($0) }
    if let cause = finding.becauseOf { hasher.combine(news.report.findings[cause - 1].rule) }
    return hasher.finalize()
  }

  private mutating func tell(_ news: inout LiveNews, going order: ForgetOrder?, isLast: Bool) {
    let report = news.report
    for index in report.told where !news.isOpen[index] {
      let exchange = report.exchanges[index]
      guard toldTransactions.insert(exchange.transaction.serial).inserted else { continue }
      news.transactions.append(index + 1)
      totals.statuses[exchange.transaction.response?.head.status ?? 0, default: 0] += 1
      totals.all.add(ExchangeGlance(exchange))
    }
    let closed = Set(news.closed)
    news.numbers.findings = report.findings.map { _ in 0 }
    for (index, finding) in report.findings.enumerated() {
      let isEnding =
        isLast
        || finding.download.map { closed.contains($0) }
          ?? (order.map { $0.takes(finding, of: report) } ?? false)
      let number = finding.download.map { news.numbers.downloads[$0 - 1] } ?? 0
      if let told = toldFindings[number]?[finding.rule] {
        news.numbers.findings[index] = told.number
        // What is left of a finding, when some of what showed it is forgotten, may be less grave.
        guard finding.severity >= told.severity else { continue }
        let isWorse = finding.severity > told.severity
        guard isWorse || (isEnding && Self.said(finding, news) != told.said) else { continue }
        totals.worst = max(totals.worst ?? finding.severity, finding.severity)
        totals.all.add(finding.severity, insteadOf: told.severity)
        toldFindings[number]?[finding.rule]?.severity = finding.severity
        toldFindings[number]?[finding.rule]?.said = Self.said(finding, news)
        news.findings.append(index + 1)
        continue
      }
      if !isEnding, Self.lastRules.contains(finding.rule) { continue }
      findingCount += 1
      totals.worst = max(totals.worst ?? finding.severity, finding.severity)
      toldFindings[number, default: [:]][finding.rule] = ToldFinding(
        number: findingCount, severity: finding.severity,
        said: isEnding && finding.download != nil ? 0 : Self.said(finding, news))
      news.numbers.findings[index] = findingCount
      news.findings.append(index + 1)
      totals.findings[finding.rule, default: 0] += 1
      totals.all.add(finding.severity)
    }
    totals.all.downloads += news.closed.count
    guard !isLast else { return }
    totals.closedDownloads += news.closed.count
    for id in news.closed { toldFindings[news.numbers.downloads[id - 1]] = nil }
  }
}
