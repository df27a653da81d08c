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
    var drafts: [Key: FindingDraft] = [:]
    func note(_ rule: Int, _ download: Int?, _ evidence: Evidence) {
      let key = Key(rule: rule, download: download ?? 0)
      let severity = evidence.severity ?? rules[rule].severity
      drafts[key, default: FindingDraft(severity)].add(evidence, severity)
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
    func look(_ view: ExchangeView) {
      let facts = asksAll ? .all : ExchangeFacts(view.exchange, view.step)
      for index in checks.indices where !checks[index].facts.isDisjoint(with: facts) {
        guard var evidence = checks[index].check(view) else { continue }
        let number = checks[index].number
        if evidence.transactions.isEmpty { evidence.transactions = [view.id] }
        note(number, view.download?.id, evidence)
      }
    }
    var isFetched = [Bool](repeating: false, count: record.exchanges.count)
    for download in record.downloads {
      for step in download.steps {
        guard let exchange = record.exchange(step.exchange) else { continue }
        isFetched[step.exchange - 1] = true
        look(ExchangeView(record: record, exchange: exchange, step: step, download: download))
      }
    }
    for (index, exchange) in record.exchanges.enumerated()
    where !isFetched[index] && record.isChosen(index) {
      look(ExchangeView(record: record, exchange: exchange, step: nil, download: nil))
    }
  }

  private func checkDownloads(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, check: @Sendable (DownloadView) -> Evidence?)] = []
    for (number, rule) in rules.enumerated() {
      if case .download(let check) = rule.check { checks.append((number, check)) }
    }
    for download in record.downloads {
      let view = DownloadView(record: record, download: download)
      for (number, check) in checks {
        if let evidence = check(view) { note(number, download.id, evidence) }
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
    var ids = [[Int]](repeating: [], count: record.connections.count)
    for (number, exchange) in record.exchanges.enumerated() where record.isChosen(number) {
      let index = exchange.transaction.connection - 1
      if ids.indices.contains(index) { ids[index].append(exchange.id) }
    }
    for (index, connection) in record.connections.enumerated() {
      let view = ConnectionView(record: record, connection: connection, ids: ids[index])
      for (number, check) in checks {
        if let evidence = check(view) { note(number, nil, evidence) }
      }
    }
  }

  private func assemble(_ drafts: [Key: FindingDraft], _ record: TrafficRecord) -> Diagnosis {
    let ordered = drafts.sorted { a, b in
      let (x, y) = (a.key, b.key)
      if x.download != y.download {
        return y.download == 0 || x.download != 0 && x.download < y.download
      }
      if a.value.severity != b.value.severity { return a.value.severity > b.value.severity }
      return x.rule < y.rule
    }
    var findings: [Finding] = []
    for (key, draft) in ordered {
      var finding = draft.finding(of: rules[key.rule], in: record)
      finding.id = findings.count + 1
      finding.download = key.download == 0 ? nil : key.download
      findings.append(finding)
    }
    var roots: [String: [String]] = [:]
    for rule in rules { roots[rule.id] = rule.roots }
    return Diagnosis(
      findings: Causes.link(findings, roots: roots),
      causes: Causes.causes(of: record.downloads, findings))
  }
}
