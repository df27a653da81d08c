import Bytes

/// A position in a field value that is read where it stands, as long as it is written as it should be.
///
/// What it cannot read is left to a `FieldScanner`, which takes more and tells what is wrong.
struct PlainScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// Reads a value; `nil` where `body` gives it up.
  static func read<Result>(
    _ value: String, _ body: (inout PlainScanner) -> Result?
  ) -> Result? {
    let result = value.utf8.withContiguousStorageIfAvailable { text in
      var scanner = PlainScanner(text: text)
      return body(&scanner)
    }
    return result ?? nil
  }

  /// Reads the octets of a value; `nil` where `body` gives it up.
  @inline(__always)
  static func read<Result>(
    _ value: RawSpan, _ body: (inout PlainScanner) -> Result?
  ) -> Result? {
    value.withUnsafeBytes { octets in
      var scanner = PlainScanner(text: octets.assumingMemoryBound(to: UInt8.self))
      return body(&scanner)
    }
  }

  private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { position == text.count }

  /// Passes over `word`, compared byte for byte, when it is next.
  @inline(__always)
  mutating func skip(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count - position >= count else { return false }
    for offset in 0..<count where text[position + offset] != word.utf8Start[offset] { return false }
    position += count
    return true
  }

  /// One to eighteen decimal digits; `nil` when none is next, or more.
  @inline(__always)
  mutating func number() -> Int? {
    let start = position
    var number = 0
    if text.count &- position >= 8 {
      let (digits, value) = Self.digits(
        UInt64(
          littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(
            fromByteOffset: position, as: UInt64.self)))
      position &+= digits
      number = value
      if digits < 8 { return digits > 0 ? number : nil }
    }
    while position < text.count, let digit = ASCII.digit(text[position]), position - start < 19 {
      number = number &* 10 &+ digit
      position += 1
    }
    return position > start && position - start < 19 ? number : nil
  }

  /// How many of eight octets, from the lowest on, are digits, up to the first that is none, and what
  /// number these are.
  @inline(__always)
  private static func digits(_ octets: UInt64) -> (count: Int, value: Int) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let values = octets ^ ones &* 0x30
    // The top bit of each octet says whether it is no digit; the sums do not carry.
    let others = ((values & ~(ones << 7)) &+ ones &* 0x76 | values) & ones << 7
    let count = others.trailingZeroBitCount / 8
    guard count > 0 else { return (0, 0) }
    // The first digit is the lowest octet: zeros are put before it, then neighbours are joined.
    var joined = values << UInt64(truncatingIfNeeded: (8 &- count) &* 8)
    joined = (joined &* 10 &+ joined >> 8) & 0x00FF_00FF_00FF_00FF
    joined = (joined &* 100 &+ joined >> 16) & 0x0000_FFFF_0000_FFFF
    joined = (joined &* 10_000 &+ joined >> 32) & 0x0000_0000_FFFF_FFFF
    return (count, Int(truncatingIfNeeded: joined))
  }
}
