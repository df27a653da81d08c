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
  /// A group: the indices of its exchanges in order, and what they have in common.
  struct Group {
    var members: [Int]
    var key: DownloadKey
  }

  private struct Address: Hashable {
    var client: IPAddress?
    var url: String
    /// That of the address, for which it stands.
    var hash: UInt64
    var server: Endpoint?

    func hash(into hasher: inout Hasher) {
      hasher.combine(hash)
      hasher.combine(client?.low ?? 0)
      hasher.combine(client?.high ?? 0)
      if let server { hasher.combine(server) }
    }
  }

  /// A redirect is taken as followed when the next request for its target comes within this.
  static let followWithin: Int64 = 30_000_000_000

  private let exchanges: [RangeExchange]
  private let grouping: DownloadGrouping
  private var addresses: [Address: Fetchers] = [:]
  /// Where servers are told apart: one that was asked for an address.
  private var servers: [Address: Endpoint] = [:]
  /// For each exchange the number of its bucket, and `nil` for those that fetch nothing.
  private var bucketOf: [Int?] = []
  /// For each bucket its exchanges, in order.
  private var members: [[Int]] = []
  /// Buckets that hold what another user agent began.
  private var handedOver: [Int] = []

  init(
    _ exchanges: [RangeExchange], by grouping: DownloadGrouping = .resource,
    only chosen: [Bool]? = nil
  ) {
    self.exchanges = exchanges
    self.grouping = grouping
    bucketOf.reserveCapacity(exchanges.count)
    for index in exchanges.indices {
      guard chosen?[index] ?? true, exchanges[index].isGET || exchanges[index].isHEAD else {
        bucketOf.append(nil)
        continue
      }
      let exchange = exchanges[index]
      let address = address(index, exchange.url, exchange.addressHash)
      if let server = address.server {
        var anywhere = address
        anywhere.server = nil
        servers[anywhere] = server
      }
      let count = members.count
      let place = addresses[address, default: Fetchers()]
        .place(exchange, splits: grouping == .resource || grouping == .server) { count }
      if place.number == count { members.append([]) }
      if place.isHandedOver { handedOver.append(place.number) }
      members[place.number].append(index)
      bucketOf.append(place.number)
    }
  }

  /// The groups, in the order of their first exchanges.
  func groups() -> [Group] {
    var sets = DisjointSets(members.count)
    var joints = handedOver.map { (bucket: $0, joint: DownloadKey.Joint.handedOver) }
    let (target, isFollowed) = followed()
    AliasJoiner(exchanges, bucketOf, of: members.count, grouping).join(&sets, &joints)
    joinRedirected(target, &sets, &joints)
    if joints.isEmpty, !isFollowed {
      // Each bucket is a group, as nearly always.
      var groups = members.map { Group(members: $0, key: DownloadKey(grouping)) }
      nameFetchers(&groups, Array(members.indices), &sets)
      return groups
    }

    var groups: [Group] = []
    var numberOf = [Int?](repeating: nil, count: members.count)
    for index in exchanges.indices {
      guard let bucket = target[index] else { continue }
      let root = sets.root(bucket)
      if let number = numberOf[root] {
        groups[number].members.append(index)
      } else {
        numberOf[root] = groups.count
        groups.append(Group(members: [index], key: DownloadKey(grouping)))
      }
    }
    for (bucket, joint) in joints {
      guard let number = numberOf[sets.root(bucket)], !groups[number].key.joints.contains(joint)
      else { continue }
      groups[number].key.joints.append(joint)
    }
    nameFetchers(&groups, numberOf, &sets)
    return groups
  }

  /// Names what tells groups of one address apart.
  private func nameFetchers(
    _ groups: inout [Group], _ numberOf: [Int?], _ sets: inout DisjointSets
  ) {
    for fetchers in addresses.values where fetchers.areSeveral {
      let numbers = fetchers.numbers
      let own = numbers.compactMap { fetchers.fetcher(ofBucketNumbered: $0) }
      let agentsDiffer = Set(own.map(\.agent)).count > 1
      let forwardsDiffer = Set(own.map(\.forwardedFor)).count > 1
      for number in numbers {
        guard let group = numberOf[sets.root(number)],
          let fetcher = fetchers.fetcher(ofBucketNumbered: number)
        else { continue }
        if agentsDiffer { groups[group].key.userAgent = fetcher.agent }
        if forwardsDiffer { groups[group].key.forwardedFor = fetcher.forwardedFor }
      }
    }
  }

  private func address(_ index: Int, _ url: String, _ hash: UInt64) -> Address {
    Address(
      client: grouping == .url ? nil : exchanges[index].transaction.client.address, url: url,
      hash: hash, server: grouping == .server ? exchanges[index].transaction.server : nil)
  }

  /// For each exchange the bucket to which it counts, that of what followed a redirect; and whether
  /// any was followed.
  private func followed() -> (target: [Int?], isFollowed: Bool) {
    var target = bucketOf
    var isFollowed = false
    // What follows comes later, so it has been settled when a redirect is.
    for index in exchanges.indices.reversed() {
      guard let status = exchanges[index].status, 300..<400 ~= status, let own = bucketOf[index],
        let location = exchanges[index].redirectTarget,
        let fetchers = addresses[redirected(index, location)]
      else { continue }
      let time = exchanges[index].transaction.time
      let next = fetchers.numbers.filter { $0 != own }
        .compactMap { firstMember(of: $0, after: index) }.min()
      if let next, exchanges[next].transaction.time.since(time) <= Self.followWithin {
        target[index] = target[next]
        isFollowed = true
      }
    }
    return (target, isFollowed)
  }

  /// Where a redirect leads; another server may answer there.
  private func redirected(_ index: Int, _ location: String) -> Address {
    var address = address(index, location, OctetHash.of(location))
    guard grouping == .server else { return address }
    address.server = nil
    address.server = servers[address]
    return address
  }

  /// One address that redirected to several: they are one resource unless they contradict.
  private func joinRedirected(
    _ target: [Int?], _ sets: inout DisjointSets,
    _ joints: inout [(bucket: Int, joint: DownloadKey.Joint)]
  ) {
    var led: [Int: (bucket: Int, tag: EntityTag?, length: Int?)] = [:]
    for index in exchanges.indices {
      guard let own = bucketOf[index], let bucket = target[index], own != bucket else { continue }
      let (tag, length) = told(bucket)
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
  private func told(_ bucket: Int) -> (EntityTag?, Int?) {
    for index in members[bucket].prefix(16) where exchanges[index].isContent {
      return (exchanges[index].response?.entityTag, exchanges[index].completeLength)
    }
    return (nil, nil)
  }

  private func firstMember(of bucket: Int, after index: Int) -> Int? {
    let list = members[bucket]
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low < list.count ? list[low] : nil
  }

  /// What follows the authority of an address.
  static func path(_ url: String) -> Substring {
    if let offset = url.utf8.withContiguousStorageIfAvailable(pathOffset) {
      return url[url.utf8.index(url.startIndex, offsetBy: offset)...]
    }
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let start = bytes.index(colon, offsetBy: 3, limitedBy: bytes.endIndex)
    else { return Substring(url) }
    return url[(bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex)...]
  }
}

extension ResourceGrouping {
  /// How many octets of an address stand before what follows its authority; 0 where it has none.
  private static func pathOffset(_ url: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < url.count, url[index] != UInt8(ascii: ":") { index += 1 }
    guard index + 3 <= url.count else { return 0 }
    index += 3
    while index < url.count, url[index] != UInt8(ascii: "/") { index += 1 }
    return index
  }
}

extension RangeExchange {
  /// Whether it is a GET or HEAD answered by a redirect that names where to go.
  public var isRedirect: Bool { redirectTarget != nil }

  /// The address to which a redirect leads; `nil` for what is none.
  public var redirectTarget: String? {
    guard let response, [301, 302, 303, 307, 308].contains(response.status),
      let location = response.location
    else { return nil }
    return RequestURL.resolve(location, against: url)
  }
}
