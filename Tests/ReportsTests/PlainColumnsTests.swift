import Forge
import Testing

@testable import Reports

/// Text that is measured and broken by octet is measured and broken as it would be by character.
@Suite struct PlainColumnsTests {
  private static func count(_ text: String) -> Int? {
    text.utf8.withContiguousStorageIfAvailable(PlainColumns.count) ?? nil
  }

  private static func lines(_ text: String, _ columns: Int) -> [String]? {
    var text = text
    return text.withUTF8 { octets in
      guard var lines = PlainLines(octets, columns: columns) else { return nil }
      var result: [String] = []
      while let line = lines.next() { result.append(String(decoding: octets[line], as: UTF8.self)) }
      return result
    }
  }

  @Test(arguments: [
    ("", 0), ("abc", 3), ("é 4–30 … ── ░▒▓█ ↳ •", 20), ("a\u{301}", nil), ("中", nil),
    ("a\u{200D}", nil), ("1\u{20E3}", nil), ("😀", nil), ("abc\u{3000}", nil),
  ])
  func countsColumnsOfPlainText(_ text: String, columns: Int?) {
    #expect(Self.count(text) == columns)
  }

  @Test func plainCharactersTakeAColumnAndStandByThemselves() {
    var plain = 0
    var wrong: [Unicode.Scalar] = []
    for value in UInt32(0x20)..<0x3100 {
      guard let scalar = Unicode.Scalar(value), Self.count(String(scalar)) != nil else { continue }
      plain += 1
      let joins = "a\(scalar)".count != 2 || "\(scalar)a".count != 2 || " \(scalar)".count != 2
      if TerminalText.width(scalar) != 1 || joins { wrong.append(scalar) }
    }
    #expect(wrong == [])
    #expect(plain > 3000)
  }

  @Test(arguments: [
    ("", []), (" ", []), ("one", ["one"]), ("one two", ["one two"]), (" one two ", ["one two"]),
    ("one two three four", ["one two", "three", "four"]), ("12345678 90", ["12345678", "90"]),
    ("1234567 90", ["1234567", "90"]), ("12345 78 90", ["12345 78", "90"]),
    ("a 1234567890 b", ["a", "12345678", "90 b"]),
    ("1234567812345678", ["12345678", "12345678"]), ("–––––––––– ─", ["––––––––", "–– ─"]),
    ("one  two", nil), ("中 文", nil),
  ])
  func breaksPlainText(_ text: String, into lines: [String]?) {
    #expect(Self.lines(text, 8) == lines)
  }

  @Test func linesHoldAllWordsAndAsManyAsFit() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let words = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        String(
          (0..<Int.random(in: 1..<20, using: &random)).map { _ in
            "ab–█é".randomElement(using: &random) ?? "a"
          })
      }
      let columns = Int.random(in: 8..<30, using: &random)
      var expected: [String] = []
      var line = ""
      for word in words {
        var rest = word[...]
        if !line.isEmpty, line.count + 1 + rest.count > columns {
          expected.append(line)
          line = ""
        }
        while rest.count > columns {
          expected.append(String(rest.prefix(columns)))
          rest = rest.dropFirst(columns)
        }
        line += (line.isEmpty ? "" : " ") + rest
      }
      if !line.isEmpty { expected.append(line) }
      #expect(Self.lines(words.joined(separator: " "), columns) == expected)
    }
  }
}
