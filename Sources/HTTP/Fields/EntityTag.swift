import Bytes

/// An entity tag: an opaque validator of one representation.
///
/// Source: RFC 9110 §8.8.3.
public struct EntityTag: Hashable, Sendable, CustomStringConvertible {
  /// The text between the quotes, never interpreted.
  public var opaqueTag: String
  /// Whether `W/` stands before the tag.
  public var isWeak: Bool

  /// A tag made of its parts.
  public init(opaqueTag: String, isWeak: Bool = false) {
    self.opaqueTag = opaqueTag
    self.isWeak = isWeak
  }

  /// Reads one tag and nothing else; `nil` when `value` is no entity tag.
  ///
  /// Quotes are required, `W/` is in upper case, and only visible characters other than the quote
  /// may stand within. A backslash is a character like others.
  public init?(_ value: String) {
    var scanner = FieldScanner(value)
    guard let tag = scanner.entityTag(), scanner.isAtEnd else { return nil }
    self = tag
  }

  /// Reads a strong tag that is so short that its text takes no memory of its own; `nil` for any other.
  public init?(plain octets: RawSpan) {
    guard 2...17 ~= octets.byteCount else { return nil }
    let tag: String? = octets.withUnsafeBytes { octets in
      guard octets[0] == ASCII.quote, octets[octets.count - 1] == ASCII.quote else { return nil }
      let tag = UnsafeRawBufferPointer(rebasing: octets[1..<(octets.count - 1)])
      guard Self.isPlain(tag) else { return nil }
      return String(decoding: tag, as: UTF8.self)
    }
    guard let tag else { return nil }
    self.init(opaqueTag: tag)
  }

  /// Whether all are visible ASCII characters other than the quote.
  private static func isPlain(_ octets: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while octets.count >= 8, offset < octets.count {
      // The last word overlaps the one before.
      let place = min(offset, octets.count - 8)
      let word = octets.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let ones: UInt64 = 0x0101_0101_0101_0101
      let low = word & ~(ones << 7)
      // The top bit of each octet says whether it is one of them; the sums do not carry.
      let plain =
        (low &+ ones &* 0x5F) & ((low ^ ones &* 0x22) &+ ones &* 0x7F)
        & ((low ^ ones &* 0x7F) &+ ones &* 0x7F) & ~word
      guard plain & ones << 7 == ones << 7 else { return false }
      offset += 8
    }
    while offset < octets.count {
      let octet = octets[offset]
      guard octet > ASCII.space, octet != ASCII.quote, octet < 0x7F else { return false }
      offset += 1
    }
    return true
  }

  /// Whether both are strong and equal.
  ///
  /// Source: RFC 9110 §8.8.3.2.
  public func strongMatch(_ other: EntityTag) -> Bool {
    !isWeak && !other.isWeak && weakMatch(other)
  }

  /// Whether the opaque tags are equal, weak or not.
  ///
  /// Source: RFC 9110 §8.8.3.2.
  public func weakMatch(_ other: EntityTag) -> Bool {
    OctetHash.areSame(opaqueTag, other.opaqueTag)
  }

  /// Whether both are weak or both strong, and their octets the same: a tag is never interpreted.
  public static func == (a: EntityTag, b: EntityTag) -> Bool {
    a.isWeak == b.isWeak && a.weakMatch(b)
  }

  /// Hashes what is compared.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(isWeak)
    hasher.combine(OctetHash.of(opaqueTag))
  }

  /// The tag as it is sent.
  public var description: String { "\(isWeak ? "W/" : "")\"\(opaqueTag)\"" }
}

extension FieldScanner {
  /// Whether `byte` may stand in an opaque tag (`etagc`).
  private static func isTagCharacter(_ byte: UInt8) -> Bool {
    byte > ASCII.space && byte != ASCII.quote && byte != 0x7F
  }

  /// An entity tag, or `nil` and no movement when none is next.
  mutating func entityTag() -> EntityTag? {
    let start = position
    let isWeak = next == UInt8(ascii: "W")
    if isWeak {
      position += 1
      guard skip(ASCII.slash) else {
        position = start
        return nil
      }
    }
    guard skip(ASCII.quote) else {
      position = start
      return nil
    }
    let first = position
    while let byte = next, Self.isTagCharacter(byte) { position += 1 }
    let content = first..<position
    guard skip(ASCII.quote) else {
      position = start
      return nil
    }
    return EntityTag(opaqueTag: text(content), isWeak: isWeak)
  }
}
