public import Packets
public import Ranges
public import Rules
public import Transactions

/// All that one traffic record shows: plain data, which a report format writes.
public struct Report: Sendable {
  /// The version of the shape in which reports are written.
  public static let schema = "rangescope/1"

  /// What was read.
  public var inputs: [InputInfo]
  /// Packets that were not used, by reason.
  public var skipped: [(reason: String, count: Int)]
  /// Bounds that were reached, by name, and how often.
  public var limitsReached: [(limit: String, count: Int)]
  /// What was let go while the record grew, reported before: it is in none of the lists.
  public var letGo: LetGo
  /// The connections; that of number `n` at index `n - 1`.
  public var connections: [ConnectionSummary]
  /// The exchanges; that of id `n` at index `n - 1`.
  public var exchanges: RangeExchanges
  /// For each exchange, by index, whether it is to be told; `nil`: all are.
  ///
  /// Those that were not asked for keep their places, so that a transaction has one number however
  /// much of a capture is looked at.
  public var chosen: [Bool]?
  /// The downloads; that of id `n` at index `n - 1`.
  public var downloads: [Download]
  /// The findings; that of id `n` at index `n - 1`.
  public var findings: [Finding]
  /// For each download, by index, the id of the finding that best explains its verdict.
  public var causes: [Int?]

  /// A report of nothing.
  public init() {
    inputs = []
    skipped = []
    limitsReached = []
    letGo = LetGo()
    connections = []
    exchanges = []
    downloads = []
    findings = []
    causes = []
  }

  /// The indices of the exchanges that are to be told, in order.
  public var told: [Int] {
    guard let chosen else { return Array(exchanges.indices) }
    return exchanges.indices.filter { chosen[$0] }
  }
}
