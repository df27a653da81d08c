import Ranges
import Transactions

/// What the rules say of a traffic record.
public struct Diagnosis: Sendable {
  /// The findings; that of id `n` at index `n - 1`.
  ///
  /// Those of a download stand together, the severest first; those of no download come last.
  public var findings: [Finding]
  /// For each download, by index, the id of the finding that best explains its verdict.
  public var causes: [Int?]
}

/// Holds traffic against a list of rules.
public struct Checker: Sendable {
  private struct Key: Hashable {
    var rule: Int
    /// 0 for what belongs to no download.
    var download: Int
  }

  /// Where a finding stands among all: those of a download together, the severest first; those of no
  /// download last.
  private struct Order: Comparable {
    var download: Int
    var severity: Severity
    var rule: Int
    var index: Int

    static func < (a: Order, b: Order) -> Bool {
      if a.download != b.download {
        return b.download == 0 || a.download != 0 && a.download < b.download
      }
      return a.severity != b.severity ? a.severity > b.severity : a.rule < b.rule
    }
  }

  /// Findings on their way, in the order in which they were begun.
  private struct Drafts {
    private(set) var all: [(key: Key, value: FindingDraft)] = []
    private var places: [Key: Int] = [:]

    mutating func add(_ evidence: Evidence, _ severity: Severity, to key: Key) {
      if let place = places[key] {
        all[place].value.add(evidence, severity)
      } else {
        places[key] = all.count
        all.append((key, FindingDraft(evidence, severity)))
      }
    }
  }

  private let rules: [Rule]

  /// Whether rules are asked of exchanges of which they say nothing, as only a test wants.
  private let asksAll: Bool

  /// - Parameter rules: The rules to hold it against; all of the catalogue where none are given.
  public init(rules: [Rule] = Rule.catalogue) { self.init(rules: rules, asksAll: false) }

  init(rules: [Rule] = Rule.catalogue, asksAll: Bool) {
    self.rules = rules
    self.asksAll = asksAll
  }

  /// Looks at everything once; equal findings of a download are one, with a count.
  public func diagnose(_ record: TrafficRecord) -> Diagnosis {
    var drafts = Drafts()
    func note(_ rule: Int, _ download: Int?, _ evidence: Evidence) {
      let key = Key(rule: rule, download: download ?? 0)
      let severity = evidence.severity ?? rules[rule].severity
      drafts.add(evidence, severity, to: key)
    }
    checkExchanges(record, note)
    checkDownloads(record, note)
    checkConnections(record, note)
    for (number, rule) in rules.enumerated() {
      if case .record(let check) = rule.check {
        for evidence in check(record) { note(number, nil, evidence) }
      }
    }
    return assemble(drafts, record)
  }

  private func checkExchanges(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, facts: ExchangeFacts, check: @Sendable (ExchangeView) -> Evidence?)]
    checks = []
    for (number, rule) in rules.enumerated() {
      if case .exchange(let facts, let check) = rule.check { checks.append((number, facts, check)) }
    }
    var asked: ExchangeFacts = []
    for check in checks { asked.formUnion(check.facts) }
    func look(_ exchange: RangeExchange, _ step: Step?, inDownloadAt place: Int?) {
      let facts = asksAll ? .all : ExchangeFacts(exchange, step)
      if facts.isDisjoint(with: asked) { return }
      let view = ExchangeView(
        record: record, exchange: exchange, step: step, inDownloadAt: place)
      for index in checks.indices where !checks[index].facts.isDisjoint(with: facts) {
        guard var evidence = checks[index].check(view) else { continue }
        let number = checks[index].number
        if evidence.transactions.isEmpty { evidence.transactions = [view.id] }
        note(number, place.map { record.downloads[$0].id }, evidence)
      }
    }
    var isFetched = [Bool](repeating: false, count: record.exchanges.count)
    for place in record.downloads.indices {
      for step in record.downloads[place].steps {
        guard let exchange = record.exchange(step.exchange) else { continue }
        isFetched[step.exchange - 1] = true
        look(exchange, step, inDownloadAt: place)
      }
    }
    for index in record.exchanges.indices where !isFetched[index] && record.isChosen(index) {
      look(record.exchanges[index], nil, inDownloadAt: nil)
    }
  }

  private func checkDownloads(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, check: @Sendable (DownloadView) -> Evidence?)] = []
    for (number, rule) in rules.enumerated() {
      if case .download(let check) = rule.check { checks.append((number, check)) }
    }
    for place in record.downloads.indices {
      let view = DownloadView(record: record, at: place)
      let id = record.downloads[place].id
      for (number, check) in checks {
        if let evidence = check(view) { note(number, id, evidence) }
      }
    }
  }

  private func checkConnections(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, check: @Sendable (ConnectionView) -> Evidence?)] = []
    for (number, rule) in rules.enumerated() {
      if case .connection(let check) = rule.check { checks.append((number, check)) }
    }
    let ids = ExchangesByConnection(record)
    for (index, connection) in record.connections.enumerated() {
      let view = ConnectionView(record: record, connection: connection, ids: ids[index])
      for (number, check) in checks {
        if let evidence = check(view) { note(number, nil, evidence) }
      }
    }
  }

  private func assemble(_ drafts: Drafts, _ record: TrafficRecord) -> Diagnosis {
    var order: [Order] = []
    order.reserveCapacity(drafts.all.count)
    for (index, draft) in drafts.all.enumerated() {
      order.append(
        Order(
          download: draft.key.download, severity: draft.value.severity, rule: draft.key.rule,
          index: index))
    }
    order.sort()
    var findings: [Finding] = []
    findings.reserveCapacity(order.count)
    for place in order {
      var finding = drafts.all[place.index].value.finding(of: rules[place.rule], in: record)
      finding.id = findings.count + 1
      finding.download = place.download == 0 ? nil : place.download
      findings.append(finding)
    }
    var roots: [String: [String]] = [:]
    for rule in rules { roots[rule.id] = rule.roots }
    return Diagnosis(
      findings: Causes.link(findings, roots: roots),
      causes: Causes.causes(of: record.downloads, findings))
  }
}
