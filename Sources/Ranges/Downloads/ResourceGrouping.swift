import Bytes
import HTTP
import Packets
import Transactions

/// Which exchanges make one download.
///
/// Under the standard grouping one client address, one address of a resource and one user agent
/// make a group. Groups are joined when the same server answered both with the same path, strong
/// entity tag and length under two Host names, when their addresses differ in signatures only and
/// tag and length are the same, and when one address redirected to both and what they told does not
/// contradict. A redirect that was followed belongs to the group of what followed it.
struct ResourceGrouping {
  /// The groups, in the order of their first exchanges.
  struct Groups {
    /// Their exchanges.
    var members: ExchangeGroups
    /// What they have in common, by number, where it is more than what all have.
    var keys: [Int: DownloadKey] = [:]
  }

  /// An address that was asked for.
  private struct Asked {
    /// The first exchange that did.
    var example: Int
    /// The latest one, while all are as the first.
    var latest: Int
    /// The bucket of the first.
    var bucket: Int32
    /// Where those stand who asked for it, by index; -1 while all are as the first.
    var crowd: Int32 = -1
  }

  /// A redirect is taken as followed when the next request for its target comes within this.
  static let followWithin: Int64 = 30_000_000_000

  private let exchanges: [RangeExchange]
  private let grouping: DownloadGrouping
  private let requests: AskedAddresses
  private var addresses: [Asked] = []
  private var table = PlaceTable()
  private var crowds: [Fetchers] = []
  /// Where servers are told apart: the address at which one was asked last, by index, of those that
  /// differ in their servers only.
  private var latest = PlaceTable()
  private var latestAddresses: [Int] = []
  private var latestExamples: [Int] = []
  /// For each exchange the number of its bucket, and -1 for those that fetch nothing.
  private var bucketOf: [Int32] = []
  private var buckets = 0
  /// For each exchange, where it matters who asked, the one of its address before; -1 for none.
  private var before: [Int32] = []
  /// Buckets that hold what another user agent began.
  private var handedOver: [Int] = []

  init(
    _ exchanges: [RangeExchange], by grouping: DownloadGrouping = .resource,
    only chosen: [Bool]? = nil
  ) {
    self.exchanges = exchanges
    self.grouping = grouping
    requests = AskedAddresses(exchanges: exchanges, grouping: grouping)
    bucketOf.reserveCapacity(exchanges.count)
    before = requests.splits ? [Int32](repeating: -1, count: exchanges.count) : []
    for index in exchanges.indices {
      guard chosen?[index] ?? true, exchanges[index].isGET || exchanges[index].isHEAD else {
        bucketOf.append(-1)
        continue
      }
      bucketOf.append(Int32(place(index)))
    }
  }

  /// The number of the bucket of an exchange, which is put there.
  private mutating func place(_ index: Int) -> Int {
    let hash = requests.hash(index, exchanges[index].addressHash)
    var search = PlaceTable.Search(hash)
    var known = table.next(&search)
    while let number = known, !requests.isSame(addresses[number].example, index) {
      known = table.next(&search)
    }
    if grouping == .server { noteServer(index, known ?? addresses.count) }
    guard let number = known else {
      table.add(addresses.count, hash)
      addresses.append(Asked(example: index, latest: index, bucket: Int32(buckets)))
      buckets += 1
      return buckets - 1
    }
    if addresses[number].crowd < 0, requests.isAsFirst(index, addresses[number].example) {
      if requests.splits {
        before[index] = Int32(addresses[number].latest)
        addresses[number].latest = index
      }
      return Int(addresses[number].bucket)
    }
    return placeInCrowd(index, number)
  }

  /// Places an exchange by who made it.
  private mutating func placeInCrowd(_ index: Int, _ number: Int) -> Int {
    if addresses[number].crowd < 0 {
      // All before were of one bucket: what they tell of it is looked at now that it matters.
      var fetchers = Fetchers()
      let bucket = Int(addresses[number].bucket)
      let all = sequence(first: addresses[number].latest) { [before] index in
        before[index] < 0 ? nil : Int(before[index])
      }
      for earlier in Array(all).reversed() {
        _ = fetchers.place(exchanges[earlier], splits: requests.splits) { bucket }
      }
      addresses[number].crowd = Int32(crowds.count)
      crowds.append(fetchers)
    }
    let count = buckets
    let place = crowds[Int(addresses[number].crowd)]
      .place(exchanges[index], splits: requests.splits) { count }
    if place.number == count { buckets += 1 }
    if place.isHandedOver { handedOver.append(place.number) }
    return place.number
  }

  /// The groups.
  func groups() -> Groups {
    let inBuckets = ExchangeGroups(bucketOf, count: buckets)
    var sets = DisjointSets(buckets)
    var joints = handedOver.map { (bucket: $0, joint: DownloadKey.Joint.handedOver) }
    let target = followed(inBuckets)
    AliasJoiner(exchanges, bucketOf, of: buckets, grouping).join(&sets, &joints)
    if let target { joinRedirected(target, inBuckets, &sets, &joints) }
    if joints.isEmpty, target == nil {
      // Each bucket is a group, as nearly always.
      var groups = Groups(members: inBuckets)
      nameFetchers(&groups, nil, &sets)
      return groups
    }

    var count: Int32 = 0
    var numberOf = [Int32](repeating: -1, count: buckets)
    var numbers = target ?? bucketOf
    for index in numbers.indices where numbers[index] >= 0 {
      let root = sets.root(Int(numbers[index]))
      if numberOf[root] < 0 {
        numberOf[root] = count
        count += 1
      }
      numbers[index] = numberOf[root]
    }
    var groups = Groups(members: ExchangeGroups(numbers, count: Int(count)))
    for (bucket, joint) in joints {
      let number = Int(numberOf[sets.root(bucket)])
      guard number >= 0 else { continue }
      var key = groups.keys[number] ?? DownloadKey(grouping)
      if !key.joints.contains(joint) { key.joints.append(joint) }
      groups.keys[number] = key
    }
    nameFetchers(&groups, numberOf, &sets)
    return groups
  }

  /// Names what tells groups of one address apart.
  private func nameFetchers(
    _ groups: inout Groups, _ numberOf: [Int32]?, _ sets: inout DisjointSets
  ) {
    for fetchers in crowds where fetchers.areSeveral {
      let numbers = fetchers.numbers
      let own = numbers.compactMap { fetchers.fetcher(ofBucketNumbered: $0) }
      let agentsDiffer = Set(own.map(\.agent)).count > 1
      let forwardsDiffer = Set(own.map(\.forwardedFor)).count > 1
      for number in numbers {
        let root = sets.root(number)
        let group = numberOf.map { Int($0[root]) } ?? root
        guard group >= 0, let fetcher = fetchers.fetcher(ofBucketNumbered: number) else { continue }
        var key = groups.keys[group] ?? DownloadKey(grouping)
        if agentsDiffer { key.userAgent = fetcher.agent }
        if forwardsDiffer { key.forwardedFor = fetcher.forwardedFor }
        groups.keys[group] = key
      }
    }
  }

  /// For each exchange the bucket to which it counts, that of what followed a redirect; `nil` where
  /// none was followed.
  private func followed(_ members: ExchangeGroups) -> [Int32]? {
    var target: [Int32]?
    // What follows comes later, so it has been settled when a redirect is.
    for index in exchanges.indices.reversed() {
      guard bucketOf[index] >= 0, let status = exchanges[index].status, 300..<400 ~= status,
        let location = exchanges[index].redirectTarget,
        let number = redirected(index, location)
      else { continue }
      let time = exchanges[index].transaction.time
      let asked = addresses[number]
      let numbers = asked.crowd < 0 ? [Int(asked.bucket)] : crowds[Int(asked.crowd)].numbers
      let next = numbers.filter { $0 != bucketOf[index] }
        .compactMap { members.first(of: $0, after: index) }.min()
      if let next, exchanges[next].transaction.time.since(time) <= Self.followWithin {
        let bucket = target?[next] ?? bucketOf[next]
        if target == nil { target = bucketOf }
        target?[index] = bucket
      }
    }
    return target
  }

  /// The number of the address to which a redirect leads; another server may answer there.
  private func redirected(_ index: Int, _ location: String) -> Int? {
    let hash = OctetHash.of(location)
    func leadsTo(_ number: Int) -> Bool {
      let example = addresses[number].example
      return exchanges[example].url == location && requests.isSameClient(example, index)
    }
    guard grouping == .server else { return table.number(requests.hash(index, hash), leadsTo) }
    let client = exchanges[index].transaction.client.address
    return latest.number(client.hash(hash)) { leadsTo(latestAddresses[$0]) }
      .map { latestAddresses[$0] }
  }

  /// Where servers are told apart: an address was asked for at one of them.
  private mutating func noteServer(_ index: Int, _ number: Int) {
    let hash = exchanges[index].transaction.client.address.hash(exchanges[index].addressHash)
    let place = latest.number(hash) { place in
      let example = latestExamples[place]
      return exchanges[example].url == exchanges[index].url && requests.isSameClient(example, index)
    }
    if let place {
      latestAddresses[place] = number
    } else {
      latest.add(latestAddresses.count, hash)
      latestAddresses.append(number)
      latestExamples.append(index)
    }
  }

  /// One address that redirected to several: they are one resource unless they contradict.
  private func joinRedirected(
    _ target: [Int32], _ members: ExchangeGroups, _ sets: inout DisjointSets,
    _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)]
  ) {
    var led: [Int: (bucket: Int, tag: EntityTag?, length: Int?)] = [:]
    for index in exchanges.indices {
      let (own, bucket) = (Int(bucketOf[index]), Int(target[index]))
      guard own != bucket else { continue }
      let (tag, length) = told(members[bucket])
      guard let known = led[own] else {
        led[own] = (bucket, tag, length)
        continue
      }
      if sets.root(known.bucket) == sets.root(bucket) { continue }
      let differ = if let a = known.length, let b = length { a != b } else { false }
      let sameTag = if let a = known.tag, let b = tag { a.weakMatch(b) } else { true }
      if !differ || (sameTag && known.tag != nil && tag != nil) {
        sets.join(known.bucket, bucket)
        joints.append((bucket, .redirect))
      }
      led[own] = (known.bucket, known.tag ?? tag, known.length ?? length)
    }
  }

  /// What the first content of a bucket told.
  private func told(_ members: ArraySlice<Int>) -> (EntityTag?, Int?) {
    for index in members.prefix(16) where exchanges[index].isContent {
      return (exchanges[index].response?.entityTag, exchanges[index].completeLength)
    }
    return (nil, nil)
  }
}
