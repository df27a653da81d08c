import HTTP
import Testing

/// What is read by words is read as by octets.
struct PlainTagTests {
  /// Tags of each length with each octet at each place of a word.
  @Test func readsATagAsAText() {
    for count in 0...18 {
      for place in 0..<max(count, 1) {
        for octet in UInt8.min...UInt8.max {
          var tag = [UInt8](repeating: UInt8(ascii: "a"), count: count)
          if count > 0 { tag[place] = octet }
          let value = [UInt8(ascii: "\"")] + tag + [UInt8(ascii: "\"")]
          let plain = EntityTag(plain: value.span.bytes)
          let isPlain = count <= 15 && tag.allSatisfy { 0x20 < $0 && $0 < 0x7F && $0 != 0x22 }
          #expect((plain != nil) == isPlain, "\(value)")
          if let plain { #expect(plain == EntityTag(String(decoding: value, as: UTF8.self))) }
        }
      }
    }
    for value in ["", "\"", "a\"", "\"a", "W/\"a\"", " \"a\"", "\"a\" "] {
      #expect(EntityTag(plain: Array(value.utf8).span.bytes) == nil, "\(value)")
    }
  }

  /// Numbers of each length, with each octet behind or within them.
  @Test func readsANumberAsAText() {
    for count in 1...21 {
      let digits = String("123456789012345678901".prefix(count))
      for rest in ["", "0", " ", "/", ":", "x", "\u{E9}"] {
        for more in ["", "12345678", "-------"] {
          let text = digits + rest + more
          let octets = Array(text.utf8)
          let plain = ContentLength(plain: octets.span.bytes)
          let isPlain = text.utf8.count < 19 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
          #expect(plain == (isPlain ? .value(Int(text) ?? -1) : nil), "\(text)")
        }
      }
    }
  }
}
