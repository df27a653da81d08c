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
      guard plain == octets.count else {
        guard octets.allSatisfy({ $0 < 0x80 }) else {
          return append(quoted: String(octets: octets))
        }
        buffer.append(UInt8(ascii: "\""))
        octets.withMemoryRebound(to: UInt8.self) { escape($0) }
        return buffer.append(UInt8(ascii: "\""))
      }
      buffer.reserve(plain + 2)
      buffer.append(UInt8(ascii: "\""))
      buffer.append(octets.bytes)
      buffer.append(UInt8(ascii: "\""))
    }
  }

  /// `["name", "value"]` on one line.
  ///
  /// - Returns: Whether the value is all ASCII that stands for itself.
  mutating func pair(_ name: RawSpan, _ value: RawSpan) -> Bool {
    let isPlain =
      name.withUnsafeBytes { Self.plainPrefix($0) == $0.count }
      && value.withUnsafeBytes { Self.plainPrefix($0) == $0.count }
    guard isPlain else {
      array(.inline) { json in
        json.string(octets: name)
        json.string(octets: value)
      }
      return false
    }
    beginElement(padded: false)
    let (first, second) = (name.byteCount, value.byteCount)
    let isPretty = isPretty
    name.withUnsafeBytes { name in
      value.withUnsafeBytes { value in
        buffer.write(atMost: first &+ second &+ 8) { room in
          var place = room
          func put(_ byte: UInt8) {
            place.storeBytes(of: byte, as: UInt8.self)
            place += 1
          }
          put(UInt8(ascii: "["))
          put(UInt8(ascii: "\""))
          if let start = name.baseAddress { ByteBuffer.copy(first, from: start, to: place) }
          place += first
          put(UInt8(ascii: "\""))
          put(UInt8(ascii: ","))
          if isPretty { put(UInt8(ascii: " ")) }
          put(UInt8(ascii: "\""))
          if let start = value.baseAddress { ByteBuffer.copy(second, from: start, to: place) }
          place += second
          put(UInt8(ascii: "\""))
          put(UInt8(ascii: "]"))
          return place - room
        }
      }
    }
    return true
  }

  /// How many octets from the first on are ASCII that stands for itself.
  private static func plainPrefix(_ octets: UnsafeRawBufferPointer) -> Int {
    var index = 0
    while octets.count &- index >= 8 {
      let word = octets.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if hasSpecial(word) { break }
      index &+= 8
    }
    if index > 0, octets.count &- index < 8 {
      // The last word overlaps the one before.
      let word = octets.loadUnaligned(fromByteOffset: octets.count &- 8, as: UInt64.self)
      if !hasSpecial(word) { return octets.count }
    }
    while index < octets.count, isPlain(octets[index]) { index += 1 }
    return index
  }

  /// Whether any octet of a word is none that stands for itself.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    // A top bit for each octet that is none; what is above the first of them may be wrong.
    let special =
      ((word &- ones &* 0x20) & ~word) | word | zeros(word ^ (ones &* 0x22))
      | zeros(word ^ (ones &* 0x5C)) | zeros(word ^ (ones &* 0x7F))
    return special & tops != 0
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
