import Bytes
import HTTP
import Packets
import Transactions

/// What the client held, as the exchanges of one download go by in the order of their requests.
struct StepTracker {
  private let exchanges: RangeExchanges
  private let group: ExchangeGroups.Members
  private var versions = VersionTracker()
  private var held = IntervalSet()
  /// Who delivered what is held, as far as anybody asked: that of those behind `owned` is not there yet.
  private var owner = IntervalMap<Int>()
  private var owned = 0
  /// Content exchanges by the time of their end; those before `arrived` are held.
  private let byEnd: [Int]
  private var arrived = 0
  /// The complete length that was told first, and whether another was.
  private var length: Int?
  private var lengthsDiffer = false
  private var tags = LatestIDs<EntityTag>()
  private var dates = LatestIDs<Int64>()
  private var current: Int?
  private var restarts: Set<Int> = []

  /// The exchanges at the indices `group` of `exchanges`, in order.
  init(_ exchanges: RangeExchanges, _ group: ExchangeGroups.Members) {
    var byEnd = Array(group)
    var isSorted = true
    var last: Timestamp?
    for index in group {
      let end = exchanges[index].transaction.end
      if !exchanges[index].isContent || last.map({ end < $0 }) ?? false { isSorted = false }
      last = end
    }
    if !isSorted {
      byEnd.removeAll { !exchanges[$0].isContent }
      byEnd.sort {
        let (a, b) = (exchanges[$0].transaction.end, exchanges[$1].transaction.end)
        return a == b ? $0 < $1 : a < b
      }
    }
    self.exchanges = exchanges
    self.group = group
    self.byEnd = byEnd
  }

  /// What each exchange meant, the versions that came of them, and what was delivered of each.
  consuming func run() -> (steps: [Step], versions: [Version], covered: [IntervalSet]) {
    var steps: [Step] = []
    steps.reserveCapacity(group.count)
    var previous: Int?
    // The exchange before this one, where it is plain.
    var before: RangeExchange?
    for index in group {
      let exchange = exchanges[index]
      settle(before: index)
      var step = Step(exchange: exchange.id)
      step.held = held.length
      step.currentVersion = current
      step.previous = previous
      step.knownLength = lengthsDiffer ? nil : length
      if let before, exchange.saysNoMore(than: before) {
        goOn(exchange, after: before, &step)
      } else {
        relate(exchange, &step)
        if exchange.isContent {
          receive(exchange, index, &step)
        } else if let length = exchange.completeLength, let version = versions.matching(exchange),
          version < versions.versions.count
        {
          versions.tell(length, to: version)
        }
        learn(exchange)
      }
      if exchange.isContent { previous = exchange.id }
      before = exchange.isPlain ? exchange : nil
      steps.append(step)
    }
    return (steps, versions.versions, versions.covered)
  }

  /// Adds to what is held the bodies that had come to their end when this request left.
  private mutating func settle(before index: Int) {
    let time = exchanges[index].transaction.time
    while arrived < byEnd.count, byEnd[arrived] < index,
      exchanges[byEnd[arrived]].transaction.end <= time
    {
      let done = byEnd[arrived]
      if restarts.contains(done) {
        held = IntervalSet()
        owner = IntervalMap()
        owned = arrived
      }
      arrived += 1
      for part in exchanges[done].parts { held.insert(part) }
    }
  }

  /// The id of the exchange that delivered a position of what is held.
  private mutating func deliverer(of position: Int) -> Int? {
    guard owned < arrived else { return owner[position] }
    // Most go on where the one that arrived last ended.
    let last = exchanges[byEnd[arrived - 1]]
    if last.parts.contains(where: { $0.contains(position) }) { return last.id }
    while owned < arrived {
      let exchange = exchanges[byEnd[owned]]
      for part in exchange.parts { owner.set(exchange.id, in: part) }
      owned += 1
    }
    return owner[position]
  }

  /// Takes a plain exchange that says what the one before it said: all that is new is where it stands.
  private mutating func goOn(
    _ exchange: RangeExchange, after before: RangeExchange, _ step: inout Step
  ) {
    if let request = exchange.request {
      // It has the tag of its own response.
      if request.isConditional { step.ifRangeSource = before.id }
      relate(exchange, request, &step)
    }
    step.version = current
    step.again = exchange.placedBytes - versions.add(exchange)
    tags.renew(exchange.id)
    if exchange.response?.lastModified != nil { dates.renew(exchange.id) }
  }

  private mutating func relate(_ exchange: RangeExchange, _ step: inout Step) {
    guard let request = exchange.request else { return }
    switch request.ifRange {
    case .entityTag(let tag): step.ifRangeSource = tags[tag]
    case .date(let date): step.ifRangeSource = dates[date.epochSeconds]
    default: break
    }
    guard exchange.isGET, request.asksForBytes else { return }
    relate(exchange, request, &step)
  }

  /// How a GET for ranges relates to what is held.
  private mutating func relate(
    _ exchange: RangeExchange, _ request: RangeRequest, _ step: inout Step
  ) {
    guard !held.isEmpty else {
      step.start = .first
      return
    }
    step.start = .seek
    guard let first = request.firstPosition(completeLength: step.knownLength), first > 0,
      let run = held.interval(holding: first - 1)
    else { return }
    let end = run.upperBound
    if case .closed(_, let last)? = request.onlySpec, last < end { return }
    guard end - first <= Step.continuationReach else { return }
    step.start = .continuation(runEnd: end)
    step.continued = deliverer(of: first - 1)
  }

  private mutating func receive(_ exchange: RangeExchange, _ index: Int, _ step: inout Step) {
    let (version, new) = versions.receive(exchange)
    step.version = version
    step.again = exchange.placedBytes - new
    if exchange.status == 200, let current, current != version, !exchange.parts.isEmpty {
      step.discarded = held.length
      restarts.insert(index)
    }
    current = version
  }

  private mutating func learn(_ exchange: RangeExchange) {
    guard let response = exchange.response else { return }
    if let told = exchange.completeLength {
      if let length, length != told { lengthsDiffer = true }
      length = length ?? told
    }
    guard [200, 206, 304].contains(response.status) else { return }
    if let tag = response.entityTag { tags[tag] = exchange.id }
    if let date = response.lastModified { dates[date.epochSeconds] = exchange.id }
  }
}

extension RangeExchange {
  /// Whether a plain exchange says of its version what a plain one before it said, so that it is of the
  /// same and nothing is to be learnt of it.
  fileprivate func saysNoMore(than before: RangeExchange) -> Bool {
    guard isPlain, before.isPlain, completeLength == before.completeLength,
      case .entityTag(let tag)? = response?.etag,
      case .entityTag(let other)? = before.response?.etag, tag == other,
      response?.lastModified?.epochSeconds == before.response?.lastModified?.epochSeconds
    else { return false }
    return request?.isConditional == before.request?.isConditional
      && response?.isComplete == before.response?.isComplete
  }
}

extension RangeRequest {
  /// Whether there is an If-Range field; without a copy of what it says.
  fileprivate var isConditional: Bool {
    if case .some = ifRange { true } else { false }
  }
}
