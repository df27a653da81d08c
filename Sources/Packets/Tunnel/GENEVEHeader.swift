internal import Bytes

/// The header of generic network virtualization encapsulation, with its options.
///
/// Source: RFC 8926 §3.4.
struct GENEVEHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .geneve)
    let first = bytes.byte(at: 0)
    let type = bytes.uint16(at: 2)
    // Two bits of version, and in the second byte six that must be zero.
    guard first >> 6 == 0, bytes.byte(at: 1) & 0x3F == 0, type >= 1536 else {
      length = 8
      next = .skip(.notTCP)
      return
    }
    length = 8 + Int(first & 0x3F) * 4
    try bytes.require(length, for: .geneve)
    next = Next(etherType: type)
  }
}
