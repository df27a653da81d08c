import Bytes
import Testing

@Suite struct ByteBufferTests {
  @Test func holdsWhatWasAppended() {
    var buffer = ByteBuffer(capacity: 1)
    buffer.append("abc" as StaticString)
    buffer.append(UInt8(ascii: "-"))
    buffer.append(String(repeating: "é", count: 100))
    buffer.append(repeating: UInt8(ascii: " "), count: 3)
    buffer.append(repeating: 0, count: -1)
    buffer.append([UInt8](repeating: 0x21, count: 2).span.bytes)
    #expect(buffer.text == "abc-" + String(repeating: "é", count: 100) + "   !!")
    #expect(buffer.count == 209)
    buffer.truncate(to: 3)
    #expect(buffer.text == "abc")
  }

  @Test(arguments: [
    (0, 1, "0"), (0, 4, "0000"), (7, 2, "07"), (1234, 2, "1234"), (-5, 1, "-5"), (-5, 3, "-005"),
    (.max, 1, "9223372036854775807"), (.min, 1, "-9223372036854775808"),
  ])
  func writesDecimals(_ number: Int, width: Int, expected: String) {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append(decimal: number, width: width)
    #expect(buffer.text == expected)
  }

  @Test(arguments: 0..<200)
  func writesRandomDecimals(seed: Int) {
    var generator = SplitMix(seed: seed)
    let number = Int.random(in: .min ... .max, using: &generator) >> (seed % 64)
    var buffer = ByteBuffer(capacity: 64)
    buffer.append(decimal: number)
    #expect(buffer.text == String(number))
    #expect(PlainText.grouped(number).filter { $0 != "," } == String(number))
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (8_322_278, "8,322,278"), (-1_000_000, "-1,000,000"),
    (-12, "-12"), (.min, "-9,223,372,036,854,775,808"),
  ])
  func groupsDigits(_ number: Int, expected: String) {
    #expect(PlainText.grouped(number) == expected)
  }

  @Test(arguments: [
    (0, 0, "0-0"), (0, 32_767, "0-32,767"), (999, 1000, "999-1,000"),
    (1_070_080, .max, "1,070,080-9,223,372,036,854,775,807"),
  ])
  func groupsBothEnds(_ first: Int, _ last: Int, expected: String) {
    #expect(PlainText.grouped(first, to: last) == expected)
  }

  @Test(arguments: [(-1, ""), (0, ""), (3, "   "), (20, String(repeating: " ", count: 20))])
  func makesBlanks(_ count: Int, expected: String) {
    #expect(PlainText.blanks(count) == expected)
  }

  /// Each length on its own, as some go by words and the last one overlaps.
  @Test func copiesEachLength() {
    let source = (0..<100).map { UInt8($0 + 1) }
    for count in 0...100 {
      var buffer = ByteBuffer(capacity: 4)
      buffer.append(0xFF as UInt8)
      source.withUnsafeBytes { source in
        buffer.write(atMost: 100) { room in
          ByteBuffer.copy(count, from: source.baseAddress!, to: room)
          return count
        }
      }
      buffer.append(0xFE as UInt8)
      let all = buffer.withBytes { bytes in bytes.withUnsafeBytes { Array($0) } }
      #expect(all == [0xFF] + source.prefix(count) + [0xFE])
    }
  }
}
