internal import Bytes

/// The header of a frame that an access point or a switch mirrors: TaZmen Sniffer Protocol.
///
/// There is no standard; the numbers are those that its senders and Wireshark use.
struct TZSPHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .tzsp)
    // Version 1; a packet that was received, or one to be sent.
    guard bytes.byte(at: 0) == 1, bytes.byte(at: 1) <= 1 else {
      length = 4
      next = .skip(.notTCP)
      return
    }
    switch bytes.uint16(at: 2) {
    case 0x01: next = .layer(.ethernet)
    case 0x12: next = .layer(.wlan)
    case 0x77, 0x7F: next = .layer(.wlanMonitor)
    default: next = .skip(.notTCP)
    }
    var offset = 4
    while true {
      try bytes.require(offset + 1, for: .tzsp)
      let tag = bytes.byte(at: offset)
      offset += 1
      if tag == Tag.end { break }
      if tag == Tag.padding { continue }
      try bytes.require(offset + 1, for: .tzsp)
      offset += 1 + Int(bytes.byte(at: offset))
    }
    length = offset
  }

  private enum Tag {
    static let padding: UInt8 = 0
    static let end: UInt8 = 1
  }
}
