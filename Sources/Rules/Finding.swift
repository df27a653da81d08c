public import Phrases
public import Transactions

/// What a rule found, with its evidence.
public struct Finding: Sendable {
  /// Its number, from 1; 0 before the report is put together.
  public var id = 0
  /// The id of the rule.
  public var rule: String
  /// How much it matters here; never above the rule's own severity.
  public var severity: Severity
  /// What is the matter, in a line.
  public var title: String
  /// What happened here, with the values compared and the bytes concerned.
  public var detail: Statement
  /// `MUST` or `SHOULD`, where one is broken.
  public var requirement: String?
  /// Sections, as `RFC 9110 section 13.1.5`.
  public var references: [String]
  /// What to do about it.
  public var hint: Statement
  /// What was compared, by name, in the order in which it is to be shown.
  public var values: [(name: String, value: String)]
  /// The id of the download; `nil` when it concerns none.
  public var download: Int?
  /// The ids of the transactions that show it.
  public var transactions: [Int]
  /// The numbers of the connections that show it.
  public var connections: [Int]
  /// How many equal ones were merged into this.
  public var count = 1
  /// The id of the finding that this one follows from.
  public var becauseOf: Int?
  /// The packets that show it.
  public var frames: [FrameSpans.Span]
  /// A Wireshark display filter that selects them.
  public var filter: String
}
