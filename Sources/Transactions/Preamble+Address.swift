import Packets

extension Preamble {
  /// An address as a PROXY header writes it.
  ///
  /// Source: RFC 4291 §2.2.
  static func address(_ text: ArraySlice<UInt8>) -> IPAddress? {
    text.contains(0x3A) ? ipv6(text) : ipv4(text).map { IPAddress(ipv4: $0) }
  }

  private static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
    let parts = text.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard let octet = UInt8(String(decoding: part, as: UTF8.self)) else { return nil }
      address = address << 8 | UInt32(octet)
    }
    return address
  }

  private static func ipv6(_ text: ArraySlice<UInt8>) -> IPAddress? {
    var groups: [UInt16] = []
    var gap: Int?
    let parts = text.split(separator: 0x3A, maxSplits: 9, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        // Of the empty parts at an end, that of `::` itself counts once.
        if index > 0, index < parts.count - 1 || parts[index - 1].isEmpty {
          guard gap == nil || gap == groups.count else { return nil }
          gap = groups.count
        }
      } else if index == parts.count - 1, part.contains(0x2E) {
        guard let last = ipv4(part) else { return nil }
        groups += [UInt16(last >> 16), UInt16(last & 0xFFFF)]
      } else {
        guard let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16) else {
          return nil
        }
        groups.append(group)
      }
    }
    if let gap, groups.count < 8 {
      groups.insert(contentsOf: Array(repeating: 0, count: 8 - groups.count), at: gap)
    }
    guard groups.count == 8 else { return nil }
    func word(_ groups: ArraySlice<UInt16>) -> UInt64 {
      groups.reduce(0) { $0 << 16 | UInt64($1) }
    }
    return IPAddress(high: word(groups[..<4]), low: word(groups[4...]))
  }
}
