internal import Bytes

/// What follows the EtherType of VN-Tag: interface identifiers, and the next EtherType.
///
/// Source: IEEE 802.1Qbh, draft 2.0.
struct VNTag: CarrierHeader {
  let next: Next
  var length: Int { 6 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(6, for: .vnTag)
    next = Next(etherType: bytes.uint16(at: 4))
  }
}

/// What follows the EtherType of E-Tag: channel identifiers, and the next EtherType.
///
/// Source: IEEE 802.1BR §7.5.
struct ETag: CarrierHeader {
  let next: Next
  var length: Int { 8 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .eTag)
    next = Next(etherType: bytes.uint16(at: 6))
  }
}

/// What follows the EtherType of a backbone service tag: the service, and a customer's whole frame.
///
/// Source: IEEE 802.1Q §9.7.
struct BackboneTag: CarrierHeader {
  var length: Int { 4 }
  var next: Next { .layer(.ethernet) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .backboneTag)
  }
}
