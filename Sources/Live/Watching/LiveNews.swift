public import Analysis
public import Reports
public import Rules

/// What is to be told of traffic that is watched, by the ids of a report of it.
public struct LiveNews: Sendable {
  /// All that is known.
  public var report: Report
  /// For each exchange of the report whether more of it may come.
  public var isOpen: [Bool]
  /// The numbers by which its parts are told: they stay from one report to the next.
  public var numbers: ReportNumbers
  /// Transactions that are over and were not told.
  public var transactions: [Int] = []
  /// Findings that were not told, or that changed before they are told for the last time.
  public var findings: [Int] = []
  /// Downloads of which nothing more is told.
  public var closed: [Int] = []

  /// Whether there is anything to tell.
  public var isEmpty: Bool { transactions.isEmpty && findings.isEmpty && closed.isEmpty }
}

/// What was told since watching began.
public struct WatchTotals: Sendable, Equatable {
  /// Transactions that are over, by the status of their responses; 0 for those without one.
  public var statuses: [Int: Int] = [:]
  /// Findings, by rule.
  public var findings: [String: Int] = [:]
  /// The gravest of them; `nil`: none.
  public var worst: Severity?
  /// Downloads that were closed.
  public var closedDownloads = 0
  /// Those of them that were not idle for as long as one waits, but too many, or too much.
  public var closedEarly = 0
  /// All of it, as a report counts it.
  public var all = ReportTotals()

  /// Nothing yet.
  public init() {}
}
