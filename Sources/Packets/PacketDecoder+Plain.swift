public import Bytes

/// The straight way through packets as most are.
///
/// It finds what the loop over the layers would find, without asking at each header what comes next.
/// What is not plain gives `nil`, and is for the loop to read and to judge.
extension PacketDecoder {
  /// The segment of a whole TCP packet of IPv4 without options, in an Ethernet frame without a tag.
  ///
  /// Nearly all packets are such. It is part of its caller, so that no segment is copied on its way,
  /// or made at all; it tells what `decode` would, and counts nothing.
  ///
  /// - Parameters:
  ///   - bytes: A block in which the packet lies.
  ///   - start: Where it begins.
  ///   - captured: How many bytes of it there are.
  ///   - linkType: What it begins with.
  /// - Returns: The segment, its offsets those in `bytes`; `nil` for any other packet, which is for
  ///   `decode`, and for one that does not lie in the block.
  @inlinable @inline(__always)
  public static func usual(
    _ bytes: RawSpan, at start: Int, captured: Int, linkType: LinkType
  ) -> Segment? {
    guard linkType.rawValue == 1, start >= 0, captured >= 54, captured <= bytes.byteCount &- start,
      bytes.integer(unchecked: start &+ 12, as: UInt16.self) == 0x0800
    else { return nil }
    return plainIPv4(bytes, in: Range(uncheckedBounds: (start &+ 14, start &+ captured)))
  }

  /// The same, of a packet that lies by itself.
  @inlinable @inline(__always)
  public static func usual(_ bytes: RawSpan, linkType: LinkType) -> Segment? {
    usual(bytes, at: 0, captured: bytes.byteCount, linkType: linkType)
  }

  /// The segment of a packet with nothing between a common link layer and IP but one VLAN tag, and
  /// nothing between IP and TCP.
  @inline(__always)
  static func plain(_ bytes: RawSpan, linkType: LinkType) -> Segment? {
    guard bytes.byteCount >= 40 else { return nil }
    let start: Int
    let type: UInt16
    switch linkType {
    case .ethernet:
      let first = bytes.uint16(at: 12)
      if first == 0x8100 {
        start = 18
        type = bytes.uint16(at: 16)
      } else {
        start = 14
        type = first
      }
    case .raw:
      start = 0
      type = bytes.byte(at: 0) >> 4 == 4 ? 0x0800 : 0x86DD
    case .null, .loop:
      start = 4
      // Families below 256, in either byte order.
      switch bytes.uint32(at: 0) {
      case 2, 0x0200_0000: type = 0x0800
      case 24, 28, 30, 0x1800_0000, 0x1C00_0000, 0x1E00_0000: type = 0x86DD
      default: return nil
      }
    case .linuxCooked:
      start = 16
      // Other kinds of interface may have a header of their own.
      type = bytes.uint16(at: 2) == 1 ? bytes.uint16(at: 14) : 0
    case .linuxCooked2:
      start = 20
      type = bytes.uint16(at: 8) == 1 ? bytes.uint16(at: 0) : 0
    default: return nil
    }
    switch type {
    case 0x0800: return plainIPv4(bytes, in: start..<bytes.byteCount)
    case 0x86DD: return plainIPv6(bytes, at: start)
    default: return nil
    }
  }

  /// The segment of an IPv4 packet that has no options and is no fragment.
  ///
  /// - Parameters:
  ///   - bytes: Those among which it is.
  ///   - range: Where it begins, and where what was captured ends; it lies within them.
  /// - Returns: The segment, its offsets those in `bytes`.
  @inlinable @inline(__always)
  static func plainIPv4(_ bytes: RawSpan, in range: Range<Int>) -> Segment? {
    let start = range.lowerBound
    let tcp = start &+ 20
    // Version and length; the bit "more fragments" and the offset, then the protocol.
    guard range.upperBound &- start >= 40,
      bytes.integer(unchecked: start, as: UInt8.self) == 0x45,
      bytes.integer(unchecked: start &+ 6, as: UInt32.self) & 0x3FFF_00FF == 6
    else { return nil }
    let total = Int(bytes.integer(unchecked: start &+ 2, as: UInt16.self))
    let length = Int(bytes.integer(unchecked: tcp &+ 12, as: UInt8.self) >> 4) &* 4
    guard length >= 20, total >= 20 &+ length else { return nil }
    let end = min(range.upperBound, start &+ total)
    let data = min(tcp &+ length, end)
    let checksum = bytes.integer(unchecked: tcp &+ 16, as: UInt16.self)
    let identification = bytes.integer(unchecked: start &+ 4, as: UInt16.self)
    return Segment(
      source: Endpoint(
        address: IPAddress(ipv4: bytes.integer(unchecked: start &+ 12, as: UInt32.self)),
        port: bytes.integer(unchecked: tcp, as: UInt16.self)),
      destination: Endpoint(
        address: IPAddress(ipv4: bytes.integer(unchecked: start &+ 16, as: UInt32.self)),
        port: bytes.integer(unchecked: tcp &+ 2, as: UInt16.self)),
      sequence: bytes.integer(unchecked: tcp &+ 4, as: UInt32.self),
      acknowledgement: bytes.integer(unchecked: tcp &+ 8, as: UInt32.self),
      flags: TCPFlags(rawValue: bytes.integer(unchecked: tcp &+ 13, as: UInt8.self)),
      window: bytes.integer(unchecked: tcp &+ 14, as: UInt16.self),
      payload: Range(uncheckedBounds: (data, end)),
      payloadLength: total &- 20 &- length,
      options: Range(uncheckedBounds: (tcp &+ 20, data)),
      identification: UInt32(checksum) << 16 | UInt32(identification),
      hopLimit: bytes.integer(unchecked: start &+ 8, as: UInt8.self))
  }

  /// The segment of an IPv6 packet that has no extension header.
  @inline(__always)
  private static func plainIPv6(_ bytes: RawSpan, at start: Int) -> Segment? {
    guard bytes.byteCount >= start + 60 else { return nil }
    let header = bytes.extracting(start..<start + 60)
    guard header.byte(at: 0) >> 4 == 6, header.byte(at: 6) == 6 else { return nil }
    let total = Int(header.uint16(at: 4))
    let length = Int(header.byte(at: 52) >> 4) * 4
    guard length >= TCPHeader.minimumLength, total >= length else { return nil }
    let end = min(bytes.byteCount, start + 40 + total)
    let data = min(start + 40 + length, end)
    return Segment(
      source: Endpoint(
        address: IPAddress(high: header.uint64(at: 8), low: header.uint64(at: 16)),
        port: header.uint16(at: 40)),
      destination: Endpoint(
        address: IPAddress(high: header.uint64(at: 24), low: header.uint64(at: 32)),
        port: header.uint16(at: 42)),
      sequence: header.uint32(at: 44),
      acknowledgement: header.uint32(at: 48),
      flags: TCPFlags(rawValue: header.byte(at: 53)),
      window: header.uint16(at: 54),
      payload: data..<end,
      payloadLength: total - length,
      options: start + 60..<data,
      identification: UInt32(header.uint16(at: 56)) << 16 | UInt32(header.uint16(at: 2)),
      hopLimit: header.byte(at: 7))
  }
}
