import TestSupport
import Testing

@testable import Transactions

/// A list that holds its first element itself does what an array does.
struct ShortListTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func doesWhatAnArrayDoes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var list = ShortList<Int>()
    var array: [Int] = []
    for step in 0..<200 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0 where !array.isEmpty:
        let count = Int.random(in: 0...array.count, using: &random)
        list.removeFirst(count)
        array.removeFirst(count)
      case 1:
        list.removeAll { $0 % 3 == 0 }
        array.removeAll { $0 % 3 == 0 }
      case 2 where !array.isEmpty:
        let index = Int.random(in: 0..<array.count, using: &random)
        list[index] += 1000
        array[index] += 1000
      case 3 where step % 7 == 0:
        list.removeAll(keepingCapacity: step % 2 == 0)
        array.removeAll()
      case 4:
        list.insert(step, at: array.count / 2)
        array.insert(step, at: array.count / 2)
      default:
        list.append(step)
        array.append(step)
      }
      #expect(Array(list) == array)
      #expect(list.count == array.count)
      #expect(list.last == array.last)
      #expect(Array(list.dropFirst(1)) == Array(array.dropFirst(1)))
    }
  }
}
