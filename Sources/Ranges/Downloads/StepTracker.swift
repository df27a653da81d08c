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
  private var lengths: Set<Int> = []
  private var tags = LatestIDs<EntityTag>()
  private var dates = LatestIDs<Int64>()
  private var current: Int?
  private var restarts: Set<Int> = []

  /// The exchanges at the indices `group` of `exchanges`, in order.
  init(_ exchanges: [RangeExchange], _ group: [Int]) {
    self.exchanges = exchanges
    self.group = group
    byEnd = group.filter { exchanges[$0].isContent }.sorted {
      let (a, b) = (exchanges[$0].transaction.end, exchanges[$1].transaction.end)
      return a == b ? $0 < $1 : a < b
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
      step.knownLength = lengths.count == 1 ? lengths.first : nil
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
    guard exchange.isGET, let range = request.range, !range.specs.isEmpty else { return }
    guard !held.isEmpty else {
      step.start = .first
      return
    }
    step.start = .seek
    guard let first = range.firstPosition(completeLength: step.knownLength), first > 0,
      held.contains(first - 1)
    else { return }
    let end = endOfRun(through: first - 1)
    if case .closed(_, let last)? = exchange.onlySpec, last < end { return }
    guard end - first <= Step.continuationReach else { return }
    step.start = .continuation(runEnd: end)
    step.continued = owner[first - 1]
  }

  /// Where the run of held bytes that holds `position` ends.
  private func endOfRun(through position: Int) -> Int {
    var window = 4096
    while true {
      let (sum, overflow) = position.addingReportingOverflow(window)
      let limit = overflow ? Int.max : sum
      if let gap = held.gaps(in: position..<limit).first { return gap.lowerBound }
      if overflow { return limit }
      window = window > Int.max / 2 ? Int.max : window * 2
    }
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
    if let length = exchange.completeLength, lengths.count < 16, lengths.first != length {
      lengths.insert(length)
    }
    guard [200, 206, 304].contains(response.status) else { return }
    if let tag = response.entityTag { tags[tag] = exchange.id }
    if let date = response.lastModified { dates[date.epochSeconds] = exchange.id }
  }
}
