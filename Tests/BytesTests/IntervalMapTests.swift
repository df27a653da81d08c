import Bytes
import Testing

struct IntervalMapTests {
  @Test func countsHowOftenEachByteCame() {
    var map = IntervalMap<Int>()
    map.update(0..<100) { $0 = ($0 ?? 0) + 1 }
    map.update(50..<150) { $0 = ($0 ?? 0) + 1 }
    #expect(map.map(\.range) == [0..<50, 50..<100, 100..<150])
    #expect(map.map(\.value) == [1, 2, 1])
    #expect(map[49] == 1 && map[50] == 2 && map[149] == 1 && map[150] == nil)
  }

  @Test func callsOncePerPieceAndGap() {
    var map = IntervalMap<String>()
    map.set("a", in: 10..<20)
    map.set("b", in: 30..<40)
    var seen: [String?] = []
    map.update(0..<50) { seen.append($0) }
    #expect(seen == [nil, "a", nil, "b", nil])
    #expect(map.count == 2)
  }

  @Test func mergesEqualNeighbours() {
    var map = IntervalMap<Int>()
    map.set(1, in: 0..<10)
    map.set(1, in: 20..<30)
    map.set(2, in: 10..<20)
    #expect(map.count == 3)
    map.set(1, in: 10..<20)
    #expect(map.map(\.range) == [0..<30])
    map.remove(10..<20)
    #expect(map.map(\.range) == [0..<10, 20..<30])
    var cut: [Range<Int>] = []
    map.forEach(in: 5..<25) { range, _ in cut.append(range) }
    #expect(cut == [5..<10, 20..<25])
  }

  /// Every operation against a plain dictionary of positions.
  @Test(arguments: 0..<500)
  func equalsADictionaryOfPositions(seed: Int) {
    var random = SplitMix(seed: seed)
    var map = IntervalMap<Int>()
    var model: [Int: Int] = [:]
    let limit = [15, 150, 800][seed % 3]
    for _ in 0..<40 {
      let range = random.range(below: limit)
      switch Int.random(in: 0..<5, using: &random) {
      case 0:
        map.remove(range)
        for offset in range { model[offset] = nil }
      case 1:
        let value = Int.random(in: 0..<3, using: &random)
        map.set(value, in: range)
        for offset in range { model[offset] = value }
      default:
        map.update(range) { $0 = ($0 ?? 0) + 1 }
        for offset in range { model[offset, default: 0] += 1 }
      }
      let probe = Int.random(in: 0...limit, using: &random)
      #expect(map[probe] == model[probe])
    }
    var flat: [Int: Int] = [:]
    for (range, value) in map { for offset in range { flat[offset] = value } }
    #expect(flat == model)
    let all = Array(map)
    #expect(all.count == map.count)
    for (a, b) in zip(all, all.dropFirst()) {
      #expect(a.range.upperBound < b.range.lowerBound || a.value != b.value)
      #expect(a.range.upperBound <= b.range.lowerBound)
    }
  }

  @Test func takesManyRandomInsertions() {
    var random = SplitMix(seed: 3)
    var map = IntervalMap<Int>()
    for transaction in 0..<400_000 {
      let lower = Int.random(in: 0..<1 << 40, using: &random)
      map.set(transaction, in: lower..<lower + 100)
    }
    #expect(map.count > 399_000)
    map.update(0..<1 << 41) { $0 = $0.map { _ in 0 } }
    map.update(0..<1 << 41) { $0 = 7 }
    #expect(map.count == 1)
  }
}
