internal import Bytes

/// A network service header.
///
/// Source: RFC 8300 §2.2.
struct NSHHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .nsh)
    length = Int(bytes.byte(at: 1) & 0x3F) * 4
    guard bytes.byte(at: 0) >> 6 == 0, length >= 8 else { throw .malformed(.nsh) }
    try bytes.require(length, for: .nsh)
    next =
      switch bytes.byte(at: 3) {
      case 1: .layer(.ipv4)
      case 2: .layer(.ipv6)
      case 3: .layer(.ethernet)
      case 4: .layer(.nsh)
      case 5: .layer(.mpls)
      default: .skip(.notIP)
      }
  }
}
