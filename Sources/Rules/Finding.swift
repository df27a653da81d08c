public import Phrases
public import Transactions

/// What a rule found, with its evidence.
///
/// There may be as many as exchanges, so numbers are kept small, and what the rule says is shared. What
/// a rule found of a download as a whole is found anew when it is asked for.
public struct Finding: Sendable {
  private var ids: (own: UInt32, download: UInt32, cause: UInt32) = (0, 0, 0)
  private let number: UInt32
  /// How much it matters here; never above the rule's own severity.
  public let severity: Severity
  private let text: RuleText
  private let source: FindingSource

  init(_ text: RuleText, _ severity: Severity, count: Int, source: FindingSource) {
    self.text = text
    self.severity = severity
    number = UInt32(clamping: count)
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

  /// How many equal ones were merged into this.
  public var count: Int { Int(number) }

  /// The ids of rules whose findings in the same download are the reason for this one, best first.
  var roots: [String] { text.roots }

  /// What shows it: who asks for more than one of it asks for all of it, as it may be found anew.
  public var details: FindingDetails { source.details(text, download) }

  /// What to do about it.
  public var hint: Statement { hint(details) }

  /// What to do about it, of the details of this finding.
  public func hint(_ details: FindingDetails) -> Statement { details.hint ?? text.hint }

  /// The ids of the transactions that show it.
  public var transactions: [Int] { details.transactions }

  /// The numbers of the connections that show it.
  public var connections: [Int] { details.connections }

  /// What happened here, with the values compared and the bytes concerned; made when it is asked for.
  public var detail: Statement { details.detail }

  /// What was compared, by name, in the order in which it is to be shown; made when it is asked for.
  public var values: [(name: String, value: String)] { details.values }

  /// The packets that show it.
  public var frames: [FrameSpans.Span] { details.frames }

  /// A Wireshark display filter that selects them.
  public var filter: String { Self.filter(selecting: frames) }

  /// The display filter that selects packets, as `frames` has them.
  public static func filter(selecting frames: [FrameSpans.Span]) -> String {
    DisplayFilter.frames(frames)
  }
}
