import HTTP
import Packets
import Transactions

/// Which exchanges fetch the same resource for the same client.
///
/// One client address and one address of a resource make a group. Groups are joined when the same
/// server answered both with the same path, strong entity tag and length under two Host names, and
/// when one address redirected to both and what they told does not contradict. A redirect that was
/// followed belongs to the group of what followed it.
struct ResourceGrouping {
  private struct Address: Hashable {
    var client: IPAddress
    var url: String
  }

  private struct Alias: Hashable {
    var client: IPAddress
    var server: Endpoint
    var path: Substring
    var tag: String
    var length: Int
  }

  /// A redirect is taken as followed when the next request for its target comes within this.
  static let followWithin: Int64 = 30_000_000_000

  private let exchanges: [RangeExchange]
  private var addresses: [Address: Int] = [:]
  /// For each exchange its address, and `nil` for those that fetch nothing.
  private var addressOf: [Int?] = []
  /// For each address its exchanges, in order.
  private var members: [[Int]] = []

  init(_ exchanges: [RangeExchange]) {
    self.exchanges = exchanges
    addressOf.reserveCapacity(exchanges.count)
    for (index, exchange) in exchanges.enumerated() {
      guard let method = exchange.request?.method, method == "GET" || method == "HEAD" else {
        addressOf.append(nil)
        continue
      }
      let key = Address(client: exchange.transaction.client.address, url: exchange.url)
      let number = addresses[key] ?? members.count
      if number == members.count {
        addresses[key] = number
        members.append([])
      }
      members[number].append(index)
      addressOf.append(number)
    }
  }

  /// The groups, each the indices of its exchanges in order, in the order of their first ones.
  func groups() -> [[Int]] {
    var sets = DisjointSets(members.count)
    joinAliases(&sets)
    let target = followed()
    joinRedirected(target, &sets)

    var groups: [[Int]] = []
    var numberOf: [Int: Int] = [:]
    for index in exchanges.indices {
      guard let address = target[index] else { continue }
      let root = sets.root(address)
      if let number = numberOf[root] {
        groups[number].append(index)
      } else {
        numberOf[root] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  /// Two Host names for the same server address, path, strong entity tag and length.
  private func joinAliases(_ sets: inout DisjointSets) {
    var seen: [Alias: Int] = [:]
    for (index, exchange) in exchanges.enumerated() {
      guard let address = addressOf[index], exchange.isContent,
        let tag = exchange.response?.strongTag, let length = exchange.completeLength
      else { continue }
      let alias = Alias(
        client: exchange.transaction.client.address, server: exchange.transaction.server,
        path: Self.path(exchange.url), tag: tag.opaqueTag, length: length)
      if let other = seen[alias] {
        if other != address { sets.join(other, address) }
      } else {
        seen[alias] = address
      }
    }
  }

  /// For each exchange the address to which it counts: that of what followed a redirect.
  private func followed() -> [Int?] {
    var target = addressOf
    // What follows comes later, so it has been settled when a redirect is.
    for index in exchanges.indices.reversed() {
      let exchange = exchanges[index]
      guard let own = addressOf[index], let location = exchange.redirectTarget,
        let address = addresses[
          Address(client: exchange.transaction.client.address, url: location)],
        address != own
      else { continue }
      if let next = firstMember(of: address, after: index),
        exchanges[next].transaction.time.since(exchange.transaction.time) <= Self.followWithin
      {
        target[index] = target[next]
      }
    }
    return target
  }

  /// One address that redirected to several: they are one resource unless they contradict.
  private func joinRedirected(_ target: [Int?], _ sets: inout DisjointSets) {
    var led: [Int: (address: Int, tag: EntityTag?, length: Int?)] = [:]
    for index in exchanges.indices {
      guard let own = addressOf[index], let address = target[index], own != address else {
        continue
      }
      let (tag, length) = told(address)
      guard let known = led[own] else {
        led[own] = (address, tag, length)
        continue
      }
      if sets.root(known.address) == sets.root(address) { continue }
      let differ =
        if let a = known.length, let b = length { a != b } else { false }
      let sameTag =
        if let a = known.tag, let b = tag { a.weakMatch(b) } else { true }
      if !differ || (sameTag && known.tag != nil && tag != nil) {
        sets.join(known.address, address)
      }
      led[own] = (known.address, known.tag ?? tag, known.length ?? length)
    }
  }

  /// What the first content under an address told.
  private func told(_ address: Int) -> (EntityTag?, Int?) {
    for index in members[address].prefix(16) where exchanges[index].isContent {
      return (exchanges[index].response?.entityTag, exchanges[index].completeLength)
    }
    return (nil, nil)
  }

  private func firstMember(of address: Int, after index: Int) -> Int? {
    let list = members[address]
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
    guard let colon = url.firstIndex(of: ":"),
      let start = url.index(colon, offsetBy: 3, limitedBy: url.endIndex)
    else { return Substring(url) }
    return url[(url[start...].firstIndex(of: "/") ?? url.endIndex)...]
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
