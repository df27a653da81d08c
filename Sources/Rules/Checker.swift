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
  /// Equal findings on their way, those of one download, or of none, in the order of their beginning.
  private struct Drafts {
    private(set) var all: [(rule: Int, value: FindingDraft)] = []

    /// There is one of each rule at most, and few have any.
    mutating func add(_ evidence: Evidence, _ severity: Severity, of rule: Int) {
      if let place = all.firstIndex(where: { $0.rule == rule }) {
        all[place].value.add(evidence, severity)
      } else {
        all.append((rule, FindingDraft(evidence, severity)))
      }
    }

    /// The severest first.
    mutating func sort() {
      guard all.count > 1 else { return }
      all.sort { a, b in
        a.value.severity != b.value.severity
          ? a.value.severity > b.value.severity : a.rule < b.rule
      }
    }

    mutating func clear() { all.removeAll(keepingCapacity: true) }
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
    let checks = Checks(rules)
    let texts = rules.map { RuleText($0) }
    let asking = FindingSource(asking: record)
    let parts: [[Finding]] = workers.map(record.downloads.count, atLeast: 16) { downloads in
      var findings: [Finding] = []
      findings.reserveCapacity(downloads.count)
      let all = record.downloads
      var drafts = Drafts()
      for place in downloads {
        checkDownload(record, all.span, place, checks, &drafts)
        finish(&drafts, all.span[place].id, texts, record, asking, &findings)
      }
      return findings
    }
    var drafts = Drafts()
    checkOtherExchanges(record, checks, &drafts)
    checkConnections(record, workers, checks, &drafts)
    for (number, rule) in rules.enumerated() {
      if case .record(let check) = rule.check {
        for evidence in check(record) { note(evidence, of: number, in: &drafts) }
      }
    }
    var others: [Finding] = []
    finish(&drafts, nil, texts, record, asking, &others)
    return assemble(parts, others, record)
  }

  private func note(_ evidence: Evidence, of rule: Int, in drafts: inout Drafts) {
    drafts.add(evidence, evidence.severity ?? rules[rule].severity, of: rule)
  }

  /// Makes findings of drafts, in order and without their numbers.
  private func finish(
    _ drafts: inout Drafts, _ download: Int?, _ texts: [RuleText], _ record: TrafficRecord,
    _ asking: FindingSource, _ findings: inout [Finding]
  ) {
    drafts.sort()
    for index in drafts.all.indices {
      findings.append(
        drafts.all[index].value.finding(
          of: texts[drafts.all[index].rule], download: download, in: record, asking: asking))
    }
    drafts.clear()
  }

  /// Looks at a download and its exchanges.
  private func checkDownload(
    _ record: TrafficRecord, _ downloads: Span<Download>, _ place: Int, _ checks: Checks,
    _ drafts: inout Drafts
  ) {
    var facts = DownloadFacts(downloads[place], record.thresholds)
    let isSilent = downloads[place].isUneventful && !asksAll && checks.passesOverUsual
    for step in isSilent ? [] : record.downloads[place].steps {
      guard let exchange = record.exchange(step.exchange) else { continue }
      if !exchange.isPlain { facts.insert(.oddExchange) }
      look(record, exchange, step, inDownloadAt: place, checks, &drafts)
    }
    if asksAll { facts = .all }
    if facts.isDisjoint(with: checks.askedOfDownloads) { return }
    let view = DownloadView(record: record, at: place)
    for (number, asked, check) in checks.downloads where !facts.isDisjoint(with: asked) {
      if let evidence = check(view) { note(evidence, of: number, in: &drafts) }
    }
  }

  /// Looks at the exchanges that belong to no download.
  private func checkOtherExchanges(
    _ record: TrafficRecord, _ checks: Checks, _ drafts: inout Drafts
  ) {
    var isFetched = [Bool](repeating: false, count: record.exchanges.count)
    record.downloads.markTransactions(in: &isFetched)
    for index in record.exchanges.indices where !isFetched[index] && record.isChosen(index) {
      look(record, record.exchanges[index], nil, inDownloadAt: nil, checks, &drafts)
    }
  }

  /// The checks of the rules, by what they look at.
  private struct Checks: Sendable {
    var exchanges:
      [(number: Int, facts: ExchangeFacts, check: @Sendable (ExchangeView) -> Evidence?)] = []
    var downloads:
      [(number: Int, facts: DownloadFacts, check: @Sendable (DownloadView) -> Evidence?)] = []
    var connections:
      [(number: Int, facts: ConnectionFacts, check: @Sendable (ConnectionView) -> Evidence?)] = []
    /// The facts that any of them asks for.
    var askedOfExchanges: ExchangeFacts = []
    var askedOfDownloads: DownloadFacts = []

    /// Whether nothing is asked of exchanges of which no fact holds but that they are there.
    var passesOverUsual: Bool { askedOfExchanges.isDisjoint(with: .always) }

    init(_ rules: [Rule]) {
      for (number, rule) in rules.enumerated() {
        switch rule.check {
        case .exchange(let facts, let check):
          exchanges.append((number, facts, check))
          askedOfExchanges.formUnion(facts)
        case .download(let facts, let check):
          downloads.append((number, facts, check))
          askedOfDownloads.formUnion(facts)
        case .connection(let facts, let check): connections.append((number, facts, check))
        case .record: break
        }
      }
    }
  }

  private func look(
    _ record: TrafficRecord, _ exchange: RangeExchange, _ step: Step?, inDownloadAt place: Int?,
    _ checks: Checks, _ drafts: inout Drafts
  ) {
    let facts = asksAll ? .all : ExchangeFacts(exchange, step)
    if facts.isDisjoint(with: checks.askedOfExchanges) { return }
    let view = ExchangeView(record: record, exchange: exchange, step: step, inDownloadAt: place)
    for (number, asked, check) in checks.exchanges where !asked.isDisjoint(with: facts) {
      guard var evidence = check(view) else { continue }
      if evidence.transactions.isEmpty { evidence.transactions = [view.id] }
      note(evidence, of: number, in: &drafts)
    }
  }

  private func checkConnections(
    _ record: TrafficRecord, _ workers: Workers, _ checks: Checks, _ drafts: inout Drafts
  ) {
    let exchanges = ExchangesByConnection(record)
    let facts = asksAll ? .all : ConnectionFacts(record, workers)
    let asking = checks.connections.filter { !$0.facts.isDisjoint(with: facts) }
    if asking.isEmpty { return }
    let found = workers.map(record.connections.count) { indices in
      var found: [(number: Int, evidence: Evidence)] = []
      for index in indices {
        let view = ConnectionView(record: record, at: index, exchanges)
        for (number, _, check) in asking {
          if let evidence = check(view) { found.append((number, evidence)) }
        }
      }
      return found
    }
    for (number, evidence) in found.joined() { note(evidence, of: number, in: &drafts) }
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
    Causes.link(&findings)
    return Diagnosis(
      findings: findings, causes: Causes.causes(of: record.downloads, findings))
  }
}
