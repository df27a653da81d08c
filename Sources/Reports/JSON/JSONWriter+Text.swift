import Bytes
import HTTP

/// Characters: escaped where RFC 8259 §7 asks for it, and where they would act on a terminal.
extension JSONWriter {
  /// A string between quotation marks.
  mutating func append(quoted text: String) {
    buffer.append(UInt8(ascii: "\""))
    append(escaped: text)
    buffer.append(UInt8(ascii: "\""))
  }

  /// A string of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  ///
  /// - Returns: Whether it is all ASCII.
  @discardableResult
  mutating func append(quoted octets: RawSpan) -> Bool {
    buffer.append(UInt8(ascii: "\""))
    let isASCII = octets.withUnsafeBytes { octets in
      if append(ascii: octets) { return true }
      append(escaped: String(octets: octets))
      return false
    }
    buffer.append(UInt8(ascii: "\""))
    return isASCII
  }

  /// `["name", "value"]` on one line.
  ///
  /// - Returns: Where its text and that of the value begin in the buffer; `nil` where not all is ASCII.
  mutating func pair(_ name: RawSpan, _ value: RawSpan) -> (start: Int, value: Int)? {
    beginElement(padded: false)
    let start = buffer.count
    buffer.append(UInt8(ascii: "["))
    let isName = append(quoted: name)
    separate()
    let middle = buffer.count
    let isValue = append(quoted: value)
    buffer.append(UInt8(ascii: "]"))
    return isName && isValue ? (start, middle) : nil
  }

  /// A part of a string.
  mutating func append(escaped text: String) {
    var text = text
    text.withUTF8 { octets in
      if !append(ascii: UnsafeRawBufferPointer(octets)) { escape(octets) }
    }
  }

  /// A part of a string that is all ASCII; `false` where it is not, and nothing is written.
  private mutating func append(ascii octets: UnsafeRawBufferPointer) -> Bool {
    let start = buffer.count
    var index = append(plain: octets, from: 0)
    while index < octets.count {
      let octet = octets[index]
      guard octet < 0x80 else {
        buffer.truncate(to: start)
        return false
      }
      append(escaped: UInt32(octet))
      index &+= 1
      index &+= append(plain: octets, from: index)
    }
    return true
  }

  /// Appends octets from one on, as far as they are ASCII that stands for itself; returns how many.
  ///
  /// Each is looked at and copied at once, eight where there are as many.
  @inline(__always)
  private mutating func append(plain octets: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = octets.baseAddress else { return 0 }
    let source = base + start
    let count = octets.count &- start
    var done = 0
    buffer.write(atMost: count) { room in
      while count &- done >= 8 {
        let word = source.loadUnaligned(fromByteOffset: done, as: UInt64.self)
        if Self.hasSpecial(word) { break }
        room.storeBytes(of: word, toByteOffset: done, as: UInt64.self)
        done &+= 8
      }
      if done > 0, count &- done < 8 {
        // The last word overlaps the one before.
        let word = source.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
        if !Self.hasSpecial(word) {
          room.storeBytes(of: word, toByteOffset: count &- 8, as: UInt64.self)
          done = count
        }
      }
      while done < count {
        let octet = source.load(fromByteOffset: done, as: UInt8.self)
        guard Self.isPlain(octet) else { break }
        room.storeBytes(of: octet, toByteOffset: done, as: UInt8.self)
        done &+= 1
      }
      return done
    }
    return done
  }

  /// Whether any octet of a word is none that stands for itself.
  @inline(__always)
  private static func hasSpecial(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones << 7
    // A top bit for each octet that is none; what is above the first of them may be wrong.
    let special =
      word | (word &- ones &* 0x20) | (word &+ ones) | ((word ^ (ones &* 0x22)) &- ones)
      | ((word ^ (ones &* 0x5C)) &- ones)
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
    var index = 0
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
