import Analysis
import HTTP
public import Packets
import Ranges
import Reports
import Rules
import Transactions

/// Watches traffic for as long as one likes: packets in, news out; sans-IO.
///
/// Each look makes a report of what is kept and tells what of it is new. What is told for the last
/// time is forgotten then, so that memory follows what goes on, not how long it was watched.
public struct LiveWatch {
  private var options: WatchOptions
  private var analyzer: Analyzer
  /// The serial numbers of transactions that were told.
  private var toldTransactions: Set<Int> = []
  /// By the number of the download, 0 for none, and the rule.
  private var toldFindings: [Int: [String: ToldFinding]] = [:]
  private var findingCount = 0
  /// The numbers of downloads, by the serial numbers of their first transactions.
  private var downloadNumbers: [Int: Int] = [:]
  private var downloadCount = 0
  /// Whether packets came since the last look.
  private var isChanged = false
  private var lastLook = Timestamp(nanoseconds: 0)
  /// The time of the last packet.
  private var now = Timestamp(nanoseconds: 0)
  /// What was told so far.
  public private(set) var totals = WatchTotals()

  private struct ToldFinding {
    var number: Int
    var count: Int
    var severity: Severity
  }

  /// Rules that speak of what did not come: as long as it may come they are silent.
  private static let lastRules: Set<String> = [
    "bytes-redundant", "capture-ended", "capture-one-sided", "download-incomplete",
    "request-unanswered",
  ]

  /// A watch that has seen nothing yet.
  public init(_ options: WatchOptions = WatchOptions()) {
    var options = options
    options.fitLimits()
    self.options = options
    analyzer = Analyzer(options: options.analyzer)
  }

  /// How many transactions, and how many connections, are kept.
  public var kept: (transactions: Int, connections: Int) { analyzer.kept }

  /// Takes the next packet.
  @inline(__always)
  public mutating func receive(_ bytes: RawSpan, _ record: PacketRecord) {
    isChanged = true
    now = max(now, record.time)
    analyzer.receive(bytes, record, input: 0)
  }

  /// What the traffic shows so far, by the numbers of the news; nothing is told or forgotten.
  public mutating func newsSoFar(at time: Timestamp, inputs: [InputInfo]) -> LiveNews {
    let known = analyzer.soFar(inputs: inputs, at: time)
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
  ///   - time: The time by the clock of the capture.
  ///   - inputs: What was read.
  ///   - memory: The bytes of memory in use; 0 where that is not known.
  /// - Returns: What is to be told now; `nil` when nothing can have changed.
  public mutating func look(
    at time: Timestamp, inputs: [InputInfo], memory: Int = 0
  ) -> LiveNews? {
    let isFull = memory > options.mostMemory
    // Without packets only what is idle changes, and that slowly.
    let isDue = time.since(lastLook) >= 1_000_000_000
    guard isChanged || isFull || (isDue && analyzer.kept.transactions > 0) else { return nil }
    isChanged = false
    lastLook = time
    now = max(now, time)
    let known = analyzer.soFar(inputs: inputs, at: now)
    var news = LiveNews(report: known.report, isOpen: known.isOpen, numbers: ReportNumbers())
    number(&news)
    news.closed = downloadsToClose(news, isFull: isFull)
    tell(&news, isLast: false)
    forget(news, isFull: isFull)
    return news
  }

  /// Ends the watch: the last news, and the report of all that was kept.
  public mutating func finish(inputs: [InputInfo]) -> LiveNews {
    let report = analyzer.finish(inputs: inputs)
    var news = LiveNews(
      report: report, isOpen: report.exchanges.map { _ in false }, numbers: ReportNumbers())
    number(&news)
    news.closed = report.downloads.map(\.id)
    tell(&news, isLast: true)
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

  // MARK: Closing

  private func lastTime(_ download: Download, _ report: Report) -> Timestamp {
    download.transactions.reduce(Timestamp(nanoseconds: .min)) {
      max($0, report.exchanges[$1 - 1].transaction.end)
    }
  }

  /// Those that nothing came of for long, and those that are too many, the most idle first.
  private func downloadsToClose(_ news: LiveNews, isFull: Bool) -> [Int] {
    let report = news.report
    var over: [(id: Int, last: Timestamp)] = []
    for download in report.downloads
    where !download.transactions.contains(where: { news.isOpen[$0 - 1] }) {
      over.append((download.id, lastTime(download, report)))
    }
    over.sort { ($0.last, $0.id) < ($1.last, $1.id) }
    let idle = over.prefix { now.since($0.last) >= options.timeToClose }.count
    var count = max(idle, report.downloads.count - options.mostDownloads)
    // Where memory is short the older half goes.
    if isFull { count = max(count, (over.count + 1) / 2) }
    return over.prefix(max(0, count)).map(\.id).sorted()
  }

  private mutating func forget(_ news: LiveNews, isFull: Bool) {
    let report = news.report
    var serials: Set<Int> = []
    var isOfDownload = [Bool](repeating: false, count: report.exchanges.count)
    for download in report.downloads {
      for id in download.transactions { isOfDownload[id - 1] = true }
    }
    for id in news.closed {
      let download = report.downloads[id - 1]
      for id in download.transactions { serials.insert(news.numbers.transactions[id - 1]) }
      let number = news.numbers.downloads[id - 1]
      toldFindings[number] = nil
    }
    let limit = Timestamp(nanoseconds: now.nanoseconds &- options.timeToClose)
    for (index, exchange) in report.exchanges.enumerated()
    where !isOfDownload[index] && !news.isOpen[index] {
      if isFull || exchange.transaction.end < limit {
        serials.insert(news.numbers.transactions[index])
      }
    }
    guard !serials.isEmpty || isFull || hasManyConnections(report) else { return }
    analyzer.forget(serials, connectionsBefore: isFull || hasManyConnections(report) ? now : limit)
    toldTransactions.subtract(serials)
    for serial in serials { downloadNumbers[serial] = nil }
    totals.letGo = analyzer.letGoSoFar.transactions + analyzer.letGoSoFar.connections
  }

  /// Connections that are over and carried no exchange are nothing to wait for when there are many.
  private func hasManyConnections(_ report: Report) -> Bool {
    report.connections.count > options.mostDownloads
  }

  // MARK: Telling

  private mutating func tell(_ news: inout LiveNews, isLast: Bool) {
    let report = news.report
    for index in report.told where !news.isOpen[index] {
      let exchange = report.exchanges[index]
      guard toldTransactions.insert(exchange.transaction.serial).inserted else { continue }
      news.transactions.append(index + 1)
      totals.statuses[exchange.transaction.response?.head.status ?? 0, default: 0] += 1
    }
    let closed = Set(news.closed)
    news.numbers.findings = report.findings.map { _ in 0 }
    for (index, finding) in report.findings.enumerated() {
      let isEnding = isLast || finding.download.map { closed.contains($0) } ?? false
      let number = finding.download.map { news.numbers.downloads[$0 - 1] } ?? 0
      if let told = toldFindings[number]?[finding.rule] {
        news.numbers.findings[index] = told.number
        let isWorse = finding.severity > told.severity
        guard isWorse || (isEnding && finding.count != told.count) else { continue }
        totals.worst = max(totals.worst ?? finding.severity, finding.severity)
        toldFindings[number]?[finding.rule]?.severity = finding.severity
        toldFindings[number]?[finding.rule]?.count = finding.count
        news.findings.append(index + 1)
        continue
      }
      if !isEnding, Self.lastRules.contains(finding.rule) { continue }
      findingCount += 1
      totals.worst = max(totals.worst ?? finding.severity, finding.severity)
      toldFindings[number, default: [:]][finding.rule] = ToldFinding(
        number: findingCount, count: finding.count, severity: finding.severity)
      news.numbers.findings[index] = findingCount
      news.findings.append(index + 1)
      totals.findings[finding.rule, default: 0] += 1
    }
    totals.closedDownloads += isLast ? 0 : news.closed.count
  }
}
