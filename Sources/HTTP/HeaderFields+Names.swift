import Bytes

/// How names are told apart, without regard to case.
extension HeaderFields {
  /// One of 64 kinds of names, the same for upper and lower case.
  @inline(__always)
  static func kind(_ name: UnsafeRawBufferPointer) -> UInt64 {
    guard name.count > 0 else { return 1 }
    // Five bits of a letter are the same in both cases; other octets have no case.
    let ends = UInt(name[0] & 31) &* 5 &+ UInt(name[name.count - 1] & 31) &* 3
    let middle = UInt(name[name.count / 2] & 31)
    return 1 << UInt64((UInt(name.count) &* 11 &+ ends &* 7 &+ middle) & 63)
  }

  @inline(__always)
  static func isSame(
    _ octets: UnsafeRawBufferPointer, from start: Int, as name: UnsafeRawBufferPointer
  ) -> Bool {
    guard name.count >= 8 else {
      for offset in 0..<name.count
      where ASCII.lowercased(octets[start + offset]) != name[offset] { return false }
      return true
    }
    var offset = 0
    while offset < name.count {
      // The last word overlaps the one before.
      let place = min(offset, name.count - 8)
      let word = octets.loadUnaligned(fromByteOffset: start + place, as: UInt64.self)
      guard lowercased(word) == name.loadUnaligned(fromByteOffset: place, as: UInt64.self) else {
        return false
      }
      offset += 8
    }
    return true
  }

  /// Eight octets with `A` to `Z` turned into `a` to `z`.
  @inline(__always)
  private static func lowercased(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let top = ones << 7
    let low = word & ~top
    // The top bit of each octet says whether it is such a letter; the sums do not carry.
    let capitals = (low &+ ones &* 0x3F) & ~(low &+ ones &* 0x25) & ~word & top
    return word | capitals >> 2
  }
}
