import HTTP
import TestSupport
import Testing

@Suite struct ContentRangeTests {
  @Test(
    arguments: [
      // RFC 9110 §14.4.
      ("bytes 42-1233/1234", .satisfied(first: 42, last: 1233, completeLength: 1234)),
      ("bytes 42-1233/*", .satisfied(first: 42, last: 1233, completeLength: nil)),
      ("bytes */1234", .unsatisfied(completeLength: 1234)),
      ("bytes */0", .unsatisfied(completeLength: 0)),
      ("Bytes 0-0/1", .satisfied(first: 0, last: 0, completeLength: 1)),
      ("BYTES 00-09/010", .satisfied(first: 0, last: 9, completeLength: 10)),
      // F25 is well-formed: only other responses can show that the length is wrong.
      ("bytes 0-16384/16385", .satisfied(first: 0, last: 16384, completeLength: 16385)),
      // Too large to hold.
      (
        "bytes 0-99999999999999999999/999999999999999999999",
        .satisfied(first: 0, last: .max, completeLength: .max)
      ),
      ("bytes */99999999999999999999", .unsatisfied(completeLength: .max)),
      ("items 1-2/3", .otherUnit("items", rest: "1-2/3")),
      ("seconds */7", .otherUnit("seconds", rest: "*/7")),
    ] as [(String, ContentRange)])
  func readsAWellFormedValue(_ value: String, _ range: ContentRange) {
    #expect(ContentRange(value) == range)
    #expect(range.isWellFormed)
  }

  struct Row: Sendable, CustomTestStringConvertible {
    var value: String
    var reading: [Int?]?
    var positions: Range<Int>?
    var testDescription: String { String(value.prefix(60)) }

    init(_ value: String, _ reading: [Int?]? = nil, _ positions: Range<Int>? = nil) {
      (self.value, self.reading, self.positions) = (value, reading, positions)
    }
  }

  static let malformed: [Row] = [
    // F27: clients read these.
    Row("bytes: 0-499/1234", [0, 499, 1234], 0..<500),
    Row("bytes:0-499/1234", [0, 499, 1234], 0..<500),
    Row("bytes=0-499/1234", [0, 499, 1234], 0..<500),
    Row("0-499/1234", [0, 499, 1234], 0..<500),
    Row(" 0-499/*", [0, 499, nil], 0..<500),
    Row("bytes  0-499/1234", [0, 499, 1234], 0..<500),
    Row("bytes\t0-499/1234", [0, 499, 1234], 0..<500),
    Row("bytes0-499/1234", [0, 499, 1234], 0..<500),
    Row("bytes 0 - 499 / 1234", [0, 499, 1234], 0..<500),
    Row("bytes 0-499/1234 ", [0, 499, 1234], 0..<500),
    Row("bytes 0-499", [0, 499, nil], 0..<500),
    Row("bytes 0-499/", [0, 499, nil], 0..<500),
    Row("*/1234", [nil, nil, 1234]),
    Row("bytes=*/1234", [nil, nil, 1234]),
    Row("bytes 0-/1234", [0, nil, 1234]),
    Row("0-/1234", [0, nil, 1234]),
    // F26: the numbers contradict each other.
    Row("bytes 0-524287/12338", [0, 524287, 12338]),
    Row("bytes 10-999/31", [10, 999, 31]),
    Row("bytes 0-10/10", [0, 10, 10]),
    Row("bytes 0-0/0", [0, 0, 0]),
    Row("bytes 5-4/10", [5, 4, 10]),
    Row("bytes 5-4/*", [5, 4, nil]),
    Row("bytes=5-4/10", [5, 4, 10]),
    // F27, F28: nothing to read.
    Row("bytes */*"), Row("bytes *"), Row("bytes -0.9999/5"), Row("bytes -5/10"),
    Row("bytes 0--1/5"), Row("bytes 0.5-1/5"), Row("bytes 0-1.5/5"), Row("bytes 0-1/5.5"),
    Row("bytes 0-1/-5"), Row("bytes a-b/c"), Row("bytes 0-1/x"), Row(""), Row(" "), Row("bytes"),
    Row("bytes "), Row("/"), Row("-"), Row("*"), Row("bytes 0"), Row("bytes 0/5"),
    Row("bytes 0-1/5, bytes 2-3/5"), Row("bytes 0-1/5\u{0}"), Row("\u{0}"), Row("bytes */-1"),
    Row(String(repeating: "\u{0}", count: 1_000_000)), Row("bytes 0-1-2/5"), Row("bytes 0x1-2/5"),
  ]

  @Test(arguments: malformed)
  func keepsWhatCanBeReadOfAMalformedValue(_ row: Row) {
    let range = ContentRange(row.value)
    guard case .malformed(let reason, let reading) = range else {
      Issue.record("\(row.value) was read as \(range)")
      return
    }
    #expect(!reason.isEmpty)
    #expect(reading.map { [$0.first, $0.last, $0.completeLength] } == row.reading)
    #expect(range.positions == nil)
    #expect(range.lenientPositions == row.positions)
    #expect(!range.isWellFormed)
  }

  @Test func makesPositionsHalfOpen() {
    #expect(ContentRange("bytes 42-1233/1234").positions == 42..<1234)
    #expect(ContentRange("bytes 42-1233/1234").lenientPositions == 42..<1234)
    #expect(ContentRange("bytes */5").positions == nil)
    #expect(ContentRange("bytes */5").completeLength == 5)
    #expect(ContentRange("bytes 0-9223372036854775807/*").positions == 0..<Int.max)
    #expect(
      ContentRange("bytes 9223372036854775807-9223372036854775807/*").positions
        == Int.max..<Int.max)
  }

  @Test func tellsWhereAnUnclampedRangeBegins() {
    guard case .malformed(_, let reading?) = ContentRange("bytes 10-999/31") else {
      Issue.record("no reading")
      return
    }
    #expect(reading.positions == 10..<1000)
    #expect(!reading.isConsistent)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsWhatItWrites(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let first = Int.random(in: 0..<1 << 60, using: &generator)
    let last = Int.random(in: first..<1 << 61, using: &generator)
    let length = Int.random(in: last + 1..<1 << 62, using: &generator)
    for range: ContentRange in [
      .satisfied(first: first, last: last, completeLength: length),
      .satisfied(first: first, last: last, completeLength: nil),
      .unsatisfied(completeLength: length),
    ] {
      #expect(ContentRange(range.description) == range)
    }
  }
}
