internal import Bytes

/// The header of the layer two tunneling protocol, version 2.
///
/// Source: RFC 2661 §3.1.
struct L2TPHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(6, for: .l2tp)
    let flags = bytes.uint16(at: 0)
    // Version 2, a data message, and the bits that must be zero.
    guard flags & 0x000F == 2, flags & (Flag.isControl | Flag.reserved) == 0 else {
      length = 6
      next = .skip(.notTCP)
      return
    }
    var end = 6
    if flags & Flag.hasLength != 0 { end += 2 }
    if flags & Flag.hasSequence != 0 { end += 4 }
    if flags & Flag.hasOffset != 0 {
      try bytes.require(end + 2, for: .l2tp)
      end += 2 + Int(bytes.uint16(at: end))
    }
    try bytes.require(end, for: .l2tp)
    length = end
    next = .layer(.ppp)
  }

  private enum Flag {
    static let isControl: UInt16 = 0x8000
    static let hasLength: UInt16 = 0x4000
    static let hasSequence: UInt16 = 0x0800
    static let hasOffset: UInt16 = 0x0200
    static let reserved: UInt16 = 0x34F0
  }
}
