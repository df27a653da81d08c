public import Phrases
public import Transactions

/// What a rule found, with its evidence.
///
/// There may be as many as exchanges, so numbers are kept small, and what the rule says is shared.
public struct Finding: Sendable {
  private var ids: (own: UInt32, download: UInt32, cause: UInt32) = (0, 0, 0)
  /// How much it matters here; never above the rule's own severity.
  public let severity: Severity
  private let text: RuleText
  private let ownHint: Statement?
  /// The ids of the transactions that show it.
  public let transactions: [Int]
  /// The numbers of the connections that show it.
  public let connections: [Int]
  /// How many equal ones were merged into this.
  public let count: Int
  /// What else there is to tell of it.
  private let source: FindingSource

  init(
    _ text: RuleText, _ severity: Severity, hint: Statement? = nil, transactions: [Int],
    connections: [Int], count: Int, source: FindingSource
  ) {
    self.text = text
    self.severity = severity
    ownHint = hint
    self.transactions = transactions
    self.connections = connections
    self.count = count
    self.source = source
  }

  /// Its number, from 1; 0 before the report is put together.
  public var id: Int {
    get { Int(ids.own) }
    set { ids.own = UInt32(newValue) }
  }

  /// The id of the download; `nil` when it concerns none.
  public var download: Int? {
    get { ids.download == 0 ? nil : Int(ids.download) }
    set { ids.download = UInt32(newValue ?? 0) }
  }

  /// The id of the finding that this one follows from.
  public var becauseOf: Int? {
    get { ids.cause == 0 ? nil : Int(ids.cause) }
    set { ids.cause = UInt32(newValue ?? 0) }
  }

  /// The id of the rule.
  public var rule: String { text.rule }

  /// What is the matter, in a line.
  public var title: String { text.title }

  /// `MUST` or `SHOULD`, where one is broken.
  public var requirement: String? { text.requirement }

  /// Sections, as `RFC 9110 section 13.1.5`.
  public var references: [String] { text.references }

  /// What to do about it.
  public var hint: Statement { ownHint ?? text.hint }

  /// The ids of rules whose findings in the same download are the reason for this one, best first.
  var roots: [String] { text.roots }

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
