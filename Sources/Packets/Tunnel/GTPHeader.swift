internal import Bytes

/// The header of a mobile network's tunnel for user data, with its extension headers.
///
/// Source: 3GPP TS 29.281 §5.1 and §5.2.1.
struct GTPHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .gtp)
    let flags = bytes.byte(at: 0)
    // Version 1, not GTP'; all other messages than this one are about the tunnel itself.
    guard flags & 0xF0 == 0x30, bytes.byte(at: 1) == Self.userData else {
      length = 8
      next = .skip(.notTCP)
      return
    }
    var end = 8
    if flags & 0x07 != 0 {
      end = 12
      try bytes.require(end, for: .gtp)
      var type = flags & 0x04 != 0 ? bytes.byte(at: 11) : 0
      while type != 0 {
        try bytes.require(end + 1, for: .gtp)
        let size = Int(bytes.byte(at: end)) * 4
        guard size > 0 else { throw .malformed(.gtp) }
        end += size
        try bytes.require(end, for: .gtp)
        type = bytes.byte(at: end - 1)
      }
    }
    try bytes.require(end + 1, for: .gtp)
    length = end
    next = Next(ipNibble: bytes.byte(at: end) >> 4, otherwise: .notTCP)
  }

  private static let userData: UInt8 = 0xFF
}
