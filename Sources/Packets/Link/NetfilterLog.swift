internal import Bytes

/// The header of a packet that Linux netfilter logged, and its attributes up to the packet.
///
/// Source: the tcpdump group's registry, LINKTYPE_NFLOG.
struct NetfilterLog: CarrierHeader {
  let length: Int
  let next: Next
  let contentLength: Int?

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .netfilterLog)
    next =
      switch bytes.byte(at: 0) {
      case 2: .layer(.ipv4)
      case 10: .layer(.ipv6)
      default: .skip(.notIP)
      }
    var offset = 4
    while true {
      try bytes.require(offset + 4, for: .netfilterLog)
      // In the byte order of the machine; types are small numbers.
      let isBig = bytes.uint16(at: offset + 2) <= 0xFF
      let type = isBig ? bytes.uint16(at: offset + 2) : bytes.uint16LittleEndian(at: offset + 2)
      let size = Int(isBig ? bytes.uint16(at: offset) : bytes.uint16LittleEndian(at: offset))
      guard size >= 4 else { throw .malformed(.netfilterLog) }
      if type == Self.payload {
        length = offset + 4
        contentLength = size - 4
        return
      }
      offset += (size + 3) / 4 * 4
    }
  }

  private static let payload = 9
}
