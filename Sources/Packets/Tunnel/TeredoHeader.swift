internal import Bytes

/// What may stand before the IPv6 packet in a Teredo packet: authentication, and the origin.
///
/// Source: RFC 4380 §5.1.1.
struct TeredoHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    var offset = 0
    try bytes.require(4, for: .teredo)
    if bytes.uint16(at: 0) == 0x0001 {
      offset = 13 + Int(bytes.byte(at: 2)) + Int(bytes.byte(at: 3))
      try bytes.require(offset + 2, for: .teredo)
    }
    if bytes.uint16(at: offset) == 0x0000 { offset += 8 }
    try bytes.require(offset + 1, for: .teredo)
    length = offset
    next = bytes.byte(at: offset) >> 4 == 6 ? .layer(.ipv6) : .skip(.notTCP)
  }
}
