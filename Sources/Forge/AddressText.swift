import Packets

/// Reads addresses as people write them.
///
/// Source: RFC 4291 §2.2.
enum AddressText {
  static func endpoint(_ text: String) -> Endpoint? {
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var address = text[..<colon]
    if address.hasPrefix("["), address.hasSuffix("]") {
      address = address.dropFirst().dropLast()
      return ipv6(address).map { Endpoint(address: $0, port: port) }
    }
    return ipv4(address).map { Endpoint(address: $0, port: port) }
  }

  static func ipv4(_ text: Substring) -> IPAddress? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard let part else { return nil }
      address = address << 8 | UInt32(part)
    }
    return IPAddress(ipv4: address)
  }

  static func ipv6(_ text: Substring) -> IPAddress? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let head = groups(first) else { return nil }
    var all = head
    if halves.count == 2 {
      guard let tail = groups(halves[1]), head.count + tail.count < 8 else { return nil }
      all += Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }
    guard all.count == 8 else { return nil }
    func word(_ groups: ArraySlice<UInt16>) -> UInt64 {
      groups.reduce(0) { $0 << 16 | UInt64($1) }
    }
    return IPAddress(high: word(all[..<4]), low: word(all[4...]))
  }

  private static func groups(_ text: Substring) -> [UInt16]? {
    if text.isEmpty { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      guard let group = UInt16(part, radix: 16) else { return nil }
      groups.append(group)
    }
    return groups
  }
}
