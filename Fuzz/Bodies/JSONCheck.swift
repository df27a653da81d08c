/// Whether bytes are one JSON text, by its grammar alone: RFC 8259.
struct JSONCheck {
  private let bytes: [UInt8]
  private var position = 0

  private struct Wrong: Error {
    var words: String
  }

  /// What is wrong with `bytes`; `nil` when they are a JSON text in UTF-8.
  static func wrong(in bytes: [UInt8]) -> String? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return "no UTF-8" }
    var check = JSONCheck(bytes: bytes)
    do throws(Wrong) {
      try check.value(depth: 0)
      check.skipBlanks()
      return check.position == bytes.count ? nil : "more behind it at \(check.position)"
    } catch {
      return "\(error.words) at \(check.position)"
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipBlanks() {
    while [0x20, 0x0A, 0x0D, 0x09].contains(next) { position += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func need(_ character: Unicode.Scalar) throws(Wrong) {
    guard take(character) else { throw Wrong(words: "no \(character)") }
  }

  private mutating func value(depth: Int) throws(Wrong) {
    guard depth < 64 else { throw Wrong(words: "too deep") }
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"):
      position += 1
      if take("}") { return }
      repeat {
        skipBlanks()
        try string()
        try need(":")
        try value(depth: depth + 1)
      } while take(",")
      try need("}")
    case UInt8(ascii: "["):
      position += 1
      if take("]") { return }
      repeat { try value(depth: depth + 1) } while take(",")
      try need("]")
    case UInt8(ascii: "\""): try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
  }

  private mutating func word(_ word: StaticString) throws(Wrong) {
    let expected = Array("\(word)".utf8)
    guard bytes[position...].starts(with: expected) else { throw Wrong(words: "no \(word)") }
    position += expected.count
  }

  private mutating func digits() throws(Wrong) {
    let start = position
    while next >= 0x30, next <= 0x39 { position += 1 }
    if start == position { throw Wrong(words: "no digit") }
  }

  private mutating func number() throws(Wrong) {
    if next == UInt8(ascii: "-") { position += 1 }
    if next == UInt8(ascii: "0") { position += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      position += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func string() throws(Wrong) {
    guard next == UInt8(ascii: "\"") else { throw Wrong(words: "no string") }
    position += 1
    while next != UInt8(ascii: "\"") {
      guard position < bytes.count, next >= 0x20 else { throw Wrong(words: "a bare control") }
      if next == UInt8(ascii: "\\") {
        position += 1
        if next == UInt8(ascii: "u") {
          let digits = bytes[position...].dropFirst().prefix(4)
          let isHex = digits.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "f") ~= $0 }
          guard digits.count == 4, isHex else { throw Wrong(words: "no escape") }
          position += 4
        } else if !Array("\"\\/bfnrt".utf8).contains(next) {
          throw Wrong(words: "no escape")
        }
      }
      position += 1
    }
    position += 1
  }
}
