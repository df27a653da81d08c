import Bytes
import HTTP

/// Characters: escaped where RFC 8259 §7 asks for it, and where they would act on a terminal.
extension JSONWriter {
  /// A string between quotation marks.
  mutating func append(quoted text: String) {
    var text = text
    buffer.append(UInt8(ascii: "\""))
    text.withUTF8 { escape($0) }
    buffer.append(UInt8(ascii: "\""))
  }

  /// A string of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  mutating func append(quoted octets: RawSpan) {
    octets.withUnsafeBytes { octets in
      let plain = Self.plainPrefix(octets)
      guard plain == octets.count else { return append(quoted: String(octets: octets)) }
      buffer.reserve(plain + 2)
      buffer.append(UInt8(ascii: "\""))
      buffer.append(octets.bytes)
      buffer.append(UInt8(ascii: "\""))
    }
  }

  /// How many octets from the first on are ASCII that stands for itself.
  private static func plainPrefix(_ octets: UnsafeRawBufferPointer) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    var index = 0
    while octets.count - index >= 8 {
      // A top bit for each octet that is none; what is above the first of them may be wrong.
      let word = octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      let special =
        ((word &- ones &* 0x20) & ~word) | word | zeros(word ^ (ones &* 0x22))
        | zeros(word ^ (ones &* 0x5C)) | zeros(word ^ (ones &* 0x7F))
      if special & tops != 0 { break }
      index += 8
    }
    while index < octets.count, isPlain(octets[index]) { index += 1 }
    return index
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Appends well-formed UTF-8, runs of plain characters in one piece.
  private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
    let octets = UnsafeRawBufferPointer(text)
    var start = 0
    var index = Self.plainPrefix(octets)
    while index < text.count {
      let byte = text[index]
      if Self.isPlain(byte) {
        index += 1
        continue
      }
      let (scalar, length) = byte < 0x80 ? (UInt32(byte), 1) : Self.decode(text, at: index)
      if byte >= 0x80, !UnsafeScalars.contains(scalar) {
        index += length
        continue
      }
      buffer.append(octets.bytes.extracting(start..<index))
      append(escaped: scalar)
      index += length
      start = index
    }
    buffer.append(octets.bytes.extracting(start...))
  }

  /// The scalar that begins at `index`, and its length; the text is known to be well-formed.
  private static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(text[index])
    func rest(_ offset: Int) -> UInt32 { UInt32(text[index + offset] & 0x3F) }
    switch lead {
    case ..<0x80: return (lead, 1)
    case ..<0xE0: return ((lead & 0x1F) << 6 | rest(1), 2)
    case ..<0xF0: return ((lead & 0x0F) << 12 | rest(1) << 6 | rest(2), 3)
    default: return ((lead & 0x07) << 18 | rest(1) << 12 | rest(2) << 6 | rest(3), 4)
    }
  }

  private mutating func append(escaped scalar: UInt32) {
    let letter: UInt8? =
      switch scalar {
      case 0x08: UInt8(ascii: "b")
      case 0x09: UInt8(ascii: "t")
      case 0x0A: UInt8(ascii: "n")
      case 0x0C: UInt8(ascii: "f")
      case 0x0D: UInt8(ascii: "r")
      case 0x22, 0x5C: UInt8(scalar)
      default: nil
      }
    if let letter {
      buffer.append(UInt8(ascii: "\\"))
      buffer.append(letter)
    } else if scalar < 0x10000 {
      append(unit: scalar)
    } else {
      append(unit: 0xD800 + (scalar - 0x10000) >> 10)
      append(unit: 0xDC00 + (scalar - 0x10000) & 0x3FF)
    }
  }

  /// `\uXXXX`.
  private mutating func append(unit: UInt32) {
    buffer.append(UInt8(ascii: "\\"))
    buffer.append(UInt8(ascii: "u"))
    for shift in [UInt32(12), 8, 4, 0] {
      let digit = UInt8(unit >> shift & 0xF)
      buffer.append(digit < 10 ? 48 + digit : 87 + digit)
    }
  }
}
