internal import Bytes

/// The header of an Ethernet frame, without the addresses.
///
/// Source: IEEE 802.3 §3.2.
struct EthernetFrame: CarrierHeader {
  /// The protocol that follows, or a length when below 1536.
  let etherType: UInt16

  var length: Int { 14 }
  var next: Next { Next(etherType: etherType) }

  @inline(__always)
  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(14, for: .ethernet)
    etherType = bytes.uint16(at: 12)
  }
}

/// What follows the EtherType of a VLAN tag.
///
/// Source: IEEE 802.1Q §9.6.
struct VLANTag: CarrierHeader {
  /// The protocol that follows, or a length when below 1536.
  let etherType: UInt16

  var length: Int { 4 }
  var next: Next { Next(etherType: etherType) }

  @inline(__always)
  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .vlan)
    etherType = bytes.uint16(at: 2)
  }
}
