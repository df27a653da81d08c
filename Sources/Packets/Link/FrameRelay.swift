internal import Bytes

/// A frame relay header, in the form of the IETF or of Cisco.
///
/// Source: RFC 2427 §3 and §4; in Cisco's form an EtherType follows the address at once.
struct FrameRelay: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    var offset = 0
    repeat {
      try bytes.require(offset + 1, for: .frameRelay)
      offset += 1
      // The address ends with the byte whose lowest bit is set; it has two to four.
    } while bytes.byte(at: offset - 1) & 1 == 0 && offset < 4
    try bytes.require(offset + 2, for: .frameRelay)
    guard bytes.byte(at: offset) == 0x03 else {
      let type = bytes.uint16(at: offset)
      length = offset + 2
      next = type >= 1536 ? Next(etherType: type) : .skip(.notIP)
      return
    }
    offset += 1
    if bytes.byte(at: offset) == 0 { offset += 1 }
    try bytes.require(offset + 1, for: .frameRelay)
    switch bytes.byte(at: offset) {
    case 0xCC:
      next = .layer(.ipv4)
      length = offset + 1
    case 0x8E:
      next = .layer(.ipv6)
      length = offset + 1
    case 0x80:
      try bytes.require(offset + 6, for: .frameRelay)
      let type = bytes.uint16(at: offset + 4)
      length = offset + 6
      switch (bytes.uint32(at: offset), type) {
      case (0x8000_0000, 1536...): next = Next(etherType: type)
      // Bridged Ethernet, with and without its checksum.
      case (0x8000_80C2, 0x0001), (0x8000_80C2, 0x0007): next = .layer(.ethernet)
      default: next = .skip(.notIP)
      }
    default:
      next = .skip(.notIP)
      length = offset + 1
    }
  }
}
