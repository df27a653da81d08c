import Bytes
import Testing

struct IntervalSetTests {
  @Test func mergesWhatTouches() {
    var set = IntervalSet()
    #expect(set.insert(10..<20) == 10)
    #expect(set.insert(30..<40) == 10)
    #expect(set.insert(20..<30) == 10)
    #expect(set.ranges == [10..<40])
    #expect(set.insert(15..<25) == 0)
    #expect(set.insert(5..<45) == 10)
    #expect(set.length == 40)
    #expect(set.bounds == 5..<45)
  }

  @Test func splitsWhenAMiddleIsTakenOut() {
    var set = IntervalSet([0..<100])
    #expect(set.remove(40..<60) == 20)
    #expect(set.remove(40..<60) == 0)
    #expect(set.ranges == [0..<40, 60..<100])
    #expect(set.gaps(in: 0..<100) == [40..<60])
    #expect(set.gaps(in: 45..<55) == [45..<55])
    #expect(set.gaps(in: 90..<120) == [100..<120])
    #expect(set.intersection(with: 30..<70) == [30..<40, 60..<70])
  }

  @Test func emptyRangesChangeNothing() {
    var set = IntervalSet()
    #expect(set.insert(5..<5) == 0)
    #expect(set.remove(5..<5) == 0)
    #expect(set.isEmpty && set.bounds == nil)
    #expect(set.gaps(in: 3..<3).isEmpty)
    #expect(set.contains(7..<7))
  }

  @Test func holdsTheEndsOfInt() {
    var set = IntervalSet()
    #expect(set.insert(0..<Int.max) == Int.max)
    #expect(set.contains(Int.max - 1))
    #expect(!set.contains(Int.max))
    set.remove(1..<Int.max - 1)
    #expect(set.length == 2)
  }

  /// Every operation against a plain set of positions.
  @Test(arguments: 0..<500)
  func equalsASetOfPositions(seed: Int) {
    var random = SplitMix(seed: seed)
    var set = IntervalSet()
    var model = Set<Int>()
    let limit = [20, 200, 1000][seed % 3]
    for _ in 0..<60 {
      var range = random.range(below: limit)
      if seed % 2 == 0 { range = range.clamped(to: range.lowerBound..<range.lowerBound + 9) }
      if Int.random(in: 0..<4, using: &random) == 0 {
        #expect(set.remove(range) == model.intersection(range).count)
        model.subtract(range)
      } else {
        #expect(set.insert(range) == Set(range).subtracting(model).count)
        model.formUnion(range)
      }
      let probe = random.range(below: limit)
      #expect(set.intersectionLength(with: probe) == model.intersection(probe).count)
      #expect(set.contains(probe) == model.isSuperset(of: probe))
      #expect(set.contains(probe.lowerBound) == model.contains(probe.lowerBound))
      let run = set.interval(holding: probe.lowerBound)
      #expect((run != nil) == model.contains(probe.lowerBound))
      if let run {
        #expect(run.contains(probe.lowerBound) && model.isSuperset(of: run))
        #expect(!model.contains(run.lowerBound - 1) && !model.contains(run.upperBound))
      }
      #expect(Set(set.gaps(in: probe).joined()) == Set(probe).subtracting(model))
    }
    #expect(set.length == model.count)
    #expect(set.ranges.flatMap { Array($0) } == model.sorted())
    #expect(zip(set.ranges, set.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    #expect(set.count == set.ranges.count)
  }

  /// Enough intervals for many leaves, put in at random and taken out by long stretches.
  @Test func staysInOrderThroughManyLeaves() {
    var random = SplitMix(seed: 1)
    var set = IntervalSet()
    for index in Array(0..<20_000).shuffled(using: &random) {
      #expect(set.insert(index * 10..<index * 10 + 5) == 5)
    }
    #expect(set.count == 20_000)
    #expect(set.ranges == (0..<20_000).map { $0 * 10..<$0 * 10 + 5 })
    #expect(set.remove(50_003..<149_998) == 9_999 * 5 + 2)
    #expect(set.length == 50_003)
    #expect(set.insert(0..<200_000) == 200_000 - 50_003)
    #expect(set.ranges == [0..<200_000])
    #expect(set.remove(0..<200_000) == 200_000)
    #expect(set == IntervalSet())
  }

  @Test func takesManyRandomInsertions() {
    var random = SplitMix(seed: 2)
    var set = IntervalSet()
    var length = 0
    for _ in 0..<400_000 {
      let lower = Int.random(in: 0..<1 << 40, using: &random)
      length += set.insert(lower..<lower + 100)
    }
    #expect(set.length == length)
    #expect(set.ranges.reduce(0) { $0 + $1.count } == length)
  }

  @Test func unitesWithAnother() {
    var a = IntervalSet([0..<10, 20..<30])
    #expect(a.formUnion(IntervalSet([5..<25, 40..<50])) == 20)
    #expect(a.ranges == [0..<30, 40..<50])
    #expect(a.description == "[0..<30, 40..<50]")
  }
}
