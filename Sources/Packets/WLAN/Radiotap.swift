internal import Bytes

/// What a receiver tells of an IEEE 802.11 frame, in the radiotap form.
///
/// Source: radiotap.org, "Radiotap" and "Defined fields".
struct Radiotap: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .radiotap)
    length = Int(bytes.uint16LittleEndian(at: 2))
    guard bytes.byte(at: 0) == 0, length >= 8 else { throw .malformed(.radiotap) }
    try bytes.require(length, for: .radiotap)
    let present = bytes.uint32LittleEndian(at: 4)
    // The words of presence go on while their highest bit is set.
    var offset = 4
    while offset + 4 <= length, bytes.uint32LittleEndian(at: offset) >> 31 != 0 { offset += 4 }
    offset += 4
    // The time, aligned to its eight bytes, may stand before the flags.
    if present & 1 != 0 { offset = (offset + 7) / 8 * 8 + 8 }
    let hasFlags = present & 2 != 0 && offset < length
    let flags = hasFlags ? bytes.byte(at: offset) : 0
    next = .layer(flags & Self.isPadded != 0 ? .wlanPadded : .wlan)
  }

  private static let isPadded: UInt8 = 0x20
}

/// What a receiver tells of an IEEE 802.11 frame, in the Prism or the AVS form.
///
/// Source: the tcpdump group's registry, LINKTYPE_IEEE802_11_PRISM and LINKTYPE_IEEE802_11_AVS.
struct WLANMonitor: CarrierHeader {
  let length: Int
  var next: Next { .layer(.wlan) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .wlanMonitor)
    let size = bytes.uint32(at: 4)
    if bytes.uint32(at: 0) & 0xFFFF_FFF0 == 0x8021_1000 {
      length = Int(size)
    } else {
      // Prism writes in the byte order of the machine.
      length = Int(min(size, size.byteSwapped))
    }
    guard length >= 8 else { throw .malformed(.wlanMonitor) }
    try bytes.require(length, for: .wlanMonitor)
  }
}
