internal import Bytes

/// The header of Ethernet in IP.
///
/// Source: RFC 3378 §3.
struct EtherIPHeader: CarrierHeader {
  var length: Int { 2 }
  var next: Next { .layer(.ethernet) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(2, for: .etherIP)
    guard bytes.byte(at: 0) >> 4 == 3 else { throw .malformed(.etherIP) }
  }
}
