internal import Bytes
internal import Packets

/// What a section of a pcapng file has told so far: its byte order and its interfaces.
///
/// Source: draft-ietf-opsawg-pcapng §4.1.
struct PcapngSection {
  var isBigEndian = false
  /// Whether its version is one that we know; blocks of others are passed over.
  var isSupported = true
  /// `nil` stands for an interface whose description is damaged.
  var interfaces: [PcapngInterface?] = []

  /// The four bytes at `offset`, in the section's byte order.
  @inline(__always)
  func word(_ bytes: RawSpan, _ offset: Int) -> UInt32 {
    let word = bytes.uint32LittleEndian(at: offset)
    return isBigEndian ? word.byteSwapped : word
  }

  /// The two bytes at `offset`, in the section's byte order.
  @inline(__always)
  func half(_ bytes: RawSpan, _ offset: Int) -> UInt16 {
    let half = bytes.uint16LittleEndian(at: offset)
    return isBigEndian ? half.byteSwapped : half
  }

  /// The eight bytes at `offset`, in the section's byte order.
  func long(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
    let long = bytes.uint64LittleEndian(at: offset)
    return isBigEndian ? long.byteSwapped : long
  }

  /// The byte order of the section whose header block begins at `offset`; `nil` when it is none.
  static func isBigEndian(_ bytes: RawSpan, at offset: Int) -> Bool? {
    switch bytes.uint32(at: offset + 8) {
    case 0x1A2B_3C4D: true
    case 0x4D3C_2B1A: false
    default: nil
    }
  }

  /// Whether we know that version; 1.2 was written by mistake and is 1.0.
  static func supports(_ major: UInt16, _ minor: UInt16) -> Bool {
    major == 1 && (minor == 0 || minor == 2)
  }

  /// Calls `body` with the code, the offset and the length of each option of a block.
  ///
  /// Options that do not fit end the list, without a word: nothing of a packet depends on them.
  ///
  /// Source: draft-ietf-opsawg-pcapng §3.5.
  func forEachOption(
    _ bytes: RawSpan, in range: Range<Int>, _ body: (UInt16, Int, Int) -> Void
  ) {
    var place = range.lowerBound
    while range.upperBound - place >= 4 {
      let code = half(bytes, place)
      let length = Int(half(bytes, place + 2))
      if code == 0 || length > range.upperBound - place - 4 { return }
      body(code, place + 4, length)
      place += 4 + (length + 3) & ~3
    }
  }
}
