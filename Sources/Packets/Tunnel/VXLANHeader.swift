internal import Bytes

/// The header of a virtual extensible LAN.
///
/// Source: RFC 7348 §5: only the bit that says there is a network identifier is looked at.
struct VXLANHeader: CarrierHeader {
  let next: Next
  var length: Int { 8 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .vxlan)
    next = bytes.byte(at: 0) & 0x08 != 0 ? .layer(.ethernet) : .skip(.notTCP)
  }
}
