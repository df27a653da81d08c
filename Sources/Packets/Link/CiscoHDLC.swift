internal import Bytes

/// Cisco's framing of HDLC: address, control, EtherType.
///
/// Source: the tcpdump group's registry, LINKTYPE_C_HDLC.
struct CiscoHDLC: CarrierHeader {
  let next: Next
  var length: Int { 4 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .ciscoHDLC)
    let type = bytes.uint16(at: 2)
    next = type >= 1536 ? Next(etherType: type) : .skip(.notIP)
  }
}
