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
  /// The connections; that of number `n` at index `n - 1`.
  public var connections: [ConnectionSummary]
  /// The exchanges; that of id `n` at index `n - 1`.
  public var exchanges: [RangeExchange]
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
    connections = []
    exchanges = []
    downloads = []
    findings = []
    causes = []
  }
}
