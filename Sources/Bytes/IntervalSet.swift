/// A set of integers, held as ordered disjoint half-open intervals that do not touch.
///
/// Made for coverage: which bytes of a representation came. Finding, inserting and removing are
/// O(log n) amortised in the number of intervals, in any order of insertion.
public struct IntervalSet: Sendable {
  private var storage = IntervalStorage<Void>()
  /// The only interval, which takes no memory of its own; empty where there is none or several.
  private var only = 0..<0

  /// How many integers the set holds.
  public private(set) var length = 0

  /// The empty set.
  public init() {}

  /// The union of `ranges`, which may overlap and come in any order.
  public init(_ ranges: some Sequence<Range<Int>>) {
    for range in ranges { insert(range) }
  }

  /// The number of intervals.
  public var count: Int { only.isEmpty ? storage.count : 1 }

  /// Whether the set holds nothing.
  public var isEmpty: Bool { length == 0 }

  /// The intervals in ascending order; an array made for the call, O(n).
  public var ranges: [Range<Int>] {
    guard only.isEmpty else { return [only] }
    var result: [Range<Int>] = []
    result.reserveCapacity(count)
    for leaf in storage.leaves {
      for entry in leaf { result.append(entry.lower..<entry.upper) }
    }
    return result
  }

  /// The least interval that holds the whole set, or `nil` when the set is empty.
  public var bounds: Range<Int>? {
    guard only.isEmpty else { return only }
    guard let first = storage.leaves.first?.first, let last = storage.leaves.last?.last else {
      return nil
    }
    return first.lower..<last.upper
  }

  /// Adds `range` and returns how many of its integers the set did not hold before.
  @discardableResult
  public mutating func insert(_ range: Range<Int>) -> Int {
    guard !range.isEmpty else { return 0 }
    if storage.count == 0 {
      if let added = insertBesideOnly(range) { return added }
      spill()
    }
    if storage.append(range.lowerBound, range.upperBound) {
      length += range.count
      return range.count
    }
    var lower = range.lowerBound
    var upper = range.upperBound
    var held = 0
    let start = storage.firstReaching(lower)
    var end = start
    while let entry = storage.entry(at: end), entry.lower <= range.upperBound {
      if entry.lower <= range.lowerBound, entry.upper >= range.upperBound { return 0 }
      held += min(entry.upper, range.upperBound) - max(entry.lower, range.lowerBound)
      lower = min(lower, entry.lower)
      upper = max(upper, entry.upper)
      storage.advance(&end)
    }
    let merged = IntervalStorage<Void>.Entry(lower: lower, upper: upper, value: ())
    storage.replace(from: start, to: end, with: CollectionOfOne(merged))
    length += range.count - held
    return range.count - held
  }

  /// Adds `range` where there is one interval at most afterwards; returns how many integers were new.
  @inline(__always)
  private mutating func insertBesideOnly(_ range: Range<Int>) -> Int? {
    if only.isEmpty {
      only = range
    } else if range.lowerBound <= only.upperBound, range.upperBound >= only.lowerBound {
      only =
        min(range.lowerBound, only.lowerBound)..<max(range.upperBound, only.upperBound)
    } else {
      return nil
    }
    let before = length
    length = only.count
    return length - before
  }

  /// Puts the only interval where there is room for others.
  private mutating func spill() {
    guard !only.isEmpty else { return }
    _ = storage.append(only.lowerBound, only.upperBound)
    only = 0..<0
  }

  /// Takes `range` out and returns how many of its integers the set held.
  @discardableResult
  public mutating func remove(_ range: Range<Int>) -> Int {
    guard !range.isEmpty else { return 0 }
    spill()
    var held = 0
    var rest: [IntervalStorage<Void>.Entry] = []
    let start = storage.firstBeyond(range.lowerBound)
    var end = start
    while let entry = storage.entry(at: end), entry.lower < range.upperBound {
      held += min(entry.upper, range.upperBound) - max(entry.lower, range.lowerBound)
      if entry.lower < range.lowerBound {
        rest.append(.init(lower: entry.lower, upper: range.lowerBound, value: ()))
      }
      if entry.upper > range.upperBound {
        rest.append(.init(lower: range.upperBound, upper: entry.upper, value: ()))
      }
      storage.advance(&end)
    }
    guard held > 0 else { return 0 }
    storage.replace(from: start, to: end, with: rest)
    length -= held
    return held
  }

  /// Adds everything that `other` holds and returns how many integers were new.
  @discardableResult
  public mutating func formUnion(_ other: IntervalSet) -> Int {
    guard other.only.isEmpty else { return insert(other.only) }
    var added = 0
    for leaf in other.storage.leaves {
      for entry in leaf { added += insert(entry.lower..<entry.upper) }
    }
    return added
  }

  /// Whether the set holds `offset`.
  public func contains(_ offset: Int) -> Bool {
    guard only.isEmpty else { return only.contains(offset) }
    guard let entry = storage.entry(at: storage.firstBeyond(offset)) else { return false }
    return entry.lower <= offset
  }

  /// The interval that holds `offset`; `nil` where the set does not.
  public func interval(holding offset: Int) -> Range<Int>? {
    guard only.isEmpty else { return only.contains(offset) ? only : nil }
    guard let entry = storage.entry(at: storage.firstBeyond(offset)), entry.lower <= offset else {
      return nil
    }
    return entry.lower..<entry.upper
  }

  /// Whether the set holds all of `range`; true of an empty one.
  public func contains(_ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    guard only.isEmpty else {
      return only.lowerBound <= range.lowerBound && only.upperBound >= range.upperBound
    }
    guard let entry = storage.entry(at: storage.firstBeyond(range.lowerBound)) else {
      return false
    }
    return entry.lower <= range.lowerBound && entry.upper >= range.upperBound
  }

  /// How many integers of `range` the set holds.
  public func intersectionLength(with range: Range<Int>) -> Int {
    var held = 0
    forEach(in: range) { held += $0.count }
    return held
  }

  /// The intervals that meet `range`, cut to it, in ascending order.
  public func intersection(with range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    forEach(in: range) { result.append($0) }
    return result
  }

  /// The parts of `range` that the set does not hold, in ascending order.
  public func gaps(in range: Range<Int>) -> [Range<Int>] {
    if only.overlaps(range) {
      let below = range.lowerBound..<max(range.lowerBound, only.lowerBound)
      let above = min(range.upperBound, only.upperBound)..<range.upperBound
      if below.isEmpty { return above.isEmpty ? [] : [above] }
      return above.isEmpty ? [below] : [below, above]
    }
    var result: [Range<Int>] = []
    var cursor = range.lowerBound
    forEach(in: range) { part in
      if cursor < part.lowerBound { result.append(cursor..<part.lowerBound) }
      cursor = part.upperBound
    }
    if cursor < range.upperBound { result.append(cursor..<range.upperBound) }
    return result
  }

  private func forEach(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
    guard !range.isEmpty else { return }
    guard only.isEmpty else {
      if only.overlaps(range) { body(only.clamped(to: range)) }
      return
    }
    var position = storage.firstBeyond(range.lowerBound)
    while let entry = storage.entry(at: position), entry.lower < range.upperBound {
      body((entry.lower..<entry.upper).clamped(to: range))
      storage.advance(&position)
    }
  }
}

extension IntervalSet: Equatable {
  /// Whether both hold the same integers.
  public static func == (a: IntervalSet, b: IntervalSet) -> Bool {
    a.length == b.length && a.count == b.count && a.ranges == b.ranges
  }
}

extension IntervalSet: CustomStringConvertible {
  /// The intervals as `[0..<10, 20..<30]`.
  public var description: String {
    "[\(ranges.map { "\($0.lowerBound)..<\($0.upperBound)" }.joined(separator: ", "))]"
  }
}
