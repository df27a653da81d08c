internal import Bytes

/// A stack of MPLS labels.
///
/// Labels do not tell what they carry. What begins like an IP header is one; else it is an Ethernet
/// pseudowire, whose control word begins with four zero bits. Source: RFC 3032 §2.1, RFC 4385 §3,
/// RFC 4448 §4.6.
struct MPLSStack: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    var offset = 0
    var isBottom = false
    while !isBottom {
      try bytes.require(offset + 4, for: .mpls)
      isBottom = bytes.byte(at: offset + 2) & 1 != 0
      offset += 4
    }
    try bytes.require(offset + 1, for: .mpls)
    let first = bytes.byte(at: offset)
    let hasWord = first >> 4 == 0 && !Self.isFrame(bytes, at: offset)
    // A hardware address may begin as IP does; then a type where Ethernet has it tells.
    let isIP = first >> 4 == 6 || (first >> 4 == 4 && first & 0x0F >= 5)
    if isIP, !Self.isFrame(bytes, at: offset) || Self.isHeader(bytes, at: offset) {
      next = Next(ipNibble: first >> 4, otherwise: .notIP)
      length = offset
    } else if first >> 4 == 1 {
      // The channel that accompanies a pseudowire.
      next = .skip(.notIP)
      length = offset
    } else {
      let end = offset + (hasWord ? 4 : 0)
      try bytes.require(end, for: .mpls)
      next = .layer(.ethernet)
      length = end
    }
  }

  /// Whether an Ethernet header whose protocol we read may stand there.
  private static func isFrame(_ bytes: RawSpan, at offset: Int) -> Bool {
    guard bytes.byteCount >= offset + 14 else { return false }
    let type = bytes.uint16(at: offset + 12)
    return type == 0x0806 || (type >= 1536 && Next(etherType: type) != .skip(.notIP))
  }

  /// Whether the lengths of an IP header may stand there.
  private static func isHeader(_ bytes: RawSpan, at offset: Int) -> Bool {
    let isIPv4 = bytes.byte(at: offset) >> 4 == 4
    let total =
      isIPv4 ? Int(bytes.uint16(at: offset + 2)) : Int(bytes.uint16(at: offset + 4)) + 40
    let rest = bytes.byteCount - offset
    // Up to the padding of the least Ethernet frame.
    return total >= 20 && total <= rest && rest - total <= 46
  }
}
