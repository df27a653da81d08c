import Bytes

/// Arrays of held segments that were told, for those that are held next: where bytes are missing
/// most segments are as long as one before, and memory made anew for each costs more than the copy.
struct SpareBytes {
  private var arrays: [[UInt8]] = []

  private static let kept = 256
  /// How long they may be: shorter ones are cheap to make, and memory is to stay small.
  private static let lengths = 1024...2048

  /// The bytes of memory that they take, at most.
  var footprint: Int { arrays.count * Self.lengths.upperBound }

  /// A copy of these bytes.
  mutating func copy(_ bytes: RawSpan) -> [UInt8] {
    guard let last = arrays.indices.last, arrays[last].count == bytes.byteCount else {
      return bytes.array()
    }
    var array = arrays.removeLast()
    bytes.copy(to: &array)
    return array
  }

  /// Keeps the array of a segment of which nothing else is wanted.
  mutating func keep(_ segment: consuming HeldSegment) {
    guard Self.lengths.contains(segment.bytes.count), arrays.count < Self.kept else { return }
    arrays.append(segment.bytes)
  }
}
