import Ranges
import Transactions
public import Workers

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
  ///
  /// - Parameters:
  ///   - record: What is looked at.
  ///   - workers: Among whom the downloads are divided.
  /// - Returns: What the rules say, whoever looked.
  public func diagnose(_ record: TrafficRecord, _ workers: Workers = .one) -> Diagnosis {
    let parts: [[Finding]] = workers.map(record.downloads.count, atLeast: 16) { downloads in
      var drafts: [Key: FindingDraft] = [:]
      func note(_ rule: Int, _ download: Int?, _ evidence: Evidence) {
        add(evidence, of: rule, download, to: &drafts)
      }
      checkExchanges(record, downloads, note)
      checkDownloads(record, downloads, note)
      return self.findings(drafts, record)
    }
    var drafts: [Key: FindingDraft] = [:]
    func note(_ rule: Int, _ download: Int?, _ evidence: Evidence) {
      add(evidence, of: rule, download, to: &drafts)
    }
    checkOtherExchanges(record, note)
    checkConnections(record, workers, note)
    for (number, rule) in rules.enumerated() {
      if case .record(let check) = rule.check {
        for evidence in check(record) { note(number, nil, evidence) }
      }
    }
    return assemble(parts.flatMap(\.self) + findings(drafts, record), record)
  }

  private func add(
    _ evidence: Evidence, of rule: Int, _ download: Int?, to drafts: inout [Key: FindingDraft]
  ) {
    let key = Key(rule: rule, download: download ?? 0)
    let severity = evidence.severity ?? rules[rule].severity
    drafts[key, default: FindingDraft(severity)].add(evidence, severity)
  }

  /// Looks at the exchanges of some downloads, by index.
  private func checkExchanges(
    _ record: TrafficRecord, _ downloads: Range<Int>, _ note: (Int, Int?, Evidence) -> Void
  ) {
    let checks = exchangeChecks
    for download in record.downloads[downloads] {
      for step in download.steps {
        guard let exchange = record.exchange(step.exchange) else { continue }
        look(
          ExchangeView(record: record, exchange: exchange, step: step, download: download),
          checks, note)
      }
    }
  }

  /// Looks at the exchanges that belong to no download.
  private func checkOtherExchanges(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    let checks = exchangeChecks
    var isFetched = [Bool](repeating: false, count: record.exchanges.count)
    for download in record.downloads {
      for step in download.steps where record.exchange(step.exchange) != nil {
        isFetched[step.exchange - 1] = true
      }
    }
    for (index, exchange) in record.exchanges.enumerated()
    where !isFetched[index] && record.isChosen(index) {
      look(
        ExchangeView(record: record, exchange: exchange, step: nil, download: nil), checks, note)
    }
  }

  private typealias ExchangeCheck = (
    number: Int, facts: ExchangeFacts, check: @Sendable (ExchangeView) -> Evidence?
  )

  private var exchangeChecks: [ExchangeCheck] {
    var checks: [ExchangeCheck] = []
    for (number, rule) in rules.enumerated() {
      if case .exchange(let facts, let check) = rule.check { checks.append((number, facts, check)) }
    }
    return checks
  }

  private func look(
    _ view: ExchangeView, _ checks: [ExchangeCheck], _ note: (Int, Int?, Evidence) -> Void
  ) {
    let facts = asksAll ? .all : ExchangeFacts(view.exchange, view.step)
    for index in checks.indices where !checks[index].facts.isDisjoint(with: facts) {
      guard var evidence = checks[index].check(view) else { continue }
      let number = checks[index].number
      if evidence.transactions.isEmpty { evidence.transactions = [view.id] }
      note(number, view.download?.id, evidence)
    }
  }

  private func checkDownloads(
    _ record: TrafficRecord, _ downloads: Range<Int>, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, check: @Sendable (DownloadView) -> Evidence?)] = []
    for (number, rule) in rules.enumerated() {
      if case .download(let check) = rule.check { checks.append((number, check)) }
    }
    for download in record.downloads[downloads] {
      let view = DownloadView(record: record, download: download)
      for (number, check) in checks {
        if let evidence = check(view) { note(number, download.id, evidence) }
      }
    }
  }

  private func checkConnections(
    _ record: TrafficRecord, _ workers: Workers, _ note: (Int, Int?, Evidence) -> Void
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
    let found = workers.map(record.connections.count) { indices in
      indices.flatMap { index in
        let view = ConnectionView(
          record: record, connection: record.connections[index], ids: ids[index])
        return checks.compactMap { number, check in check(view).map { (number, $0) } }
      }
    }
    for (number, evidence) in found.joined() { note(number, nil, evidence) }
  }

  /// The findings of drafts, in order and without their numbers.
  private func findings(_ drafts: [Key: FindingDraft], _ record: TrafficRecord) -> [Finding] {
    let ordered = drafts.sorted { a, b in
      let (x, y) = (a.key, b.key)
      if x.download != y.download { return x.download < y.download }
      if a.value.severity != b.value.severity { return a.value.severity > b.value.severity }
      return x.rule < y.rule
    }
    return ordered.map { key, draft in
      var finding = draft.finding(of: rules[key.rule], in: record)
      finding.download = key.download == 0 ? nil : key.download
      return finding
    }
  }

  private func assemble(_ findings: [Finding], _ record: TrafficRecord) -> Diagnosis {
    var findings = findings
    for index in findings.indices { findings[index].id = index + 1 }
    var roots: [String: [String]] = [:]
    for rule in rules { roots[rule.id] = rule.roots }
    return Diagnosis(
      findings: Causes.link(findings, roots: roots),
      causes: Causes.causes(of: record.downloads, findings))
  }
}
