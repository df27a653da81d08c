import Bytes

/// Arrays of held segments that were told, for those that are held next: where bytes are missing
/// many segments are held for a while, and memory made anew for each costs more than the copy.
struct SpareBytes {
  private var arrays: [[UInt8]] = []

  private static let kept = 256
  /// How long the segments are that they are for, in bytes: nearly all that are full.
  ///
  /// Shorter ones are cheap to make, and memory is to stay small.
  private static let lengths = 1024...room
  /// What each has room for, so that any of them serves.
  private static let room = 1536

  /// The bytes of memory that they take.
  var footprint: Int { arrays.count * Self.room }

  /// A copy of these bytes.
  mutating func copy(_ bytes: RawSpan) -> [UInt8] {
    guard Self.lengths.contains(bytes.byteCount) else { return bytes.array() }
    var array = arrays.popLast() ?? []
    if array.count == bytes.byteCount {
      bytes.copy(to: &array)
      return array
    }
    array.removeAll(keepingCapacity: true)
    array.reserveCapacity(Self.room)
    bytes.withUnsafeBytes { array.append(contentsOf: $0) }
    return array
  }

  /// Keeps the array of a segment of which nothing else is wanted.
  mutating func keep(_ segment: consuming HeldSegment) {
    guard segment.bytes.capacity >= Self.room, Self.lengths.contains(segment.bytes.count),
      arrays.count < Self.kept
    else { return }
    arrays.append(segment.bytes)
  }
}
