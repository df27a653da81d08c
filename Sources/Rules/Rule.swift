import Phrases

/// One thing that can be the matter with range downloads: what it is, why it matters, how to see it.
public struct Rule: Sendable {
  /// What a rule looks at, and the function that does.
  ///
  /// A check says nothing of what the capture failed to show.
  enum Check: Sendable {
    /// One exchange, with what it meant in its download, where any of the facts holds of it: of
    /// others it says nothing.
    case exchange(where: ExchangeFacts = .all, @Sendable (ExchangeView) -> Evidence?)
    /// One download, where any of the facts holds of it: of others it says nothing.
    case download(where: DownloadFacts = .all, @Sendable (DownloadView) -> Evidence?)
    /// One connection, of a record of which any of the facts holds: in others it says nothing.
    case connection(where: ConnectionFacts = .all, @Sendable (ConnectionView) -> Evidence?)
    /// The whole traffic record.
    case record(@Sendable (TrafficRecord) -> [Evidence])
  }

  /// The chapter of the catalogue in which a rule stands.
  public enum Section: String, Sendable, CaseIterable {
    /// What the client asked.
    case request
    /// What the server answered.
    case response
    /// How the transfer went.
    case transfer
    /// What the capture shows.
    case capture
  }

  /// How strongly a specification forbids it.
  public enum Requirement: String, Sendable {
    /// An absolute requirement is broken.
    case must = "MUST"
    /// A recommendation is not followed.
    case should = "SHOULD"
  }

  /// Its name, stable for ever: lower-case words joined by hyphens.
  public let id: String
  /// The chapter it stands in.
  public let section: Section
  /// The highest severity of its findings.
  public let severity: Severity
  /// When a finding is less severe; `nil` when it never is.
  public let lower: String?
  /// What is the matter, in a line.
  public let title: String
  /// Sections, as `RFC 9110 section 13.1.5`.
  public let references: [String]
  /// What is broken, where something is.
  public let requirement: Requirement?
  /// What it means, what happens in the wild, and what clients do.
  public let explanation: String
  /// What to do about it.
  public let hint: String
  /// The ids of rules whose findings in the same download are the reason for this one's, best first.
  public let roots: [String]

  let check: Check

  init(
    id: String, section: Section, severity: Severity, lower: String? = nil, title: String,
    references: [String] = [], requirement: Requirement? = nil, explanation: String, hint: String,
    roots: [String] = [], check: Check
  ) {
    self.id = id
    self.section = section
    self.severity = severity
    self.lower = lower
    self.title = title
    self.references = references
    self.requirement = requirement
    self.explanation = explanation
    self.hint = hint
    self.roots = roots
    self.check = check
  }
}

/// What one check saw, before it becomes a finding.
///
/// Texts are made only when they are needed: when a report asks for them.
struct Evidence: Sendable {
  /// `nil`: that of the rule.
  var severity: Severity?
  /// The ids of the transactions concerned; empty: the one that was looked at.
  var transactions: [Int]
  /// The numbers of the connections concerned, where no transaction tells them.
  var connections: [Int]
  /// The packets to jump to; empty: the heads of the transactions.
  var frames: [Place]
  /// What to do about it, where that is not what the rule says.
  var hint: Statement?
  var detail: @Sendable () -> Statement
  var values: @Sendable () -> [(name: String, value: String)]

  /// One packet or a span of packets.
  struct Place: Hashable, Sendable {
    var input: Int
    var first: Int
    var last: Int
  }

  init(
    _ severity: Severity? = nil, transactions: [Int] = [], connections: [Int] = [],
    frames: [Place] = [], hint: Statement? = nil,
    values: @escaping @Sendable @autoclosure () -> [(name: String, value: String)] = [],
    _ detail: @escaping @Sendable @autoclosure () -> Statement
  ) {
    self.severity = severity
    self.transactions = transactions
    self.connections = connections
    self.frames = frames
    self.hint = hint
    self.values = values
    self.detail = detail
  }
}
