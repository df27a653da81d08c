/// A set of stream offsets, kept as disjoint half-open intervals in order.
public struct ByteIntervals: Equatable, Sendable {
  /// The intervals: in order, none empty, none touching the next.
  public private(set) var ranges: [Range<UInt64>] = []

  /// The set that holds what `ranges` hold.
  public init(_ ranges: [Range<UInt64>] = []) {
    for range in ranges { insert(range) }
  }

  /// How many offsets the set holds.
  public var count: UInt64 { ranges.reduce(0) { $0 + $1.upperBound - $1.lowerBound } }

  /// Whether the set holds every offset of `range`; an empty one is always held.
  public func contains(_ range: Range<UInt64>) -> Bool {
    if range.isEmpty { return true }
    let index = firstIndex(endingAfter: range.lowerBound)
    return index < ranges.count && ranges[index].lowerBound <= range.lowerBound
      && ranges[index].upperBound >= range.upperBound
  }

  /// What `range` holds and the set does not, in order.
  public func missing(in range: Range<UInt64>) -> [Range<UInt64>] {
    var missing: [Range<UInt64>] = []
    var position = range.lowerBound
    for held in ranges where held.overlaps(range) {
      if held.lowerBound > position { missing.append(position..<held.lowerBound) }
      position = min(held.upperBound, range.upperBound)
    }
    if position < range.upperBound { missing.append(position..<range.upperBound) }
    return missing
  }

  /// Adds the offsets of `range`.
  public mutating func insert(_ range: Range<UInt64>) {
    if range.isEmpty { return }
    guard let last = ranges.last, range.lowerBound <= last.upperBound else {
      ranges.append(range)
      return
    }
    let first = firstIndex(endingAfter: range.lowerBound == 0 ? 0 : range.lowerBound - 1)
    var merged = range
    var end = first
    while end < ranges.count, ranges[end].lowerBound <= range.upperBound {
      merged =
        min(
          merged.lowerBound, ranges[end].lowerBound)..<max(
          merged.upperBound, ranges[end].upperBound)
      end += 1
    }
    ranges.replaceSubrange(first..<end, with: CollectionOfOne(merged))
  }

  /// Takes the first interval out.
  mutating func removeFirst() { ranges.removeFirst() }

  /// The index of the first interval whose end lies above `offset`.
  private func firstIndex(endingAfter offset: UInt64) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound > offset { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
