/// A hash of octets by words, keyed anew in each process, so that no traffic can be made to collide.
public enum OctetHash {
  /// Multiplier and start, as the process draws them for its dictionaries.
  @usableFromInline static let key: (factor: UInt64, start: UInt64) = {
    func draw(_ number: Int) -> UInt64 {
      var hasher = Hasher()
      hasher.combine(number)
      return UInt64(truncatingIfNeeded: hasher.finalize())
    }
    return (draw(1) | 1, draw(2))
  }()

  /// The hash of octets, going on from that of others.
  @inlinable @inline(__always)
  public static func of(_ octets: UnsafeRawBufferPointer, _ before: UInt64? = nil) -> UInt64 {
    let key = key
    var hash = (before ?? key.start) ^ UInt64(truncatingIfNeeded: octets.count)
    var offset = 0
    while octets.count &- offset >= 8 {
      hash = mix(hash ^ octets.loadUnaligned(fromByteOffset: offset, as: UInt64.self), key.factor)
      offset &+= 8
    }
    if offset < octets.count {
      hash = mix(hash ^ rest(octets, from: offset), key.factor)
    }
    return mix(hash, key.factor)
  }

  /// The hash of a text.
  public static func of(_ text: String) -> UInt64 {
    // To look at it as it is takes no count of a reference to it.
    if let hash = text.utf8.withContiguousStorageIfAvailable({ of(UnsafeRawBufferPointer($0)) }) {
      return hash
    }
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of a part of a text.
  public static func of(_ text: Substring) -> UInt64 {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of a word, going on from that of what stands before it.
  @inlinable @inline(__always)
  public static func of(_ word: UInt64, _ before: UInt64) -> UInt64 {
    mix(before ^ word, key.factor)
  }

  /// Whether the octets of `a` from `start` on begin with all of `b`.
  @inlinable @inline(__always)
  public static func areSame(
    _ a: UnsafeRawBufferPointer, from start: Int, _ b: UnsafeRawBufferPointer
  ) -> Bool {
    guard a.count - start >= b.count else { return false }
    var offset = 0
    while b.count &- offset >= 8 {
      guard
        a.loadUnaligned(fromByteOffset: start &+ offset, as: UInt64.self)
          == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset &+= 8
    }
    while offset < b.count {
      if a[start &+ offset] != b[offset] { return false }
      offset &+= 1
    }
    return true
  }

  /// Whether the octets of both texts are the same.
  ///
  /// Texts that are equal may differ in theirs, as an accented letter does that is written in one piece or
  /// in two; to a server they are two.
  @inlinable @inline(__always)
  public static func areSame(_ a: String, _ b: String) -> Bool {
    let found: Bool?? = a.utf8.withContiguousStorageIfAvailable { a in
      b.utf8.withContiguousStorageIfAvailable { b in
        a.count == b.count && areSame(UnsafeRawBufferPointer(a), from: 0, UnsafeRawBufferPointer(b))
      }
    }
    if case .some(.some(let same)) = found { return same }
    return a.utf8.elementsEqual(b.utf8)
  }

  /// The last octets as a word; less than eight.
  @inlinable @inline(__always)
  static func rest(_ octets: UnsafeRawBufferPointer, from start: Int) -> UInt64 {
    // The last word overlaps the one before, where there is one.
    if octets.count >= 8 {
      return octets.loadUnaligned(fromByteOffset: octets.count &- 8, as: UInt64.self)
    }
    var word: UInt64 = 0
    for index in start..<octets.count { word = word << 8 | UInt64(octets[index]) }
    return word
  }

  @inlinable @inline(__always)
  static func mix(_ word: UInt64, _ factor: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: factor)
    return product.low ^ product.high
  }
}
