internal import Bytes

/// The first four bits of a packet that begins with IP.
///
/// Source: RFC 791 §3.1, RFC 8200 §3.
struct RawIP: CarrierHeader {
  let next: Next
  var length: Int { 0 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(1, for: .rawIP)
    next = Next(ipNibble: bytes.byte(at: 0) >> 4, otherwise: .notIP)
  }
}
