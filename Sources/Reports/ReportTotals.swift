public import Ranges
public import Rules

/// What was told of a record of which some is forgotten by the time of its last report, counted.
public struct ReportTotals: Sendable, Equatable {
  /// Transactions.
  public private(set) var transactions = 0
  /// Those with a request.
  public private(set) var requests = 0
  /// Those with a response.
  public private(set) var responses = 0
  /// Those with a Range.
  public private(set) var rangeRequests = 0
  /// Those with a 206.
  public private(set) var partialResponses = 0
  /// Downloads of which nothing more is told.
  public var downloads = 0
  private var findings: [Severity: Int] = [:]

  /// Nothing.
  public init() {}

  /// Counts a transaction.
  public mutating func add(_ exchange: ExchangeGlance) {
    transactions += 1
    if exchange.hasRequest { requests += 1 }
    if exchange.hasRange { rangeRequests += 1 }
    if exchange.hasResponse { responses += 1 }
    if exchange.isPartial { partialResponses += 1 }
  }

  /// Counts all transactions that another counted.
  mutating func addTransactions(of other: ReportTotals) {
    transactions += other.transactions
    requests += other.requests
    responses += other.responses
    rangeRequests += other.rangeRequests
    partialResponses += other.partialResponses
  }

  /// Counts a finding, which may have been counted as another severity before.
  public mutating func add(_ severity: Severity, insteadOf other: Severity? = nil) {
    if let other { findings[other, default: 0] -= 1 }
    findings[severity, default: 0] += 1
  }

  /// How many findings of a severity there are.
  public func count(_ severity: Severity) -> Int { findings[severity] ?? 0 }
}
