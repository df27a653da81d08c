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
  /// `MUST` or `SHOULD`, where one is broken.
  public var requirement: String?
  /// Sections, as `RFC 9110 section 13.1.5`.
  public var references: [String]
  /// What to do about it.
  public var hint: Statement
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
  /// What else there is to tell of it.
  private let source: FindingSource

  init(
    rule: String, severity: Severity, title: String, requirement: String?, references: [String],
    hint: Statement, transactions: [Int], connections: [Int], count: Int, source: FindingSource
  ) {
    self.rule = rule
    self.severity = severity
    self.title = title
    self.requirement = requirement
    self.references = references
    self.hint = hint
    self.transactions = transactions
    self.connections = connections
    self.count = count
    self.source = source
  }

  /// What happened here, with the values compared and the bytes concerned; made when it is asked for.
  public var detail: Statement { source.detail() }

  /// What was compared, by name, in the order in which it is to be shown; made when it is asked for.
  public var values: [(name: String, value: String)] { source.values() }

  /// The packets that show it.
  public var frames: [FrameSpans.Span] { source.spans(transactions).map(FindingDraft.span) }

  /// A Wireshark display filter that selects them.
  public var filter: String { Self.filter(selecting: frames) }

  /// The display filter that selects packets, as `frames` has them.
  public static func filter(selecting frames: [FrameSpans.Span]) -> String {
    DisplayFilter.frames(frames)
  }
}

/// What a finding is told from, when it is asked for: few reports ask for all.
final class FindingSource: Sendable {
  let detail: @Sendable () -> Statement
  let values: @Sendable () -> [(name: String, value: String)]
  /// The packets to jump to; empty: the heads of the transactions.
  private let places: [Evidence.Place]
  private let record: TrafficRecord?

  init(
    detail: @escaping @Sendable () -> Statement,
    values: @escaping @Sendable () -> [(name: String, value: String)],
    places: [Evidence.Place], _ record: TrafficRecord?
  ) {
    self.detail = detail
    self.values = values
    self.places = places
    self.record = record
  }

  /// The packets that show a finding of these transactions, in order.
  func spans(_ transactions: [Int]) -> [Evidence.Place] {
    guard let record else { return places }
    return FindingDraft.spans(places, transactions, in: record)
  }
}
