internal import Bytes

/// A header of generic routing encapsulation: version 0, or version 1 as PPTP has it.
///
/// Source: RFC 2784 §2, RFC 2890 §2, RFC 2637 §4.1.
struct GREHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .gre)
    let flags = bytes.uint16(at: 0)
    let version = flags & 0x07
    // Routing is obsolete, and nothing tells its length without walking through it.
    guard version <= 1, flags & Flag.routing == 0 else {
      length = 4
      next = .skip(.notTCP)
      return
    }
    var end = 4
    for flag in [Flag.checksum, Flag.key, Flag.sequence] where flags & flag != 0 { end += 4 }
    if version == 1, flags & Flag.acknowledgement != 0 { end += 4 }
    try bytes.require(end, for: .gre)
    length = end
    let type = bytes.uint16(at: 2)
    // Ethernet over IP as MikroTik has it: what stands for the key is a length and a tunnel.
    next =
      version == 1 && type == 0x6400
      ? .layer(.ethernet) : Self.next(type, hasSequence: flags & Flag.sequence != 0)
  }

  private static func next(_ type: UInt16, hasSequence: Bool) -> Next {
    switch type {
    case 0x880B: .layer(.ppp)
    // ERSPAN: type I has no header of its own, and no sequence number.
    case 0x88BE: .layer(hasSequence ? .erspan2 : .ethernet)
    case 0x22EB: .layer(.erspan3)
    case 0x883E: .layer(.wccp)
    // Frames as Aruba's access points send them to their controller.
    case 0x8200...0x83FF: .layer(.wlan)
    case 1536...: Next(etherType: type)
    default: .skip(.notTCP)
    }
  }

  private enum Flag {
    static let checksum: UInt16 = 0x8000
    static let routing: UInt16 = 0x4000
    static let key: UInt16 = 0x2000
    static let sequence: UInt16 = 0x1000
    static let acknowledgement: UInt16 = 0x0080
  }
}

/// What a web cache may have put before a redirected IPv4 packet.
///
/// Source: draft-mclaggan-wccp-v2rev1-00 §3.12.3: the header does not begin with 4.
struct WCCPHeader: CarrierHeader {
  let length: Int
  var next: Next { .layer(.ipv4) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(1, for: .wccp)
    length = bytes.byte(at: 0) >> 4 == 4 ? 0 : 4
    try bytes.require(length, for: .wccp)
  }
}
