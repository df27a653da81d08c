import Forge
import TestSupport
import Testing

struct ByteIntervalsTests {
  /// Against a plain set of offsets.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func holdsWhatASetHolds(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var intervals = ByteIntervals()
    var model: Set<UInt64> = []
    for _ in 0..<40 {
      let start = UInt64.random(in: 0..<200, using: &generator)
      let end = start + UInt64.random(in: 0..<12, using: &generator)
      intervals.insert(start..<end)
      model.formUnion(start..<end)
      let probe = UInt64.random(in: 0..<200, using: &generator)
      #expect(intervals.contains(probe..<probe + 3) == model.isSuperset(of: probe..<probe + 3))
    }
    #expect(intervals.count == UInt64(model.count))
    let missing = intervals.missing(in: 20..<180).flatMap(Array.init)
    #expect(missing == (20..<180).filter { !model.contains($0) })
    let ranges = intervals.ranges
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
  }
}
