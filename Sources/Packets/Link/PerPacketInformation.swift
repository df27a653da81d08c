internal import Bytes

/// Per-packet information (PPI), before a packet of a link type that it names.
///
/// Source: CACE Technologies, Per-Packet Information Header Specification 1.0.7, §3.1.
struct PerPacketInformation: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .perPacketInformation)
    length = Int(bytes.uint16LittleEndian(at: 2))
    guard length >= 8 else { throw .malformed(.perPacketInformation) }
    try bytes.require(length, for: .perPacketInformation)
    let linkType = LinkType(rawValue: bytes.uint32LittleEndian(at: 4))
    next = Layer(linkType).map { .layer($0) } ?? .skip(.unknownLinkType)
  }
}
