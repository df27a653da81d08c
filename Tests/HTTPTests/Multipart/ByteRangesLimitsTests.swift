import Bytes
import HTTP
import TestSupport
import Testing

/// Unseen bytes, and bodies made to cost much.
@Suite struct ByteRangesLimitsTests {
  private static func parser(_ steps: [Step]) -> ByteRangesParser {
    var parser = ByteRangesParser(boundary: "b")
    for step in steps {
      switch step {
      case .bytes(let text): parser.receive(Array(text.utf8).span.bytes)
      case .unseen(let count): parser.skip(count)
      }
    }
    parser.finish()
    return parser
  }

  enum Step: Sendable {
    case bytes(String)
    case unseen(Int)
  }

  private static func part(_ first: Int, _ length: Int) -> String {
    "\r\n--b\r\nContent-Range: bytes \(first)-\(first + length - 1)/*\r\n\r\n"
  }
  private static let end = "\r\n--b--\r\n"

  @Test(arguments: [10, 4_096, 4_097, 20_000])
  func countsUnseenDataThatFits(length: Int) {
    for seen in [0, 1, length / 2, length - 1] {
      let parser = Self.parser([
        .bytes(Self.part(0, length) + String(repeating: "x", count: seen)),
        .unseen(length - seen), .bytes(Self.part(90_000, 4) + "abcd" + Self.end),
      ])
      #expect(parser.parts.map(\.delivered) == [length, 4])
      #expect(parser.parts.map(\.skipped) == [length - seen, 0])
      #expect(parser.parts.map(\.deliveredPositions) == [0..<length, 90_000..<90_004])
      #expect(parser.parts.allSatisfy { $0.isComplete })
      #expect(parser.problems.isEmpty)
      #expect(!parser.isLost)
    }
  }

  @Test func countsDataSeenAfterUnseen() {
    let parser = Self.parser([
      .bytes(Self.part(0, 9_000)), .unseen(8_000), .bytes(String(repeating: "\r", count: 500)),
      .unseen(1), .bytes(String(repeating: "\n", count: 499) + Self.end),
    ])
    #expect(parser.parts.map(\.delivered) == [9_000])
    #expect(parser.parts.map(\.skipped) == [8_001])
    #expect(parser.problems.isEmpty)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func findsTheSameWhicheverDataIsUnseen(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let body = MadeBody.random(&generator, hidesLengths: false)
    let whole = Found.feed(body.bytes)
    var parser = ByteRangesParser(boundary: "b")
    var index = 0
    var unseen: [Int] = []
    for (start, length) in zip(body.dataOffsets, body.lengths) {
      var from = start + Int.random(in: 0...length, using: &generator)
      // A boundary seen whole is taken for a delimiter, whatever was promised.
      while from < start + length,
        body.bytes[max(from - 4, start)..<from].contains(UInt8(ascii: "b"))
      { from += 1 }
      let to = Int.random(in: from...start + length, using: &generator)
      parser.receive(body.bytes.span.bytes.extracting(index..<from))
      parser.skip(to - from)
      unseen.append(to - from)
      index = to
    }
    parser.receive(body.bytes.span.bytes.extracting(index..<body.bytes.count))
    parser.finish()
    var found = Found(parser)
    #expect(found.parts.map(\.skipped) == unseen)
    for part in found.parts.indices { found.parts[part].skipped = 0 }
    #expect(found == whole)
  }

  @Test func losesItsWayWhereADelimiterMayBeHidden() {
    let parser = Self.parser([
      .bytes(Self.part(0, 10) + "abc"), .unseen(500),
      .bytes("x" + Self.part(700, 4) + "abcd" + Self.end),
    ])
    #expect(parser.isLost)
    #expect(parser.parts.map(\.delivered) == [10, 4])
    #expect(parser.parts.map(\.skipped) == [7, 0])
    #expect(parser.parts.last?.deliveredPositions == 700..<704)
    #expect(parser.problems.isEmpty)
  }

  @Test(
    arguments: [
      ([.unseen(5), .bytes("\r\n--b\r\nX: y\r\n\r\nab" + end)], [2]),
      ([.bytes("--b\r\nX: y\r\n\r\nabc"), .unseen(1), .bytes("d" + end)], [3]),
      ([.bytes("--b\r\nConten"), .unseen(1), .bytes("-Range: bytes 0-3/9\r\n\r\nabcd" + end)], []),
      ([.bytes(part(0, 4) + "abcd\r\n-"), .unseen(2), .bytes("\r\n\r\nabcd" + end)], [4]),
      ([.bytes(part(0, 4) + "abcd"), .unseen(3), .bytes("b--\r\n")], [4]),
      ([.bytes(part(0, 4) + "ab\r\n--b"), .unseen(3)], [2]),
      ([.bytes(part(0, 99) + "ab\r\n--b"), .unseen(3), .bytes(part(200, 4) + "abcd")], [2, 4]),
      ([.bytes(part(0, 4)), .unseen(.max), .bytes("x"), .unseen(.max)], [0]),
      ([.unseen(.max), .unseen(.max), .bytes("--b--")], []),
    ] as [([Step], [Int])])
  func staysLostUntilADelimiter(_ steps: [Step], _ delivered: [Int]) {
    let parser = Self.parser(steps)
    #expect(parser.isLost)
    #expect(parser.parts.map(\.delivered) == delivered)
    #expect(!parser.problems.contains(.missingClosingDelimiter))
    #expect(!parser.problems.contains(.noDelimiter))
  }

  @Test func countsAnUnseenEpilogue() {
    let parser = Self.parser([.bytes(Self.part(0, 1) + "a" + Self.end), .unseen(7), .unseen(0)])
    #expect(!parser.isLost)
    #expect(parser.epilogueByteCount == 7)
  }

  @Test func tellsWhatHasComeWhileAPartIsUnderWay() {
    var parser = ByteRangesParser(boundary: "b")
    parser.receive(Array((Self.part(5, 9_000) + "abc").utf8).span.bytes)
    #expect(parser.parts.last?.deliveredPositions == 5..<8)
    #expect(parser.parts.last?.isComplete == false)
    parser.skip(8_997)
    #expect(parser.parts.last?.delivered == 9_000)
    #expect(parser.parts.last?.isComplete == true)
    parser.receive(Array("\r\n--".utf8).span.bytes)
    #expect(parser.parts.last?.delivered == 9_000)
  }

  @Test(arguments: [0, 1, 2, 100, 4_000])
  func seesThatLongDataIsShort(missing: Int) {
    let data = String(repeating: "x", count: 100_000 - missing)
    let parser = Self.parser([.bytes(Self.part(0, 100_000) + data + Self.end)])
    #expect(parser.parts.map(\.delivered) == [100_000 - missing])
    #expect(parser.parts.map(\.isComplete) == [missing == 0])
    #expect(parser.sawClosingDelimiter)
    #expect(parser.problems.count == (missing == 0 ? 0 : 1))
  }

  @Test func boundsTheHeader() {
    let limit = ByteRangesParser.maximumHeaderLength
    // What stands in the header besides the value: "X: ", and two line ends.
    for (length, isTooLong) in [(limit - 7, false), (limit - 6, true), (1_000_000, true)] {
      let body = Array(
        ("--b\r\nX: " + String(repeating: "y", count: length) + "\r\n\r\nab"
          + Self.part(0, 4) + "abcd" + Self.end).utf8)
      let found = Found.feed(body)
      #expect(found.problems.contains(.headerTooLong(part: 0)) == isTooLong)
      #expect(found.parts.map(\.delivered) == [isTooLong ? 0 : 2, 4])
      if length < 20_000 { #expect(Found.feed(body) { 1 } == found) }
      #expect(Found.feed(body) { 1_460 } == found)
    }
  }

  @Test func boundsPartsAndKeptFields() {
    var body = MadeBody()
    let value = String(repeating: "y", count: 64)
    for _ in 0...ByteRangesParser.maximumPartCount {
      body.append("\r\n--b\r\nX: \(value)\r\nContent-Range: bytes 0-0/1\r\n\r\na")
    }
    body.append(Self.end)
    let found = Found.feed(body.bytes)
    #expect(found.parts.count == ByteRangesParser.maximumPartCount)
    #expect(found.problems == [.tooManyParts])
    #expect(found.parts.allSatisfy { $0.isComplete })
    #expect(found.parts.last?.fields.isEmpty == true)
    #expect(found.parts.last?.deliveredPositions == 0..<1)
  }

  @Test func bearsABodyWithoutEnd() {
    var parser = ByteRangesParser(boundary: "b")
    parser.receive(Array(Self.part(0, .max).utf8).span.bytes)
    let piece = [UInt8](repeating: 0x0A, count: 1 << 20)
    for _ in 0..<64 { parser.receive(piece.span.bytes) }
    #expect(parser.parts.last?.delivered == 64 << 20)
    var search = ByteRangesParser(boundary: "b")
    search.receive(piece.span.bytes)
    search.receive(Array("--b\r\n".utf8).span.bytes)
    #expect(search.sawAnyDelimiter)
    #expect(search.preambleByteCount == piece.count - 1)
  }

  @Test(arguments: ["", "\r\n", "é", String(repeating: "b", count: 100_000)])
  func bearsAnyBoundary(boundary: String) {
    let body = "--\(boundary)\r\n\r\nab\r\n--\(boundary)--\r\n"
    #expect(Found.feed(body, boundary: boundary).counts.first == body.utf8.count)
  }
}
