import HTTP
import Ranges
import Transactions

/// What can be told of an exchange at a glance, so that most rules need not look at most exchanges.
///
/// None of it holds of a GET for one range that was answered by all of it, and by nothing else that
/// would be of note. Each fact holds in doubt: a rule that is asked in vain says nothing.
struct ExchangeFacts: OptionSet {
  let rawValue: UInt16

  /// The request is no GET, has no single range, several Range lines, or a Content-Range.
  static let oddRequest = ExchangeFacts(rawValue: 1 << 0)
  /// There is an If-Range that is no strong tag or does not match the response.
  static let oddCondition = ExchangeFacts(rawValue: 1 << 1)
  /// Content-Range, validators, length, coding or digests are not those of a plain 206.
  static let oddResponse = ExchangeFacts(rawValue: 1 << 2)
  /// The response is no 206.
  static let notPartial = ExchangeFacts(rawValue: 1 << 3)
  /// What was sent is not exactly the one range that was asked for.
  static let notAsAsked = ExchangeFacts(rawValue: 1 << 4)
  /// There is no response.
  static let unanswered = ExchangeFacts(rawValue: 1 << 5)
  /// The body did not come to its end.
  static let unfinished = ExchangeFacts(rawValue: 1 << 6)
  /// The syntax of a message is wrong.
  static let problems = ExchangeFacts(rawValue: 1 << 7)
  /// The response stood still for a millisecond at least.
  static let stalled = ExchangeFacts(rawValue: 1 << 8)
  /// It goes on from what was held, and more is to be said of it than that it goes on at its end, as
  /// plainly as can be, under a tag that was given.
  static let continuation = ExchangeFacts(rawValue: 1 << 9)
  /// It asks elsewhere than where what was held ends; not told where nothing before was broken off.
  static let seek = ExchangeFacts(rawValue: 1 << 10)
  /// Its version is not the one that was current.
  static let newVersion = ExchangeFacts(rawValue: 1 << 11)
  /// It begins behind the end of what was known to be all.
  static let pastEnd = ExchangeFacts(rawValue: 1 << 13)
  /// It tells another complete length than those before, or none.
  static let otherLength = ExchangeFacts(rawValue: 1 << 14)
  /// It is an exchange.
  static let always = ExchangeFacts(rawValue: 1 << 12)
  /// For a rule that looks at every exchange.
  static let all = ExchangeFacts(rawValue: .max)
}

extension ExchangeFacts {
  /// The facts of an exchange and of what it meant in its download.
  init(_ exchange: RangeExchange, _ step: Step?) {
    var facts = Self.of(step, exchange)
    guard !exchange.isPlain else {
      if exchange.transaction.longestStall >= 1_000_000 { facts.insert(.stalled) }
      self = facts
      return
    }
    if Self.isOdd(exchange.request) { facts.insert(.oddRequest) }
    if let response = exchange.response {
      if response.status != 206 { facts.insert(.notPartial) }
      if Self.isOdd(response) { facts.insert(.oddResponse) }
    } else {
      facts.insert(.unanswered)
    }
    if Self.hasOddCondition(exchange) { facts.insert(.oddCondition) }
    if !Self.isAsAsked(exchange) { facts.insert(.notAsAsked) }
    facts.formUnion(Self.ofTransaction(exchange.transaction))
    self = facts
  }

  /// What it meant in its download.
  private static func of(_ step: Step?, _ exchange: RangeExchange) -> ExchangeFacts {
    var facts = ExchangeFacts.always
    guard let step else { return facts }
    switch step.start {
    case .continuation(let end):
      let isPlain =
        exchange.isPlain && step.ifRangeSource != nil && exchange.request?.firstPosition() == end
      if !isPlain { facts.insert(.continuation) }
    case .seek: facts.insert(.seek)
    default: break
    }
    if let current = step.currentVersion, step.version != current { facts.insert(.newVersion) }
    if let known = step.knownLength, let first = exchange.request?.firstPosition(), first > known {
      facts.insert(.pastEnd)
    }
    if step.previous != nil, step.knownLength != exchange.completeLength {
      facts.insert(.otherLength)
    }
    return facts
  }

  private static func isOdd(_ request: RangeRequest?) -> Bool {
    guard let request, request.isGET, request.rangeLines == 1,
      case .bytes(let specs)? = request.range
    else { return true }
    return specs.count != 1 || request.hasContentRange
  }

  private static func isOdd(_ response: RangeResponse) -> Bool {
    guard response.status == 206, case .satisfied(let first, let last, _?)? = response.contentRange,
      case .entityTag(let tag)? = response.etag, !tag.isWeak, !response.isByteRanges,
      response.contentEncoding == nil, case .value(let length) = response.contentLength,
      length - 1 == last - first, !(response.acceptRanges?.isNone ?? false)
    else { return true }
    if let modified = response.lastModified, let date = response.date {
      return modified.epochSeconds > date.epochSeconds
    }
    return false
  }

  private static func hasOddCondition(_ exchange: RangeExchange) -> Bool {
    guard let condition = exchange.request?.ifRange else { return false }
    guard case .entityTag = condition else { return true }
    return exchange.ifRangeMatches != true
  }

  private static func isAsAsked(_ exchange: RangeExchange) -> Bool {
    guard case .closed(let first, let last)? = exchange.onlySpec,
      case .satisfied(let from, let to, _)? = exchange.response?.contentRange
    else { return false }
    return first == from && last == to && exchange.response?.isByteRanges == false
  }

  private static func ofTransaction(_ transaction: borrowing Transaction) -> ExchangeFacts {
    var facts: ExchangeFacts = []
    if transaction.hasProblems { facts.insert(.problems) }
    if transaction.body.end != .complete, transaction.body.end != .none {
      facts.insert(.unfinished)
    }
    if !transaction.body.digests.isEmpty { facts.insert(.oddResponse) }
    if transaction.longestStall >= 1_000_000 { facts.insert(.stalled) }
    return facts
  }
}
