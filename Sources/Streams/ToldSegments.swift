import Bytes

/// The last segments of one direction that were told, by a sample of their bytes, to notice a
/// retransmission that carries others.
///
/// A sample is of four words of a segment: enough for other content, not for a single byte. Only a
/// segment with the same first byte and length is held against it.
struct ToldSegments {
  private struct Entry {
    /// The low half of the position; it is only compared.
    var start: UInt32
    var length: UInt32
    var sample: UInt64
  }

  static let kept = 64

  private var entries: [Entry] = []

  /// The bytes of memory that they take.
  var footprint: Int { entries.capacity * MemoryLayout<Entry>.stride }

  private var next = 0

  /// Remembers a segment that was captured whole.
  @inline(never)
  mutating func add(_ position: Int, _ bytes: RawSpan) {
    let entry = Entry(
      start: UInt32(truncatingIfNeeded: position),
      length: UInt32(truncatingIfNeeded: bytes.byteCount),
      sample: Self.sample(bytes))
    if entries.count < Self.kept {
      entries.append(entry)
    } else {
      entries[next] = entry
      next = (next + 1) % Self.kept
    }
  }

  /// Whether these bytes differ from those that were told at the same place.
  func differs(_ position: Int, _ bytes: RawSpan) -> Bool {
    let start = UInt32(truncatingIfNeeded: position)
    let length = UInt32(truncatingIfNeeded: bytes.byteCount)
    let last = entries.last { $0.start == start && $0.length == length }
    return last.map { $0.sample != Self.sample(bytes) } ?? false
  }

  @inline(__always)
  private static func sample(_ bytes: RawSpan) -> UInt64 {
    let count = bytes.byteCount
    guard count >= 8 else {
      var sample: UInt64 = 0
      for offset in 0..<count { sample = sample << 8 | UInt64(bytes.byte(at: offset)) }
      return sample
    }
    var sample = bytes.uint64(at: 0)
    let last = count - 8
    sample = mix(sample, bytes.uint64(at: last / 3))
    sample = mix(sample, bytes.uint64(at: last * 2 / 3))
    return mix(sample, bytes.uint64(at: last))
  }

  @inline(__always)
  private static func mix(_ sample: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sample ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.low ^ product.high ^ word
  }
}
