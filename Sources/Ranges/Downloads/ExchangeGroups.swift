import Bytes
import Packets

/// Exchanges in groups: of each group their indices, in order.
public struct ExchangeGroups: Sendable {
  /// Those of all groups, one behind another.
  private var order: [Int32]
  /// Where those of each group begin, and where the last ones end.
  private var starts: [Int32]

  /// For each exchange the number of its group, below `count`; those of no group have -1.
  public init(_ numbers: [Int32], count: Int) {
    var next = [Int32](repeating: 0, count: count + 1)
    for number in numbers where number >= 0 { next[Int(number) + 1] += 1 }
    for group in 0..<count { next[group + 1] += next[group] }
    starts = next
    order = [Int32](repeating: 0, count: Int(starts[count]))
    for index in numbers.indices where numbers[index] >= 0 {
      let group = Int(numbers[index])
      order[Int(next[group])] = Int32(index)
      next[group] += 1
    }
  }

  /// The indices of the exchanges of one group.
  public struct Members: RandomAccessCollection, Sendable {
    fileprivate let slice: ArraySlice<Int32>

    /// The place of the first.
    public var startIndex: Int { 0 }

    /// How many there are.
    public var endIndex: Int { slice.count }

    /// The index of the exchange at a place.
    public subscript(place: Int) -> Int { Int(slice[slice.startIndex + place]) }

    /// Goes through all of them.
    public func makeIterator() -> Iterator { Iterator(rest: slice.makeIterator()) }

    /// Without a look at where the slice begins for each.
    public struct Iterator: IteratorProtocol {
      fileprivate var rest: IndexingIterator<ArraySlice<Int32>>

      /// The next index; `nil` behind the last.
      public mutating func next() -> Int? { rest.next().map { Int($0) } }
    }
  }

  /// How many groups there are.
  var count: Int { starts.count - 1 }

  /// The indices of the exchanges of a group, in order.
  public subscript(group: Int) -> Members {
    Members(slice: order[Int(starts[group])..<Int(starts[group + 1])])
  }

  /// The first exchange of a group behind another.
  func first(of group: Int, after index: Int) -> Int? {
    let list = self[group]
    var low = list.startIndex
    var high = list.endIndex
    while low < high {
      let middle = (low + high) / 2
      if list[middle] <= index { low = middle + 1 } else { high = middle }
    }
    return low < list.endIndex ? list[low] : nil
  }
}

extension IPAddress {
  /// The hash of an address, going on from that of something else.
  func hash(_ before: UInt64) -> UInt64 {
    OctetHash.of(low, high == 0 ? before : OctetHash.of(high, before))
  }
}

extension Endpoint {
  /// The hash of an address and a port, going on from that of something else.
  func hash(_ before: UInt64) -> UInt64 { OctetHash.of(UInt64(port), address.hash(before)) }
}
