import HTTP
import Packets
import Phrases
import Ranges
import Transactions

/// What the server said.
extension Storyteller {
  private static let wanted: Set<String> = [
    "content-range", "content-length", "etag", "last-modified", "accept-ranges", "content-encoding",
    "transfer-encoding", "location", "retry-after", "repr-digest", "content-digest",
  ]

  mutating func answer(_ exchange: RangeExchange, _ step: Step) -> WalkthroughStep {
    let id = Phrasebook.Value.number(exchange.id)
    guard let response = exchange.transaction.response, let answer = exchange.response else {
      return unanswered(exchange)
    }
    var told = WalkthroughStep(heading: heading(exchange, id))
    told.place = place(response.frames, response.time, exchange.transaction)
    told.filter = filter(response.frames)
    let head = response.head
    told.startLine = "HTTP/\(head.version.description) \(head.status) \(head.reason)"
    var wanted = Self.wanted
    if answer.isByteRanges || head.status >= 400 { wanted.insert("content-type") }
    told.fields = notes.told(head.fields, ofResponse: true, wanted: wanted)
    let before = (version: heldVersion, bytes: heldBytes)
    switch head.status {
    case 206: explainPart(exchange, answer, step, &told)
    case 200: explainWhole(exchange, answer, &told)
    default: explainOther(exchange, answer, step, &told)
    }
    if exchange.isGET {
      told.question = question(exchange, answer)
      take(exchange, step)
      tellBytes(exchange, &told, hadBytes: before.bytes > 0)
    }
    return told
  }

  private func heading(_ exchange: RangeExchange, _ id: Phrasebook.Value) -> String {
    switch exchange.status {
    case 206?: book(.ansPart, ["id": id])
    case 200? where download.isStandIn(exchange.id): book(.ansInstead, ["id": id])
    case 200? where exchange.request?.range != nil && exchange.isGET:
      book(.ansWholeToRange, ["id": id])
    case 200? where exchange.isGET: book(.ansWhole, ["id": id])
    default:
      book(
        .ansStatus,
        [
          "id": id, "status": .text(exchange.status.map(String.init) ?? ""),
          "reason": .text(exchange.transaction.response?.head.reason ?? ""),
        ])
    }
  }

  private func unanswered(_ exchange: RangeExchange) -> WalkthroughStep {
    var told = WalkthroughStep(heading: book(.ansNone, ["id": .number(exchange.id)]))
    told.paragraphs = [book(.noneText)]
    if let next = download.transactions.first(where: { $0 > exchange.id }) {
      told.paragraphs.append(book(.noneNext, ["next": .number(next)]))
    }
    told.references = ["RFC 9112 section 9.5"]
    return told
  }

  private func question(
    _ exchange: RangeExchange, _ response: RangeResponse
  ) -> WalkthroughStep.Question? {
    guard let status = exchange.status else { return nil }
    if exchange.request?.ifRange == nil, let range = response.contentRange?.positions {
      return WalkthroughStep.Question(
        text: book(.quizCount, ["range": .text(response.contentRangeText ?? "")]),
        accepted: [String(range.count), NumberText.grouped(range.count)],
        answer: book(.unitBytes, ["n": .number(range.count)]))
    }
    guard exchange.request?.range != nil else { return nil }
    return WalkthroughStep.Question(
      text: book(.quizStatus), accepted: [String(status)],
      answer: "\(status) \(exchange.transaction.response?.head.reason ?? "")")
  }

  // MARK: 206

  private func explainPart(
    _ exchange: RangeExchange, _ response: RangeResponse, _ step: Step,
    _ told: inout WalkthroughStep
  ) {
    told.references = ["RFC 9110 section 15.3.7", "RFC 9110 section 14.4"]
    if response.isByteRanges {
      told.paragraphs = [book(.partMultipart)]
      told.references = ["RFC 9110 section 15.3.7.2", "RFC 9110 section 14.6"]
    } else if let range = response.contentRange?.lenientPositions, !range.isEmpty {
      told.paragraphs = place(range, response)
      if let asked = exchange.asked(
        completeLength: response.contentRange?.completeLength ?? length),
        asked.count == 1, asked[0] != range
      {
        told.paragraphs.append(
          book(.partOther, ["asked": .text(spans(asked)), "given": .text(spans([range]))]))
      }
    } else {
      told.paragraphs = [book(.partNoPlace)]
    }
    if let vouched = vouched(exchange, response, step) { told.paragraphs.append(vouched) }
    if exchange.request?.ifRange != nil { told.references.append("RFC 9110 section 13.1.5") }
  }

  /// Where the bytes belong, and whether the numbers agree.
  private func place(_ range: Range<Int>, _ response: RangeResponse) -> [String] {
    var values: [String: Phrasebook.Value] = [
      "first": .number(range.lowerBound), "last": .number(range.upperBound - 1),
      "count": .number(range.count),
    ]
    var lines: [String] = []
    if let whole = response.contentRange?.completeLength {
      values["length"] = .number(whole)
      lines.append(book(.partText, values))
    } else {
      lines.append(book(.partUnknownText, values))
    }
    if case .value(let told) = response.contentLength {
      values["told"] = .number(told)
      lines.append(book(told == range.count ? .partCount : .partCountOff, values))
    }
    return lines
  }

  /// What vouches for it that a part continues the bytes held.
  private func vouched(
    _ exchange: RangeExchange, _ response: RangeResponse, _ step: Step
  ) -> String? {
    let now = Phrasebook.Value.text(response.validatorText)
    if let sent = exchange.request?.ifRangeText {
      if case .entityTag(let tag)? = exchange.request?.ifRange, tag.isWeak {
        return book(.partWeakHonoured)
      }
      return exchange.ifRangeMatches == false
        ? book(.partMismatched, ["sent": .text(sent), "now": now])
        : book(.partMatched, ["tag": .text(sent)])
    }
    guard let other = (step.continued ?? step.previous).flatMap({ self.exchange($0) }),
      let old = other.response, heldBytes > 0
    else { return nil }
    let by = Phrasebook.Value.number(other.id)
    if root(step.version) != heldVersion {
      return book(.partOtherTag, ["now": now, "by": by, "old": .text(old.validatorText)])
    }
    if let tag = response.strongTag, tag == old.strongTag { return book(.partSameTag, ["by": by]) }
    return response.hasStrongValidator ? nil : book(.partNoTag)
  }

  // MARK: 200

  private func explainWhole(
    _ exchange: RangeExchange, _ response: RangeResponse, _ told: inout WalkthroughStep
  ) {
    told.references = ["RFC 9110 section 15.3.1"]
    guard exchange.isGET else {
      told.paragraphs = [book(.answerOther)]
      return
    }
    if download.isStandIn(exchange.id) {
      let type = response.contentType.flatMap { MediaType($0) }?.essence ?? "?"
      told.paragraphs = [book(.wholeInstead, ["type": .text(type)])]
      return
    }
    if let whole = exchange.completeLength {
      let bytes = book(.unitBytes, ["n": .number(whole)])
      told.paragraphs = [book(.wholeText, ["length": .text(bytes)])]
    } else {
      told.paragraphs = [book(.wholeUnknownText)]
    }
    guard exchange.request?.range != nil else { return }
    if let sent = exchange.request?.ifRangeText {
      told.references.append("RFC 9110 section 13.1.5")
      told.paragraphs.append(
        exchange.ifRangeMatches == true
          ? book(.wholeThoughMatched)
          : book(.wholeChanged, ["sent": .text(sent), "now": .text(response.validatorText)]))
    } else {
      told.references.append("RFC 9110 section 14.2")
      told.paragraphs.append(book(.wholeIgnored))
    }
  }

  // MARK: Other statuses

  private func explainOther(
    _ exchange: RangeExchange, _ response: RangeResponse, _ step: Step,
    _ told: inout WalkthroughStep
  ) {
    switch response.status {
    case 304:
      told.paragraphs = [book(.answerUnmodified)]
      told.references = ["RFC 9110 section 15.4.5"]
    case 412:
      told.paragraphs = [book(.answerFailed)]
      told.references = ["RFC 9110 section 15.5.13"]
    case 416:
      let whole = response.contentRange?.completeLength
      told.paragraphs = [
        whole.map { book(.answerUnsatisfied, ["length": .number($0)]) }
          ?? book(.answerUnsatisfiedPlain)
      ]
      if let first = exchange.request?.range?.firstPosition(), first > 0, first == whole ?? length {
        told.paragraphs.append(book(.answerAtEnd))
      }
      told.references = ["RFC 9110 section 15.5.17"]
    case 300..<400:
      told.paragraphs = [book(.answerRedirect, ["location": .text(response.location ?? "?")])]
      told.references = ["RFC 9110 section 15.4"]
    case 400..<500:
      told.paragraphs = [book(.answerRefused)]
      told.references = ["RFC 9110 section 15.5"]
    case 500..<600:
      told.paragraphs = [book(.answerServer)]
      told.references = ["RFC 9110 section 15.6"]
    default: told.paragraphs = [book(.answerOther)]
    }
  }

  // MARK: Bytes

  private func tellBytes(
    _ exchange: RangeExchange, _ told: inout WalkthroughStep, hadBytes: Bool
  ) {
    let body = exchange.transaction.body
    let count: [String: Phrasebook.Value] = [
      "n": .number(body.delivered),
      "expected": body.expected.map { .number($0) } ?? "?",
      "time": .text(
        TransactionTiming(exchange.transaction).total.map { NumberText.duration(nanoseconds: $0) }
          ?? "?"),
    ]
    if exchange.isContent {
      switch body.end {
      case .complete: told.bytes.append(book(.endComplete, count))
      case .serverClosed, .serverReset: told.bytes.append(book(.endServer, count))
      case .clientClosed, .clientReset: told.bytes.append(book(.endClient, count))
      case .captureEnded where body.isFramed: told.bytes.append(book(.endFramed, count))
      case .captureEnded, .evicted, .desync: told.bytes.append(book(.endCapture, count))
      case .none: break
      }
      if body.end != .complete, body.end != .none, !body.isFramed {
        told.references.append("RFC 9112 section 8")
      }
      if body.inferred > 0 {
        told.bytes.append(book(.endInferred, ["n": .number(body.inferred)]))
      }
    }
    let parts = exchange.parts.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return }
    if download.isStandIn(exchange.id) {
      told.bytes.append(book(.gaveNothing))
      return told.bytes.append(book(.holdsNow, ["bytes": .text(holds)]))
    }
    told.bytes.append(book(.gave, ["ranges": .text(spans(parts))]))
    told.bytes.append(book(.holdsNow, ["bytes": .text(holds)]))
  }

  /// What the client holds now.
  private var holds: String {
    guard let length, length > 0 else { return book(.holdsUnknown, ["held": .number(heldBytes)]) }
    if held == [0..<length] { return book(.holdsAll, ["length": .number(length)]) }
    let percent = Int(Double(heldBytes) * 100 / Double(length))
    return book(
      .holdsPart,
      [
        "held": .number(heldBytes), "length": .number(length),
        "share": .text(percent == 0 && heldBytes > 0 ? "< 1" : String(percent)),
      ])
  }
}
