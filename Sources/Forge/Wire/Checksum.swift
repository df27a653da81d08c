/// The Internet checksum: the ones' complement sum of 16-bit words.
///
/// Source: RFC 1071. The sum is taken in words of the machine's order, which RFC 1071 §2 (B) allows.
struct Checksum {
  private var sum: UInt64 = 0

  /// Adds the bytes of `range`; of all that is added only the last may be of odd length.
  mutating func add(_ bytes: [UInt8], _ range: Range<Int>) {
    bytes.withUnsafeBytes { buffer in
      var sum = self.sum
      var offset = range.lowerBound
      while offset + 8 <= range.upperBound {
        let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        let (next, carry) = sum.addingReportingOverflow(word)
        sum = next &+ (carry ? 1 : 0)
        offset += 8
      }
      self.sum = sum
      while offset < range.upperBound {
        let low = UInt16(buffer[offset])
        let high = offset + 1 < range.upperBound ? UInt16(buffer[offset + 1]) : 0
        add(native: UInt16(littleEndian: low | high << 8))
        offset += 2
      }
    }
  }

  /// Adds one word.
  mutating func add(_ word: UInt16) { add(native: word.bigEndian) }

  private mutating func add(native word: UInt16) {
    let (next, carry) = sum.addingReportingOverflow(UInt64(word))
    sum = next &+ (carry ? 1 : 0)
  }

  /// The sum, not complemented.
  var folded: UInt16 {
    var value = (sum >> 32) + (sum & 0xFFFF_FFFF)
    while value >> 16 != 0 { value = (value >> 16) + (value & 0xFFFF) }
    return UInt16(value).bigEndian
  }

  /// What a header's checksum field holds.
  var value: UInt16 { ~folded }
}
