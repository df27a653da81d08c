import Testing
import Workers

@Suite struct WorkersTests {
  @Test(arguments: [1, 2, 3, 8], [0, 1, 2, 255, 256, 257, 5000])
  func resultsComeInTheOrderOfTheElements(_ threads: Int, _ elements: Int) {
    let parts = Workers(threads).map(elements, atLeast: 4) { Array($0) }
    #expect(parts.flatMap(\.self) == Array(0..<elements))
    #expect(Workers(threads).each(elements) { $0 } == Array(0..<elements))
  }

  @Test func noRunIsShorterThanSaidButTheLast() {
    let lengths = Workers(4).map(1000, atLeast: 300) { $0.count }
    #expect(lengths == [300, 300, 300, 100])
  }

  @Test func severalThreadsWork() {
    guard Workers.processors > 1 else { return }
    // Each waits until the other has begun.
    let begun = Flags()
    _ = Workers(2).each(2) { number in
      begun.set(number)
      while !begun.isSet(1 - number) {}
    }
  }

  @Test func lessThanOneThreadIsOne() {
    #expect(Workers(0).count == 1)
    #expect(Workers.processors >= 1)
  }
}
