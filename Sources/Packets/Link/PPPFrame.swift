internal import Bytes

/// A PPP header: address and control where they are not left out, and the protocol, of one byte or
/// two.
///
/// Where PPP is captured, Cisco's HDLC may be found as well. Source: RFC 1661 §2 and §6.5, RFC 1662
/// §3.1; IANA, PPP Numbers.
struct PPPFrame: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(1, for: .ppp)
    var offset = 0
    let first = bytes.byte(at: 0)
    if first == 0xFF || first == 0x0F || first == 0x8F {
      try bytes.require(2, for: .ppp)
      if first != 0xFF, bytes.byte(at: 1) == 0 {
        length = 0
        next = .layer(.ciscoHDLC)
        return
      }
      if first == 0xFF, bytes.byte(at: 1) == 0x03 { offset = 2 }
    }
    try bytes.require(offset + 1, for: .ppp)
    var number = UInt16(bytes.byte(at: offset))
    offset += 1
    // The last byte of a protocol number is odd, and no other.
    if number & 1 == 0 {
      try bytes.require(offset + 1, for: .ppp)
      number = number << 8 | UInt16(bytes.byte(at: offset))
      offset += 1
    }
    length = offset
    next =
      switch number {
      case 0x0021: .layer(.ipv4)
      case 0x0057: .layer(.ipv6)
      case 0x0281, 0x0283: .layer(.mpls)
      // Encryption, and compression, which most often is encryption too (RFC 3078).
      case 0x0053, 0x0055, 0x00FB, 0x00FD: .skip(.encrypted)
      default: .skip(.notIP)
      }
  }
}

/// The byte that tells the direction of a PPP frame; it may stand for the address.
///
/// Source: the tcpdump group's registry, LINKTYPE_PPP_WITH_DIR and LINKTYPE_PPP_PPPD.
struct PPPDirection: CarrierHeader {
  let length: Int
  var next: Next { .layer(.ppp) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(2, for: .pppDirection)
    length = bytes.byte(at: 1) == 0x03 ? 2 : 1
  }
}

/// The header of PPP over Ethernet, in its session stage.
///
/// Source: RFC 2516 §4.
struct PPPoEHeader: CarrierHeader {
  let next: Next
  let contentLength: Int?
  var length: Int { 6 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(6, for: .pppoe)
    guard bytes.byte(at: 0) == 0x11 else { throw .malformed(.pppoe) }
    // Any other code is of the discovery stage.
    next = bytes.byte(at: 1) == 0 ? .layer(.ppp) : .skip(.notIP)
    contentLength = Int(bytes.uint16(at: 4))
  }
}
