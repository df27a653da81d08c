import Analysis
import HTTP
import Phrases
import Ranges
import Rules

/// How the parts go together, and what came of it.
extension Storyteller {
  func ending() -> [WalkthroughStep] {
    [joining(), whatIf(), outcome(), noticed()].compactMap { $0 }
  }

  /// The exchanges that brought bytes.
  private var brought: [RangeExchange] {
    download.transactions.compactMap { exchange($0) }
      .filter { exchange in
        exchange.isGET && !download.isStandIn(exchange.id)
          && exchange.parts.contains { !$0.isEmpty }
      }
  }

  // MARK: Joining

  private func joining() -> WalkthroughStep? {
    let brought = brought
    var told = WalkthroughStep(heading: book(.joinTitle))
    told.references = ["RFC 9110 section 15.3.7.3"]
    guard brought.count > 1 else {
      let hasStandIn = !download.standIns.isEmpty
      told.paragraphs = [
        book(brought.isEmpty ? .joinNothing : hasStandIn ? .joinOnePart : .joinOne)
      ]
      told.references = []
      return told
    }
    for exchange in brought.prefix(8) {
      let values: [String: Phrasebook.Value] = [
        "id": .number(exchange.id), "ranges": .text(spans(exchange.parts)),
        "validator": .text(exchange.response?.validatorText ?? ""),
      ]
      let hasValidator = exchange.response?.hasValidator ?? false
      told.bytes.append(book(hasValidator ? .joinLine : .joinLineBare, values))
    }
    if brought.count > 8 {
      told.bytes.append(book(.storyLeftOut, ["n": .number(brought.count - 8)]))
    }
    let (ground, references) = ground(brought)
    told.paragraphs = [ground]
    told.references += references
    for exchange in brought.dropFirst().prefix(8)
    where exchange.status == 200 && exchange.parts.first?.lowerBound == 0 {
      told.paragraphs.append(book(.joinAnew, ["id": .number(exchange.id)]))
    }
    if !download.aliases.isEmpty {
      let names = ([download.url] + download.aliases).joined(separator: ", ")
      told.paragraphs.append(book(.joinAlias, ["names": .text(names)]))
      told.references.append("RFC 9110 section 7.2")
    }
    if let gaps = download.gaps, !gaps.isEmpty {
      told.paragraphs.append(missing(gaps))
    }
    if download.redundantBytes > 0 {
      told.paragraphs.append(book(.joinTwice, ["n": .number(download.redundantBytes)]))
    } else if download.gaps?.isEmpty ?? false, download.verdict == .complete {
      told.paragraphs.append(book(.joinTouch))
    }
    told.question = WalkthroughStep.Question(text: book(.quizJoin), answer: ground)
    return told
  }

  /// What never came, and of which version.
  private func missing(_ gaps: [Range<Int>]) -> String {
    let ranges = Phrasebook.Value.text(spans(gaps))
    guard !download.missingOf.isEmpty, let last = download.lastVersion else {
      return book(.joinGaps, ["ranges": ranges])
    }
    let version = download.versions[last]
    guard let validator = version.etag ?? version.lastModified else {
      return book(.joinGapsBare, ["ranges": ranges])
    }
    return book(.joinGapsVersion, ["ranges": ranges, "validator": .text(validator)])
  }

  /// Whether the parts may be joined, and what says so.
  private func ground(_ brought: [RangeExchange]) -> (text: String, references: [String]) {
    let files = Set(
      download.steps.compactMap { step in
        !download.isStandIn(step.exchange)
          && exchange(step.exchange)?.parts.contains { !$0.isEmpty } ?? false
          ? root(step.version) : nil
      })
    let length = Phrasebook.Value.text(
      download.completeLength.map(NumberText.grouped) ?? "?")
    if files.count > 1 {
      return download.verdict == .mixed
        ? (book(.joinUnsafe, ["n": .number(files.count)]), ["RFC 9110 section 8.8.1"])
        : (book(.joinReplaced), ["RFC 9110 section 13.1.5"])
    }
    let tags = Set(brought.map { $0.response?.strongTag })
    if tags.count == 1, let tag = brought.first?.response?.etagText, tags.first != .some(nil) {
      return (
        book(.joinSafe, ["tag": .text(tag), "length": length]),
        ["RFC 9110 section 8.8.1", "RFC 9110 section 8.8.3.2"]
      )
    }
    if Set(download.versions.map(\.etag)).count > 1 || files.count < download.versions.count {
      return (book(.joinMirrors), ["RFC 9110 section 8.8.3"])
    }
    let dates = Set(brought.map { $0.response?.strongDate?.epochSeconds })
    if dates.count == 1, dates.first != .some(nil),
      let date = brought.first?.response?.lastModifiedText
    {
      return (
        book(.joinSafeDate, ["tag": .text(date), "length": length]), ["RFC 9110 section 8.8.2.2"]
      )
    }
    return (book(.joinOpen, ["length": length]), ["RFC 9110 section 8.8.1"])
  }

  // MARK: What if

  /// The last resume, had the file changed before it.
  private func whatIf() -> WalkthroughStep? {
    guard let step = download.steps.last(where: \.isContinuation),
      let exchange = exchange(step.exchange), let request = exchange.request,
      exchange.status == 206,
      // Where it did change, that was told.
      Set(download.versions.map(\.etag)).count < 2
    else { return nil }
    var told = WalkthroughStep(heading: book(.whatIfTitle))
    var values: [String: Phrasebook.Value] = [
      "id": .number(exchange.id), "held": .number(step.held),
      "first": .number(request.range?.firstPosition() ?? 0),
    ]
    if case .entityTag(let tag)? = request.ifRange, !tag.isWeak {
      values["tag"] = .text(request.ifRangeText ?? "")
      told.paragraphs = [book(.whatIfGuarded, values)]
    } else if request.ifRange == nil, !request.hasStateCondition {
      told.paragraphs = [book(.whatIfUnguarded, values)]
    } else {
      return nil
    }
    told.references = ["RFC 9110 section 13.1.5", "RFC 9110 section 15.3.7.3"]
    told.question = WalkthroughStep.Question(
      text: book(.quizChanged, ["id": .number(exchange.id)]),
      accepted: request.ifRange == nil ? ["206"] : ["200"],
      answer: told.paragraphs[0])
    return told
  }

  // MARK: Outcome

  private func outcome() -> WalkthroughStep {
    var told = WalkthroughStep(heading: book(.outcomeTitle))
    let isOfSeveral = Set(download.versions.filter { !$0.covered.isEmpty }.map(\.etag)).count > 1
    let phrase: Phrase =
      switch download.verdict {
      case .complete where isOfSeveral: .outcomeCompleteMirrors
      case .partial where download.unseenRequests != nil: .outcomePartialUnseen
      case let verdict: Self.phrase(verdict)
      }
    told.paragraphs = [book(phrase)]
    // The sentence of the report, which only English has.
    told.paragraphs.append(book(VerdictSentence(report, download).text))
    return told
  }

  static func phrase(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .complete: .outcomeComplete
    case .restarted: .outcomeRestarted
    case .mixed: .outcomeMixed
    case .incomplete: .outcomeIncomplete
    case .partial: .outcomePartial
    case .refused: .outcomeRefused
    case .unmodified: .outcomeUnmodified
    case .redirected: .outcomeRedirected
    case .probed: .outcomeProbed
    case .unanswered: .outcomeUnanswered
    case .unknown: .outcomeUnknown
    }
  }

  static func phrase(_ severity: Severity) -> Phrase {
    switch severity {
    case .error: .severityError
    case .warning: .severityWarning
    case .note: .severityNote
    }
  }

  private func noticed() -> WalkthroughStep? {
    let own = Set(download.transactions)
    let findings = report.findings.filter { finding in
      finding.download == download.id
        || (finding.download == nil && finding.transactions.contains { own.contains($0) })
    }
    guard !findings.isEmpty else { return nil }
    var told = WalkthroughStep(heading: book(.noticedTitle))
    told.paragraphs = FindingOrder.entries(findings).prefix(12).map { entry in
      book(
        .noticedLine,
        [
          "severity": .text(book(Self.phrase(entry.finding.severity))),
          "title": .text(book.rule(entry.finding.rule)?.title ?? entry.finding.title),
          "rule": .text(entry.finding.rule),
        ])
    }
    told.paragraphs.append(book(.noticedMore))
    return told
  }
}
