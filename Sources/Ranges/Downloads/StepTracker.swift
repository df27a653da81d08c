import Bytes
import HTTP
import Packets
import Transactions

/// What the client held, as the exchanges of one download go by in the order of their requests.
struct StepTracker {
  private let exchanges: [RangeExchange]
  private let group: [Int]
  private var versions = VersionTracker()
  private var held = IntervalSet()
  private var owner = IntervalMap<Int>()
  /// Content exchanges by the time of their end; those before `arrived` are held.
  private var byEnd: [Int] = []
  private var arrived = 0
  /// The complete length that was told first, and whether another was.
  private var length: Int?
  private var lengthsDiffer = false
  private var tags = LatestIDs<EntityTag>()
  private var dates = LatestIDs<Int64>()
  private var current: Int?
  private var restarts: Set<Int> = []

  /// The exchanges at the indices `group` of `exchanges`, in order.
  init(_ exchanges: [RangeExchange], _ group: [Int]) {
    self.exchanges = exchanges
    self.group = group
    byEnd.reserveCapacity(group.count)
    var isSorted = true
    for index in group where exchanges[index].isContent {
      if let last = byEnd.last, exchanges[index].transaction.end < exchanges[last].transaction.end {
        isSorted = false
      }
      byEnd.append(index)
    }
    if !isSorted {
      byEnd.sort {
        let (a, b) = (exchanges[$0].transaction.end, exchanges[$1].transaction.end)
        return a == b ? $0 < $1 : a < b
      }
    }
  }

  /// What each exchange meant, and the versions that came of them.
  consuming func run() -> (steps: [Step], versions: [VersionTracker.Entry]) {
    var steps: [Step] = []
    steps.reserveCapacity(group.count)
    var previous: Int?
    for index in group {
      let exchange = exchanges[index]
      settle(before: index)
      var step = Step(exchange: exchange.id)
      step.held = held.length
      step.currentVersion = current
      step.previous = previous
      step.knownLength = lengthsDiffer ? nil : length
      relate(exchange, &step)
      if exchange.isContent {
        receive(exchange, index, &step)
        previous = exchange.id
      } else if let length = exchange.completeLength, let version = versions.matching(exchange),
        version < versions.entries.count
      {
        versions.tell(length, to: version)
      }
      learn(exchange)
      steps.append(step)
    }
    return (steps, versions.entries)
  }

  /// Adds to what is held the bodies that had come to their end when this request left.
  private mutating func settle(before index: Int) {
    let time = exchanges[index].transaction.time
    while arrived < byEnd.count, byEnd[arrived] < index,
      exchanges[byEnd[arrived]].transaction.end <= time
    {
      let done = byEnd[arrived]
      arrived += 1
      if restarts.contains(done) {
        held = IntervalSet()
        owner = IntervalMap()
      }
      for part in exchanges[done].parts {
        held.insert(part)
        owner.set(exchanges[done].id, in: part)
      }
    }
  }

  private func relate(_ exchange: RangeExchange, _ step: inout Step) {
    guard let request = exchange.request else { return }
    switch request.ifRange {
    case .entityTag(let tag): step.ifRangeSource = tags[tag]
    case .date(let date): step.ifRangeSource = dates[date.epochSeconds]
    default: break
    }
    guard exchange.isGET, request.asksForBytes else { return }
    guard !held.isEmpty else {
      step.start = .first
      return
    }
    step.start = .seek
    guard let first = request.firstPosition(completeLength: step.knownLength), first > 0,
      let run = held.interval(holding: first - 1)
    else { return }
    let end = run.upperBound
    if case .closed(_, let last)? = exchange.onlySpec, last < end { return }
    guard end - first <= Step.continuationReach else { return }
    step.start = .continuation(runEnd: end)
    step.continued = owner[first - 1]
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
