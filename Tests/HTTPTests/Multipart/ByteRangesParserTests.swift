import Bytes
import HTTP
import TestSupport
import Testing

@Suite struct ByteRangesParserTests {
  /// RFC 9110 §15.3.7.2, with data shortened.
  static let example = """
    --THIS_STRING_SEPARATES\r
    Content-Type: application/pdf\r
    Content-Range: bytes 500-509/8000\r
    \r
    0123456789\r
    --THIS_STRING_SEPARATES\r
    Content-Type: application/pdf\r
    Content-Range: bytes 7000-7004/8000\r
    \r
    abcde\r
    --THIS_STRING_SEPARATES--\r

    """

  @Test func readsTheExample() {
    let found = Found.feed(Self.example, boundary: "THIS_STRING_SEPARATES")
    #expect(found.problems.isEmpty)
    #expect(found.delimiters == [true, true, false])
    #expect(found.counts == [Self.example.utf8.count, 0, 0])
    #expect(found.parts.map(\.deliveredPositions) == [500..<510, 7000..<7005])
    #expect(found.parts.map(\.contentType) == ["application/pdf", "application/pdf"])
    #expect(found.parts.map(\.delivered) == [10, 5])
    #expect(found.parts.map(\.expected) == [10, 5])
    #expect(found.parts.allSatisfy { $0.isComplete })
    #expect(found.parts.first?.dataOffset == 93)
    #expect(
      found.parts.first?.fields.last
        == BodyPart.Field(name: "Content-Range", value: "bytes 500-509/8000"))
  }

  @Test(arguments: MultipartRow.rows)
  func findsPartsAndProblems(_ row: MultipartRow) {
    let found = Found.feed(row.body)
    #expect(found.parts.map(\.delivered) == row.delivered)
    #expect(found.parts.map(\.isComplete) == row.complete)
    #expect(found.problems == row.problems)
    #expect(found.problems.allSatisfy { !$0.description.isEmpty })
  }

  @Test(arguments: MultipartRow.rows)
  func findsTheSameHoweverTheBytesArrive(_ row: MultipartRow) {
    let body = Array(row.body.utf8)
    let whole = Found.feed(body)
    #expect(Found.feed(body) { 1 } == whole)
    #expect(Found.feed(body) { 2 } == whole)
    for cut in 0...body.count {
      var pieces = [cut, 0][...]
      #expect(Found.feed(body) { pieces.popFirst() ?? .max } == whole, "cut at \(cut)")
    }
  }

  @Test func countsWhatStandsAround() {
    let found = Found.feed(
      "hello" + MultipartRow.part + "abcd" + MultipartRow.end + "bye\r\n--b\r\n")
    #expect(found.counts.suffix(2) == [5, 10])
    #expect(Found.feed("--b-- \t\r\n").counts.suffix(2) == [0, 0])
    #expect(Found.feed("--b--x\r\n").counts.suffix(2) == [0, 3])
    #expect(Found.feed("hello").counts.suffix(2) == [5, 0])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func findsWhatWasMade(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let body = MadeBody.random(&generator)
    let whole = Found.feed(body.bytes)
    #expect(whole.parts.map(\.dataOffset) == body.dataOffsets)
    #expect(whole.parts.map(\.delivered) == body.lengths)
    #expect(whole.parts.allSatisfy { $0.isComplete })
    #expect(
      whole.problems.allSatisfy { if case .partWithoutContentRange = $0 { true } else { false } })
    #expect(whole.counts.last == 8)
    for _ in 0..<8 {
      let longest = [3, 30, 300].randomElement(using: &generator) ?? 3
      #expect(Found.feed(body.bytes) { Int.random(in: 0...longest, using: &generator) } == whole)
    }
    #expect(Found.feed(body.bytes) { 1 } == whole)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func bearsDamage(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var bytes = MadeBody.random(&generator).bytes
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      let index = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: index)
      default: bytes.insert(0x0A, at: index)
      }
    }
    let whole = Found.feed(bytes)
    #expect(Found.feed(bytes) { 1 } == whole)
    #expect(Found.feed(bytes) { Int.random(in: 0...50, using: &generator) } == whole)
    let parts = whole.parts
    #expect(
      zip(parts, parts.dropFirst()).allSatisfy { $0.dataOffset + $0.delivered <= $1.dataOffset })
  }
}
