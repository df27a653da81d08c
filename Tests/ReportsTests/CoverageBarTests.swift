import Testing

@testable import Reports

@Suite struct CoverageBarTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var what: String
    var length: Int?
    var covered: [Range<Int>]
    var parts: [Range<Int>] = []
    var unseen: [Range<Int>] = []
    var bar: String
    var testDescription: String { what }
  }

  static let rows = [
    Row(what: "all", length: 100, covered: [0..<100], bar: "##########"),
    Row(what: "nothing", length: 100, covered: [], bar: ".........."),
    Row(what: "the first half", length: 100, covered: [0..<50], bar: "#####....."),
    Row(
      what: "one byte of 8 MB missing", length: 8_000_000,
      covered: [0..<4_000_000, 4_000_001..<8_000_000], bar: "#####:####"),
    Row(what: "one byte of 8 MB", length: 8_000_000, covered: [0..<1], bar: ":........."),
    Row(
      what: "the last byte missing", length: 8_000_000, covered: [0..<7_999_999],
      bar: "#########:"),
    Row(
      what: "some twice", length: 100, covered: [0..<100], parts: [0..<60, 40..<100],
      bar: "####++####"),
    Row(
      what: "some unseen", length: 100, covered: [0..<100], parts: [0..<100],
      unseen: [20..<21], bar: "##?#######"),
    Row(
      what: "missing before unseen before twice", length: 100, covered: [0..<95],
      parts: [0..<95, 0..<95], unseen: [90..<95, 10..<15], bar: "+?+++++++:"),
    Row(what: "fewer bytes than cells", length: 5, covered: [0..<2, 3..<5], bar: "####..####"),
    Row(what: "one byte", length: 1, covered: [0..<1], bar: "##########"),
    Row(what: "length unknown", length: nil, covered: [0..<50, 75..<100], bar: "#####..:##"),
    Row(what: "nothing of nothing", length: 0, covered: [], bar: ""),
    Row(
      what: "as long as can be", length: .max, covered: [0..<(.max / 2)], bar: "#####....."),
    Row(
      what: "three times, out of order", length: 100, covered: [0..<100],
      parts: [50..<100, 0..<30, 0..<100, 0..<10], bar: "+++##+++++"),
  ]

  @Test(arguments: rows)
  func showsWhatCame(_ row: Row) {
    let map = CoverageMap(
      length: row.length, covered: row.covered, parts: row.parts, unseen: row.unseen)
    let bar = CoverageBar(map: map, style: TextStyle(color: false, unicode: false))
    #expect((bar.lines(width: 10).first ?? "") == row.bar)
  }

  @Test func scaleEndsUnderTheLastCell() {
    let map = CoverageMap(length: 8_322_278, covered: [0..<10], parts: [], unseen: [])
    let lines = CoverageBar(map: map, style: TextStyle(color: false, unicode: true)).lines(
      width: 60)
    #expect(lines[1].count == 60)
    #expect(lines[1].hasPrefix("0 ") && lines[1].hasSuffix(" 8,322,277"))
    #expect(lines[1].contains(" 4,161,139 "))
    #expect(lines[2] == "▒ partly missing   ░ missing")
  }
}
