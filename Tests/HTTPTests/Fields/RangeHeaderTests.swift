import HTTP
import TestSupport
import Testing

@Suite struct RangeHeaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var value: String
    var specs: [RangeSpec]
    var testDescription: String { String(value.prefix(60)) }
  }

  static let wellFormed: [Row] = [
    // RFC 9110 §14.1.2 and §14.2.
    Row(value: "bytes=0-499", specs: [.closed(first: 0, last: 499)]),
    Row(value: "bytes=9500-", specs: [.open(first: 9500)]),
    Row(value: "bytes=-500", specs: [.suffix(length: 500)]),
    Row(
      value: "bytes=0-0,-1", specs: [.closed(first: 0, last: 0), .suffix(length: 1)]),
    Row(
      value: "bytes= 0-999, 4500-5499, -1000",
      specs: [
        .closed(first: 0, last: 999), .closed(first: 4500, last: 5499), .suffix(length: 1000),
      ]),
    // The unit in any case, empty elements, blanks.
    Row(value: "BYTES=0-1", specs: [.closed(first: 0, last: 1)]),
    Row(value: "Bytes=,,0-1, ,\t3-,", specs: [.closed(first: 0, last: 1), .open(first: 3)]),
    Row(value: " bytes=0-1 ", specs: [.closed(first: 0, last: 1)]),
    // F28: well-formed, and never satisfiable.
    Row(value: "bytes=-0", specs: [.suffix(length: 0)]),
    Row(value: "bytes=007-0008", specs: [.closed(first: 7, last: 8)]),
    // Too large to hold.
    Row(
      value: "bytes=0-99999999999999999999999999",
      specs: [.closed(first: 0, last: .max)]),
    Row(
      value: "bytes=9223372036854775807-9223372036854775808",
      specs: [.closed(first: .max, last: .max)]),
    Row(
      value: "bytes=-" + String(repeating: "9", count: 1_000_000),
      specs: [.suffix(length: .max)]),
  ]

  @Test(arguments: wellFormed)
  func readsAWellFormedSet(_ row: Row) {
    #expect(RangeHeader(row.value) == .bytes(row.specs))
  }

  // F18 and others.
  static let malformed = [
    "", " ", "bytes", "bytes=", "bytes= , ,", "=0-1", "0-100", "bytes:0-1", "bytes 0-1",
    "bytes =0-1", "bytes=0--1", "bytes=--1", "bytes=-", "bytes=1", "bytes=a-b", "bytes=0-b",
    "bytes=0x0-0x5", "bytes=5-4", "bytes=0-1,5-4", "bytes=0 -1", "bytes=0- 1", "bytes=1 0-20",
    "bytes=0-1 2", "bytes=0-1;2-3", "bytes=1.5-3", "bytes=-0.9999", "bytes=0-1.5", "bytes=+1-2",
    "bytes=0-5-9", "bytes=*", "bytes=0-*", "bytes=0-1/5", "bytes=0-1,x", "bytes=0-\u{0}",
    "\u{0}", "by\u{0}tes=0-1", "bytes=\u{0}", "bytes=０-１", "é=0-1", "items=", "bytes==0-1",
    "bytes=99999999999999999999-5",
  ]

  @Test(arguments: malformed)
  func saysWhatIsNoSet(_ value: String) {
    guard case .malformed(let reason) = RangeHeader(value) else {
      Issue.record("\(value) was read as \(RangeHeader(value))")
      return
    }
    #expect(!reason.isEmpty)
    #expect(RangeHeader(value).specs.isEmpty)
  }

  @Test func namesTheUnitItDoesNotKnow() {
    #expect(RangeHeader("items=0-5") == .otherUnit("items"))
    #expect(RangeHeader("Seconds=1.5-2.5") == .otherUnit("Seconds"))
    #expect(RangeHeader("bytesx=1-2") == .otherUnit("bytesx"))
    #expect(!RangeHeader("items=0-5").satisfiable(completeLength: 10))
  }

  @Test(
    arguments: [
      (RangeSpec.closed(first: 0, last: 499), 10_000, 0..<500),
      (.closed(first: 9_500, last: 20_000), 10_000, 9_500..<10_000),
      (.closed(first: 0, last: .max), 5, 0..<5),
      (.closed(first: 0, last: .max), .max, 0..<Int.max),
      (.open(first: 9_999), 10_000, 9_999..<10_000),
      (.suffix(length: 500), 10_000, 9_500..<10_000),
      (.suffix(length: 20_000), 10_000, 0..<10_000),
      (.suffix(length: .max), .max, 0..<Int.max),
      (.suffix(length: 1), 0, 0..<0),
    ] as [(RangeSpec, Int, Range<Int>)])
  func resolves(_ spec: RangeSpec, _ completeLength: Int, _ range: Range<Int>) {
    #expect(spec.resolve(completeLength: completeLength) == range)
    #expect(spec.satisfiable(completeLength: completeLength))
  }

  @Test(arguments: [
    (RangeSpec.closed(first: 10, last: 20), 10), (.open(first: 10), 10), (.suffix(length: 0), 10),
    (.open(first: 0), 0), (.open(first: .max), .max), (.open(first: 0), -5),
  ])
  func leavesUnsatisfiable(_ spec: RangeSpec, _ completeLength: Int) {
    #expect(spec.resolve(completeLength: completeLength) == nil)
    #expect(!spec.satisfiable(completeLength: completeLength))
  }

  @Test func isSatisfiableWhenOneRangeIs() {
    let set = RangeHeader("bytes=100-,5-6,-0")
    #expect(set.satisfiable(completeLength: 10))
    #expect(!set.satisfiable(completeLength: 5))
    #expect(set.resolved(completeLength: 10) == [5..<7])
  }

  @Test(
    arguments: [
      ("bytes=0-1", nil, 0, true), ("bytes=0-1,1-2", nil, 2, true), ("bytes=0-1,2-3", nil, 0, true),
      ("bytes=2-3,0-1", nil, 0, false), ("bytes=0-,0-,0-", nil, 3, false),
      ("bytes=0-100,1-2,5-6", nil, 3, true), ("bytes=0-100,1-2,500-", nil, 2, true),
      ("bytes=0-,-5", nil, 2, true), ("bytes=-5,-9", nil, 2, false), ("bytes=0-9,-5", nil, 0, true),
      ("bytes=0-9,-5", 12, 2, true), ("bytes=0-9,-5", 100, 0, true),
      ("bytes=-5,0-1", 100, 0, false),
      ("bytes=x", nil, 0, true),
    ] as [(String, Int?, Int, Bool)])
  func countsOverlapsAndSeesOrder(
    _ value: String, _ completeLength: Int?, _ overlaps: Int, _ isAscending: Bool
  ) {
    let set = RangeHeader(value)
    #expect(set.overlapCount(completeLength: completeLength) == overlaps)
    #expect(set.isAscending(completeLength: completeLength) == isAscending)
  }

  @Test func findsTheLowestPosition() {
    #expect(RangeHeader("bytes=7-,3-4").firstPosition() == 3)
    #expect(RangeHeader("bytes=-5").firstPosition() == nil)
    #expect(RangeHeader("bytes=-5,97-").firstPosition(completeLength: 100) == 95)
    #expect(RangeHeader("bytes=100-").firstPosition(completeLength: 100) == 100)
  }

  @Test func joinsWhatLiesNear() {
    let set = RangeHeader("bytes=500-599,0-99,180-199,281-300")
    #expect(set.coalesced(completeLength: 1_000, gap: 80) == [0..<200, 281..<301, 500..<600])
    #expect(set.coalesced(completeLength: 1_000, gap: 81) == [0..<301, 500..<600])
    #expect(set.coalesced(completeLength: 1_000, gap: 256) == [0..<600])
    #expect(RangeHeader.coalesce([5..<9, 0..<20, 20..<21], gap: 0) == [0..<21])
    #expect(RangeHeader.coalesce([0..<0, 3..<3], gap: 9).isEmpty)
  }

  @Test func bearsAHundredThousandRanges() {
    let value = "bytes=" + Array(repeating: "0-", count: 100_000).joined(separator: ",")
    let set = RangeHeader(value)
    #expect(set.specs.count == 100_000)
    #expect(set.overlapCount() == 100_000)
    #expect(set.coalesced(completeLength: 10, gap: 0) == [0..<10])
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func readsWhatItWrites(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let specs = (0..<Int.random(in: 1...9, using: &generator)).map { _ -> RangeSpec in
      let first =
        Int.random(in: 0...Int.max, using: &generator) >> Int.random(in: 0...62, using: &generator)
      return switch Int.random(in: 0..<3, using: &generator) {
      case 0: .closed(first: first, last: Int.random(in: first...(.max), using: &generator))
      case 1: .open(first: first)
      default: .suffix(length: first)
      }
    }
    let set = RangeHeader.bytes(specs)
    #expect(RangeHeader(set.description) == set)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func agreesWithASetOfPositions(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let ranges = (0..<Int.random(in: 0...6, using: &generator)).map { _ -> Range<Int> in
      let first = Int.random(in: 0..<40, using: &generator)
      return first..<first + Int.random(in: 1...9, using: &generator)
    }
    let joined = RangeHeader.coalesce(ranges, gap: 0)
    #expect(Set(joined.joined()) == Set(ranges.joined()))
    #expect(zip(joined, joined.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    let specs = ranges.map { RangeSpec.closed(first: $0.lowerBound, last: $0.upperBound - 1) }
    let overlapping = ranges.indices.filter { i in
      ranges.indices.contains { $0 != i && ranges[$0].overlaps(ranges[i]) }
    }
    #expect(RangeHeader.bytes(specs).overlapCount() == overlapping.count)
  }
}
