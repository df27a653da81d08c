import Bytes
import HTTP
import Packets
import Transactions
import Workers

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
    /// For each exchange what most downloads are made of.
    let rows: [ExchangeRow]
    private let addresses: [AskedAddress]
    private let crowds: Crowds

    fileprivate init(_ members: ExchangeGroups, _ asked: AskedAddresses, _ crowds: Crowds) {
      self.members = members
      rows = asked.rows
      addresses = asked.all
      self.crowds = crowds
    }

    /// The address of a group that may be all that was asked for there, as far as its first exchange
    /// tells.
    func address(ofGroup number: Int) -> AskedAddress? {
      if !keys.isEmpty, keys[number] != nil { return nil }
      let address = Int(rows[members[number][0]].address)
      return crowds.isCrowd(address) ? nil : addresses[address]
    }
  }

  /// A redirect is taken as followed when the next request for its target comes within this.
  static let followWithin: Int64 = 30_000_000_000

  private let exchanges: RangeExchanges
  private let way: AskedWay
  private let asked: AskedAddresses
  private let crowds: Crowds

  /// For each exchange the number of its bucket, and -1 for those that fetch nothing.
  private var bucketOf: [Int32] { crowds.bucketOf }

  init(
    _ exchanges: RangeExchanges, by grouping: DownloadGrouping = .resource,
    only chosen: [Bool]? = nil, _ workers: Workers = .one
  ) {
    self.exchanges = exchanges
    way = AskedWay(grouping: grouping)
    asked = AskedAddresses(exchanges, way, only: chosen, workers)
    crowds = Crowds(exchanges, asked)
  }

  /// The groups.
  func groups() -> Groups {
    let buckets = crowds.buckets
    let inBuckets = ExchangeGroups(bucketOf, count: buckets)
    var sets = DisjointSets(buckets)
    var joints = crowds.handedOver.map { (bucket: $0, joint: DownloadKey.Joint.handedOver) }
    let target = followed(inBuckets)
    AliasJoiner(exchanges, bucketOf, of: buckets, way.grouping).join(&sets, &joints, news)
    if let target { joinRedirected(target, inBuckets, &sets, &joints) }
    if joints.isEmpty, target == nil {
      // Each bucket is a group, as nearly always.
      var groups = Groups(inBuckets, asked, crowds)
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
    var groups = Groups(ExchangeGroups(numbers, count: Int(count)), asked, crowds)
    for (bucket, joint) in joints {
      let number = Int(numberOf[sets.root(bucket)])
      guard number >= 0 else { continue }
      var key = groups.keys[number] ?? DownloadKey(way.grouping)
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
    for fetchers in crowds.all where fetchers.areSeveral {
      let numbers = fetchers.numbers
      let own = numbers.compactMap { fetchers.fetcher(ofBucketNumbered: $0) }
      let agentsDiffer = Set(own.map(\.agent)).count > 1
      let forwardsDiffer = Set(own.map(\.forwardedFor)).count > 1
      for number in numbers {
        let root = sets.root(number)
        let group = numberOf.map { Int($0[root]) } ?? root
        guard group >= 0, let fetcher = fetchers.fetcher(ofBucketNumbered: number) else { continue }
        var key = groups.keys[group] ?? DownloadKey(way.grouping)
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
    var latest: LatestServers?
    // What follows comes later, so it has been settled when a redirect is.
    for index in asked.rows.indices.reversed() where asked.rows[index].flags.contains(.isRedirect) {
      guard bucketOf[index] >= 0, let location = exchanges[index].redirectTarget else { continue }
      if way.grouping == .server, latest == nil { latest = LatestServers(exchanges, asked) }
      guard let number = redirected(index, location, latest) else { continue }
      let time = exchanges[index].transaction.time
      let next = crowds.buckets(ofAddress: number).filter { $0 != bucketOf[index] }
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
  private func redirected(_ index: Int, _ location: String, _ latest: LatestServers?) -> Int? {
    let hash = OctetHash.of(location)
    let client = exchanges[index].transaction.client.address
    if let latest { return latest.address(location, hash, of: client, asked) }
    return asked.number(way.hash(exchanges[index], hash)) { address in
      address.url == location && (way.grouping == .url || address.client == client)
    }
  }

  /// What may say something else than the content of its bucket before it.
  private var news: [AskedAddresses.News] {
    if crowds.members.isEmpty { return asked.news }
    // Where who asked tells exchanges of one address apart, all of them may.
    let members = crowds.members.lazy.filter {
      exchanges[$0].isContent && exchanges[$0].completeLength != nil
    }.map { AskedAddresses.News(exchanges[$0], at: $0, way.grouping) }
    return (asked.news + members).sorted { $0.index < $1.index }
  }

  /// One address that redirected to several: they are one resource unless they contradict.
  private func joinRedirected(
    _ target: [Int32], _ members: ExchangeGroups, _ sets: inout DisjointSets,
    _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)]
  ) {
    var led: [Int: (bucket: Int, tag: EntityTag?, length: Int?)] = [:]
    for index in asked.rows.indices where asked.rows[index].flags.contains(.isRedirect) {
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
  private func told(_ members: ExchangeGroups.Members) -> (EntityTag?, Int?) {
    for index in members.prefix(16) where exchanges[index].isContent {
      return (exchanges[index].response?.entityTag, exchanges[index].completeLength)
    }
    return (nil, nil)
  }
}
