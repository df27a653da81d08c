import HTTP
import Phrases
import Ranges
import Transactions

/// What was asked.
extension Storyteller {
  func request(_ exchange: RangeExchange, _ step: Step) -> WalkthroughStep {
    guard let request = exchange.transaction.request, let range = exchange.request else {
      var told = WalkthroughStep(
        heading: book(.askNotSeen, ["id": .number(exchange.id)]))
      told.paragraphs = [book(.askNotSeenText)]
      return told
    }
    var told = WalkthroughStep(heading: heading(exchange, range, step))
    let head = request.head
    told.place = place(request.frames, request.time, exchange.transaction)
    told.filter = filter(request.frames)
    told.startLine = "\(head.method) \(head.target) HTTP/\(head.version.description)"
    var wanted: Set<String> = [
      "host", "range", "if-range", "if-match", "if-unmodified-since", "if-none-match",
      "if-modified-since",
    ]
    // Who asks, and in what form, is told once.
    if exchange.id == download.transactions.first {
      wanted.formUnion(["user-agent", "accept-encoding"])
    }
    told.fields = notes.told(head.fields, ofResponse: false, wanted: wanted)
    guard head.method == "GET" else {
      told.paragraphs = [book(head.method == "HEAD" ? .askHeadText : .askOtherText)]
      told.references = [
        head.method == "HEAD" ? "RFC 9110 section 9.3.2" : "RFC 9110 section 9"
      ]
      return told
    }
    explain(exchange, range, step, &told)
    return told
  }

  private func heading(_ exchange: RangeExchange, _ request: RangeRequest, _ step: Step) -> String {
    let id = Phrasebook.Value.number(exchange.id)
    if request.method == "HEAD" { return book(.askHead, ["id": id]) }
    if !request.isGET { return book(.askOther, ["id": id, "method": .text(request.method)]) }
    let phrase: Phrase =
      switch step.start {
      case .whole: .askWhole
      case .first: .askFirst
      case .continuation: .askResume
      case .seek: .askSeek
      }
    return book(phrase, ["id": id, "ranges": .text(Self.set(request.rangeText))])
  }

  /// What follows `bytes=`.
  static func set(_ range: String?) -> String {
    guard let range else { return "" }
    return range.lowercased().hasPrefix("bytes=") ? String(range.dropFirst(6)) : range
  }

  private func explain(
    _ exchange: RangeExchange, _ request: RangeRequest, _ step: Step, _ told: inout WalkthroughStep
  ) {
    let heldNow: [String: Phrasebook.Value] = ["held": .number(heldBytes)]
    switch step.start {
    case .whole where request.rangeText != nil:
      told.paragraphs = [book(.askMalformedText)]
      told.references = ["RFC 9110 section 14.2"]
    case .whole:
      told.paragraphs = [heldBytes > 0 ? book(.askWholeAgainText, heldNow) : book(.askWholeText)]
      told.risks = [book(.riskWhole)]
      told.references = ["RFC 9110 section 9.3.1"]
    case .first:
      told.paragraphs = [book(.askFirstText)]
      told.risks = [book(.riskFirst)]
      told.references = ["RFC 9110 section 14.2", "RFC 9110 section 14.1.2"]
    case .continuation(let runEnd):
      let back = runEnd - (request.range?.firstPosition() ?? runEnd)
      told.paragraphs = [
        back > 0
          ? book(.askResumeBackText, heldNow.merging(["n": .number(back)]) { $1 })
          : book(.askResumeText, heldNow)
      ]
      told.references = ["RFC 9110 section 14.2", "RFC 9110 section 13.1.5"]
      told.question = question(request)
    case .seek:
      told.paragraphs = [book(.askSeekText, heldNow)]
      told.risks = [book(.riskSeek)]
      told.references = ["RFC 9110 section 14.2"]
    }
    told.built = built(exchange, request, step)
    if case .continuation = step.start { told.risks.append(risk(request)) }
  }

  private func risk(_ request: RangeRequest) -> String {
    switch request.ifRange {
    case .entityTag(let tag)? where tag.isWeak: book(.riskWeak)
    case .some: book(.riskGuarded)
    case nil: book(request.hasStateCondition ? .riskGuarded : .riskUnguarded)
    }
  }

  /// What a learner may find out before the resume is told.
  private func question(_ request: RangeRequest) -> WalkthroughStep.Question? {
    guard let first = request.range?.firstPosition(), let text = request.rangeText else {
      return nil
    }
    let whole = length.map { book(.quizOfLength, ["length": .number($0)]) } ?? ""
    return WalkthroughStep.Question(
      text: book(.quizRange, ["have": .text(spans(held)), "of": .text(whole)]),
      accepted: ["\(first)-", "\(NumberText.grouped(first))-"], answer: "Range: \(text)")
  }

  /// Where the values of a request come from.
  private func built(
    _ exchange: RangeExchange, _ request: RangeRequest, _ step: Step
  ) -> [String] {
    var lines: [String] = []
    if let specs = request.range?.specs, specs.count == 1 {
      lines += origins(of: specs[0], step)
    }
    if let other = step.continued.flatMap({ self.exchange($0) }),
      other.authority != exchange.authority
    {
      lines.append(
        book(
          .builtHost,
          [
            "host": .text(exchange.authority), "by": .number(other.id),
            "old": .text(other.authority),
          ]))
    }
    if let text = request.ifRangeText {
      let source = step.ifRangeSource.map { Phrasebook.Value.number($0) }
      switch (request.ifRange, source) {
      case (.date?, let source?):
        lines.append(book(.builtDate, ["tag": .text(text), "by": source]))
      case (_, let source?): lines.append(book(.builtTag, ["tag": .text(text), "by": source]))
      case (_, nil): lines.append(book(.builtStrange, ["tag": .text(text)]))
      }
    } else if request.hasStateCondition {
      lines.append(book(.builtIfMatch))
    } else if step.isContinuation {
      lines.append(book(.builtNothing))
    }
    return lines
  }

  private func origins(of spec: RangeSpec, _ step: Step) -> [String] {
    func first(_ position: Int) -> String? {
      guard step.isContinuation else { return nil }
      guard let run = held.first(where: { $0.upperBound == position }), let by = step.continued
      else { return book(.builtFirstAlone, ["first": .number(position)]) }
      return book(
        .builtFirst,
        ["first": .number(position), "before": .text(spans([run])), "by": .number(by)])
    }
    switch spec {
    case .closed(let start, let last):
      var lines = [first(start)].compactMap { $0 }
      if let length, last == length - 1 {
        lines.append(book(.builtLast, ["last": .number(last), "length": .number(length)]))
      }
      return lines
    case .open(let start): return [first(start)].compactMap { $0 } + [book(.builtOpen)]
    case .suffix: return [book(.builtSuffix)]
    }
  }
}
