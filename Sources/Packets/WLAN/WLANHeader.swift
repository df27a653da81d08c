internal import Bytes

/// The header of an IEEE 802.11 frame.
///
/// Source: IEEE 802.11-2020 §9.2.3, §9.2.4 and §9.3.2.1.
struct WLANHeader: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try self.init(bytes, isPadded: false)
  }

  /// Reads the header at the start of `bytes`, which some receivers pad to a multiple of four bytes.
  init(_ bytes: RawSpan, isPadded: Bool) throws(DecodeError) {
    let layer: Layer = isPadded ? .wlanPadded : .wlan
    try bytes.require(2, for: layer)
    let control = bytes.byte(at: 0)
    let flags = bytes.byte(at: 1)
    guard control & 0x03 == 0 else { throw .malformed(layer) }
    let isData = control & 0x0C == 0x08 && control & 0x40 == 0
    guard isData else {
      length = 2
      next = .skip(.wlanNoData)
      return
    }
    let hasQoS = control & 0x80 != 0
    var end = 24
    // Both to and from the distribution system: a fourth address.
    if flags & 0x03 == 0x03 { end += 6 }
    let quality = end
    if hasQoS {
      end += 2
      if flags & 0x80 != 0 { end += 4 }
    }
    if isPadded { end = (end + 3) / 4 * 4 }
    try bytes.require(end, for: layer)
    length = end
    let isFragment = flags & 0x04 != 0 || bytes.byte(at: 22) & 0x0F != 0
    if flags & 0x40 != 0 {
      next = .skip(.wlanProtected)
    } else if isFragment {
      next = .skip(.wlanFragment)
    } else if hasQoS, bytes.byte(at: quality) & 0x80 != 0 {
      next = .layer(.wlanAggregate)
    } else {
      next = .layer(.llc)
    }
  }
}

/// The header of one of the frames that an IEEE 802.11 frame carries as one: addresses and length.
///
/// Source: IEEE 802.11-2020 §9.3.2.2.2.
struct WLANSubframe {
  /// The length of what follows, in bytes, without the padding.
  let contentLength: Int

  static let length = 14

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(Self.length, for: .wlanAggregate)
    contentLength = Int(bytes.uint16(at: 12))
  }
}
