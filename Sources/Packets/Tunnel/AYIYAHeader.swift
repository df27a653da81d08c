internal import Bytes

/// The header of a tunnel of anything in anything, as brokers of IPv6 use it.
///
/// Source: draft-massar-v6ops-ayiya-02 §3.
struct AYIYAHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .ayiya)
    let content = bytes.byte(at: 3)
    // Only "forward" carries packets.
    guard bytes.byte(at: 2) & 0x0F == 1, content == 4 || content == 41 else {
      length = 8
      next = .skip(.notTCP)
      return
    }
    length = 8 + 1 << Int(bytes.byte(at: 0) >> 4) + Int(bytes.byte(at: 1) >> 4) * 4
    try bytes.require(length, for: .ayiya)
    next = Next(ipv4Protocol: content)
  }
}
