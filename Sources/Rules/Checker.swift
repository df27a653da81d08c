import Phrases
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
  ///
  /// - Parameters:
  ///   - record: What is looked at.
  ///   - workers: Among whom the downloads are divided.
  /// - Returns: What the rules say, whoever looked.
  public func diagnose(_ record: TrafficRecord, _ workers: Workers = .one) -> Diagnosis {
    let parts: [[Finding]] = workers.map(record.downloads.count, atLeast: 16) { downloads in
      var drafts = Drafts()
      func note(_ rule: Int, _ download: Int?, _ evidence: Evidence) {
        add(evidence, of: rule, download, to: &drafts)
      }
      checkExchanges(record, downloads, note)
      checkDownloads(record, downloads, note)
      return self.findings(drafts, record)
    }
    var drafts = Drafts()
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
    return assemble(parts, findings(drafts, record), record)
  }

  private func add(
    _ evidence: Evidence, of rule: Int, _ download: Int?, to drafts: inout Drafts
  ) {
    drafts.add(
      evidence, evidence.severity ?? rules[rule].severity,
      to: Key(rule: rule, download: download ?? 0))
  }

  /// Looks at the exchanges of some downloads, by index.
  private func checkExchanges(
    _ record: TrafficRecord, _ downloads: Range<Int>, _ note: (Int, Int?, Evidence) -> Void
  ) {
    let checks = ExchangeChecks(rules)
    for place in downloads {
      for step in record.downloads[place].steps {
        guard let exchange = record.exchange(step.exchange) else { continue }
        look(record, exchange, step, inDownloadAt: place, checks, note)
      }
    }
  }

  /// Looks at the exchanges that belong to no download.
  private func checkOtherExchanges(
    _ record: TrafficRecord, _ note: (Int, Int?, Evidence) -> Void
  ) {
    let checks = ExchangeChecks(rules)
    var isFetched = [Bool](repeating: false, count: record.exchanges.count)
    for place in record.downloads.indices {
      for step in record.downloads[place].steps where record.exchange(step.exchange) != nil {
        isFetched[step.exchange - 1] = true
      }
    }
    for index in record.exchanges.indices where !isFetched[index] && record.isChosen(index) {
      look(record, record.exchanges[index], nil, inDownloadAt: nil, checks, note)
    }
  }

  /// The checks that look at exchanges.
  private struct ExchangeChecks {
    var all: [(number: Int, facts: ExchangeFacts, check: @Sendable (ExchangeView) -> Evidence?)]
    /// The facts that any of them asks for.
    var asked: ExchangeFacts = []

    init(_ rules: [Rule]) {
      all = []
      for (number, rule) in rules.enumerated() {
        if case .exchange(let facts, let check) = rule.check {
          all.append((number, facts, check))
          asked.formUnion(facts)
        }
      }
    }
  }

  private func look(
    _ record: TrafficRecord, _ exchange: RangeExchange, _ step: Step?, inDownloadAt place: Int?,
    _ checks: ExchangeChecks, _ note: (Int, Int?, Evidence) -> Void
  ) {
    let facts = asksAll ? .all : ExchangeFacts(exchange, step)
    if facts.isDisjoint(with: checks.asked) { return }
    let view = ExchangeView(record: record, exchange: exchange, step: step, inDownloadAt: place)
    for index in checks.all.indices where !checks.all[index].facts.isDisjoint(with: facts) {
      guard var evidence = checks.all[index].check(view) else { continue }
      let number = checks.all[index].number
      if evidence.transactions.isEmpty { evidence.transactions = [view.id] }
      note(number, place.map { record.downloads[$0].id }, evidence)
    }
  }

  /// Looks at some downloads, by index.
  private func checkDownloads(
    _ record: TrafficRecord, _ downloads: Range<Int>, _ note: (Int, Int?, Evidence) -> Void
  ) {
    var checks: [(number: Int, check: @Sendable (DownloadView) -> Evidence?)] = []
    for (number, rule) in rules.enumerated() {
      if case .download(let check) = rule.check { checks.append((number, check)) }
    }
    for place in downloads {
      let view = DownloadView(record: record, at: place)
      let id = record.downloads[place].id
      for (number, check) in checks {
        if let evidence = check(view) { note(number, id, evidence) }
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
    let ids = ExchangesByConnection(record)
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
  private func findings(_ drafts: Drafts, _ record: TrafficRecord) -> [Finding] {
    var order: [Order] = []
    order.reserveCapacity(drafts.all.count)
    for (index, draft) in drafts.all.enumerated() {
      order.append(
        Order(
          download: draft.key.download, severity: draft.value.severity, rule: draft.key.rule,
          index: index))
    }
    order.sort()
    // All findings of a rule share what it says.
    let hints = rules.map { Statement(words: $0.hint) }
    return order.map { place in
      var finding = drafts.all[place.index].value.finding(
        of: rules[place.rule], hint: hints[place.rule], in: record)
      finding.download = place.download == 0 ? nil : place.download
      return finding
    }
  }

  /// Puts together the findings of downloads, in parts, and those of none.
  private func assemble(
    _ parts: consuming [[Finding]], _ others: [Finding], _ record: TrafficRecord
  ) -> Diagnosis {
    // Those of the first part are moved: where there is one, none is copied.
    var findings = parts.isEmpty ? [] : parts.removeFirst()
    findings.reserveCapacity(parts.reduce(findings.count + others.count) { $0 + $1.count })
    for part in parts { findings += part }
    findings += others
    for index in findings.indices { findings[index].id = index + 1 }
    var roots: [String: [String]] = [:]
    for rule in rules { roots[rule.id] = rule.roots }
    Causes.link(&findings, roots: roots)
    return Diagnosis(
      findings: findings, causes: Causes.causes(of: record.downloads, findings))
  }
}
