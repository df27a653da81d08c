import Testing

@testable import Ranges

struct PlaceTableTests {
  /// Every operation against a dictionary, with so few hashes that many values share one.
  @Test(arguments: [1, 7, 1000, 1 << 40])
  func findsWhatWasAdded(hashes: Int) {
    var table = PlaceTable()
    var model: [Int: Int] = [:]
    var values: [Int] = []
    for step in 0..<2000 {
      let value = (step &* 7919) % 600
      let hash = UInt64(value % hashes) &* 0x9E37_79B9_7F4A_7C15
      let found = table.number(hash) { values[$0] == value }
      #expect(found == model[value])
      guard found == nil else { continue }
      table.add(values.count, hash)
      model[value] = values.count
      values.append(value)
    }
    #expect(values.count == 600)
    #expect(table.number(0) { values[$0] == 600 } == nil)
  }

  @Test func groupsHoldTheirMembersInOrder() {
    let groups = ExchangeGroups([1, -1, 0, 1, 2, 0, 1], count: 4)
    #expect(groups.count == 4)
    #expect((0..<4).map { Array(groups[$0]) } == [[2, 5], [0, 3, 6], [4], []])
    #expect(groups.first(of: 1, after: 0) == 3)
    #expect(groups.first(of: 1, after: 6) == nil)
    #expect(groups.first(of: 3, after: 0) == nil)
    #expect(groups.first(of: 0, after: -1) == 2)
  }
}
