/// An IPv4 or IPv6 address, IPv4 kept in its mapped form `::ffff:a.b.c.d`.
///
/// Two words and no array, so that it can be compared and hashed on the packet path.
/// Source: RFC 4291 §2.5.5.2.
public struct IPAddress: Hashable, Sendable, Comparable {
  /// The first eight octets, the first one most significant.
  public var high: UInt64
  /// The last eight octets.
  public var low: UInt64

  /// An address from its sixteen octets.
  @inlinable @inline(__always)
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// An IPv4 address from its 32 bits, `10.0.0.1` being `0x0A000001`.
  @inlinable @inline(__always)
  public init(ipv4 address: UInt32) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(address))
  }

  /// Whether this is an IPv4 address.
  @inlinable
  public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Orders IPv4 before nearly all of IPv6, and each by its octets.
  @inlinable
  public static func < (a: IPAddress, b: IPAddress) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}

extension IPAddress: CustomStringConvertible {
  /// `192.168.1.2`, or IPv6 in the form of RFC 5952, without brackets.
  public var description: String {
    if isIPv4 {
      return (0..<4).map { String(low >> UInt64(24 - 8 * $0) & 0xFF) }.joined(separator: ".")
    }
    let groups = (0..<8).map { i in
      UInt16(truncatingIfNeeded: (i < 4 ? high : low) >> UInt64(48 - 16 * (i % 4)))
    }
    // The first longest run of at least two zero groups is shortened.
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    func text(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best.isEmpty
      ? text(groups[...])
      : "\(text(groups[..<best.lowerBound]))::\(text(groups[best.upperBound...]))"
  }
}

/// One end of a connection: an address and a TCP port.
public struct Endpoint: Hashable, Sendable, CustomStringConvertible {
  /// The IP address.
  public var address: IPAddress
  /// The TCP port.
  public var port: UInt16

  /// One end of a connection.
  @inlinable @inline(__always)
  public init(address: IPAddress, port: UInt16) {
    self.address = address
    self.port = port
  }

  /// `192.168.1.2:80` or `[::1]:80`.
  public var description: String {
    address.isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
  }
}
