import Ranges
import Testing

/// Parts are a list like any other, wherever they stand.
struct PlacedPartsTests {
  @Test(
    arguments: [
      [], [5..<5], [0..<10], [0..<10, 20..<30], [0..<1, 1..<2, 7..<9],
    ] as [[Range<Int>]])
  func holdsWhatItWasGiven(_ ranges: [Range<Int>]) {
    let parts = PlacedParts(ranges)
    #expect(Array(parts) == ranges)
    #expect(parts.count == ranges.count)
    #expect(parts.isEmpty == ranges.isEmpty)
    #expect(parts.first == ranges.first)
    #expect(parts.last == ranges.last)
    #expect(parts == PlacedParts(Array(ranges)))
    #expect((parts == PlacedParts()) == ranges.isEmpty)
  }

  @Test func oneIsTheSameHoweverItWasMade() {
    #expect(PlacedParts(3..<7) == PlacedParts([3..<7]))
    #expect(PlacedParts(3..<7) != PlacedParts(3..<8))
    #expect(PlacedParts(0..<0) != PlacedParts())
  }
}
