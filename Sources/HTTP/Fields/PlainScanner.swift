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
    while position < text.count, let digit = ASCII.digit(text[position]), position - start < 19 {
      number = number &* 10 &+ digit
      position += 1
    }
    return position > start && position - start < 19 ? number : nil
  }
}
