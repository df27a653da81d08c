import Bytes

/// A position in a field value, moved on by the pieces of HTTP's grammar.
///
/// Source: RFC 9110 §5.6.
struct FieldScanner {
  let bytes: [UInt8]
  var position = 0

  init(_ value: String) { bytes = Array(value.utf8) }

  var isAtEnd: Bool { position == bytes.count }

  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Passes over spaces and tabs, and says whether there were any.
  @discardableResult
  mutating func skipBlanks() -> Bool {
    let start = position
    while let byte = next, ASCII.isBlank(byte) { position += 1 }
    return position > start
  }

  /// Passes over `byte` when it is next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// Passes over `word`, compared without regard to case, when it is next.
  mutating func skip(word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count else { return false }
    let matches = word.withUTF8Buffer { buffer in
      buffer.indices.allSatisfy {
        ASCII.lowercased(bytes[position + $0]) == ASCII.lowercased(buffer[$0])
      }
    }
    if matches { position += count }
    return matches
  }

  /// Decimal digits as a number that saturates at `Int.max`; `nil` when none is next.
  mutating func number() -> Int? {
    let start = position
    var value = 0
    while let byte = next, let digit = ASCII.digit(byte) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      value = overflow || carry ? .max : sum
      position += 1
    }
    return position > start ? value : nil
  }

  /// A token, or `nil` when none is next.
  mutating func token() -> String? {
    let start = position
    while let byte = next, ASCII.isTokenCharacter(byte) { position += 1 }
    return position > start ? text(start..<position) : nil
  }

  /// The content of a quoted-string with its escapes undone.
  ///
  /// `nil`, and no movement, when no quote is next or none closes it.
  mutating func quotedString() -> String? {
    let start = position
    guard skip(ASCII.quote) else { return nil }
    var content: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case ASCII.quote: return String(decoding: content, as: UTF8.self)
      case ASCII.backslash where next != nil:
        content.append(bytes[position])
        position += 1
      default: content.append(byte)
      }
    }
    position = start
    return nil
  }

  /// Everything up to `byte` or the end, without the blanks around it.
  mutating func text(upTo byte: UInt8) -> String {
    skipBlanks()
    let start = position
    while let candidate = next, candidate != byte { position += 1 }
    var end = position
    while end > start, ASCII.isBlank(bytes[end - 1]) { end -= 1 }
    return text(start..<end)
  }

  /// The bytes not yet passed, as text.
  var rest: String { text(position..<bytes.count) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

/// `text` with `A` to `Z` made lower case and everything else kept.
func lowercasedASCII(_ text: String) -> String {
  String(decoding: text.utf8.map(ASCII.lowercased), as: UTF8.self)
}
