import Bytes

/// The digests that one field of a response gives, each the name of its algorithm, as sent, and its
/// bytes.
///
/// What cannot be read is left out: a digest that is not understood promises nothing.
public enum DigestField {
  /// One digest of a field.
  public struct Member: Hashable, Sendable {
    /// The name of the algorithm, in lower case.
    public var algorithm: String
    /// The digest itself.
    public var bytes: [UInt8]
  }

  /// Reads Content-Digest and Repr-Digest: a dictionary of byte sequences.
  ///
  /// Of members of one name the last stands. Source: RFC 9530 §2, §3, RFC 9651 §3.2, §3.3.5.
  public static func dictionary(_ value: String) -> [Member] {
    var members: [Member] = []
    for element in value.split(separator: ",") {
      guard let (name, rest) = pair(element) else { continue }
      // Parameters may follow, and say nothing here.
      let item = trimmed(rest.prefix { $0 != ";" })
      guard item.count >= 2, item.first == ":", item.last == ":",
        let bytes = Base64.decode(item.dropFirst().dropLast().utf8)
      else { continue }
      members.removeAll { $0.algorithm == name }
      members.append(Member(algorithm: name, bytes: bytes))
    }
    return members
  }

  /// Reads the Digest field of before: a list of `algorithm=value`, the value in base64.
  ///
  /// Source: RFC 3230 §4.1.1, §4.3.2.
  public static func list(_ value: String) -> [Member] {
    value.split(separator: ",").compactMap { element in
      guard let (name, rest) = pair(element), let bytes = Base64.decode(trimmed(rest).utf8) else {
        return nil
      }
      return Member(algorithm: name, bytes: bytes)
    }
  }

  /// Reads Content-MD5.
  ///
  /// Source: RFC 1864 §2.
  public static func contentMD5(_ value: String) -> Member? {
    guard let bytes = Base64.decode(trimmed(value[...]).utf8), bytes.count == 16 else { return nil }
    return Member(algorithm: "md5", bytes: bytes)
  }

  /// Reads the opaque tag of an object store that is the MD5 of the object: 32 hexadecimal digits.
  public static func md5Tag(_ tag: String) -> Member? {
    guard tag.utf8.count == 32 else { return nil }
    var bytes: [UInt8] = []
    var high: Int?
    for byte in tag.utf8 {
      guard let digit = ASCII.hexDigit(byte) else { return nil }
      if let first = high {
        bytes.append(UInt8(first << 4 | digit))
        high = nil
      } else {
        high = digit
      }
    }
    return Member(algorithm: "md5", bytes: bytes)
  }

  private static func pair(_ element: Substring) -> (String, Substring)? {
    guard let equals = element.firstIndex(of: "=") else { return nil }
    let name = lowercasedASCII(String(trimmed(element[..<equals])))
    return name.isEmpty ? nil : (name, element[element.index(after: equals)...])
  }

  private static func trimmed(_ text: Substring) -> Substring {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }
}

/// Base 64.
///
/// Source: RFC 4648 §4.
public enum Base64 {
  /// The bytes of a text; `nil` where it is none.
  ///
  /// Padding that is missing is forgiven.
  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var word: UInt32 = 0
    var bits = 0
    var padding = 0
    for byte in text {
      if byte == ASCII.equals {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(of: byte) else { return nil }
      word = word << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
      }
    }
    guard padding <= 2, bits < 6, !bytes.isEmpty else { return nil }
    return bytes
  }

  /// The text of bytes, padded.
  public static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for offset in 0..<3 {
        word = word << 8 | (start + offset < bytes.count ? UInt32(bytes[start + offset]) : 0)
      }
      for place in 0..<4 {
        let digit = alphabet[Int(word >> UInt32(18 - 6 * place)) & 63]
        text.append(place <= group.count ? digit : ASCII.equals)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func value(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x41...0x5A: byte - 0x41
    case 0x61...0x7A: byte - 0x61 + 26
    case 0x30...0x39: byte - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
