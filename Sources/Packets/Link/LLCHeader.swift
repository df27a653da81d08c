internal import Bytes

/// An IEEE 802.2 header, as far as it may lead to IP.
///
/// Source: RFC 1042, page 3; IEEE 802.1H for the second organization code.
struct LLCHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(3, for: .llc)
    switch (bytes.uint16(at: 0), bytes.byte(at: 2)) {
    case (0xAAAA, 0x03):
      try bytes.require(8, for: .llc)
      length = 8
      // Another organization code gives the number a meaning of its own.
      let isEtherType = [0x0300_0000, 0x0300_00F8].contains(bytes.uint32(at: 2))
      let type = bytes.uint16(at: 6)
      next = isEtherType && type >= 1536 ? Next(etherType: type) : .skip(.notIP)
    case (0x0606, 0x03):
      length = 3
      next = .layer(.ipv4)
    default:
      length = 3
      next = .skip(.notIP)
    }
  }
}
