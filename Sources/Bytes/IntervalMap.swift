/// Ordered disjoint half-open intervals of integers, with a value each.
///
/// Intervals that touch and have equal values are one, so that two maps which say the same of every
/// position hold the same intervals. Finding, inserting and removing are O(log n) amortised in the
/// number of intervals, in any order of insertion.
public struct IntervalMap<Value: Equatable> {
  @usableFromInline var storage = IntervalStorage<Value>()

  /// A map in which no position has a value.
  @inlinable
  public init() {}

  /// The number of intervals.
  @inlinable
  public var count: Int { storage.count }

  /// Whether no position has a value.
  @inlinable
  public var isEmpty: Bool { storage.count == 0 }

  /// The value at `offset`, or `nil` when it has none.
  @inlinable
  public subscript(offset: Int) -> Value? {
    guard let entry = storage.entry(at: storage.firstBeyond(offset)), entry.lower <= offset else {
      return nil
    }
    return entry.value
  }

  /// Changes the value of every position of `range`.
  ///
  /// Intervals are split at the bounds of `range`; `transform` is then called once for each piece of
  /// an interval and for each gap inside, in ascending order: with the value of the piece, or with
  /// `nil` in a gap. What it leaves is the piece's new value; `nil` removes it.
  @inlinable
  public mutating func update(_ range: Range<Int>, _ transform: (inout Value?) -> Void) {
    guard !range.isEmpty else { return }
    // Neighbours that only touch the range are taken along, as they may become one with it.
    let start = storage.firstReaching(range.lowerBound)
    var position = start
    var pieces: [IntervalStorage<Value>.Entry] = []
    var cursor = range.lowerBound
    while let entry = storage.entry(at: position), entry.lower <= range.upperBound {
      if entry.lower < range.lowerBound {
        Self.append(
          entry.lower, Swift.min(entry.upper, range.lowerBound), entry.value, to: &pieces)
      }
      if entry.lower > cursor {
        Self.append(cursor, entry.lower, nil, to: &pieces, transform)
        cursor = entry.lower
      }
      let end = Swift.min(entry.upper, range.upperBound)
      if cursor < end {
        Self.append(cursor, end, entry.value, to: &pieces, transform)
        cursor = end
      }
      if entry.upper > range.upperBound {
        Self.append(
          Swift.max(entry.lower, range.upperBound), entry.upper, entry.value, to: &pieces)
      }
      storage.advance(&position)
    }
    if cursor < range.upperBound {
      Self.append(cursor, range.upperBound, nil, to: &pieces, transform)
    }
    storage.replace(from: start, to: position, with: pieces)
  }

  /// Gives every position of `range` the same value.
  @inlinable
  public mutating func set(_ value: Value, in range: Range<Int>) {
    if !range.isEmpty, storage.append(range.lowerBound, range.upperBound, value) { return }
    update(range) { $0 = value }
  }

  /// Takes the value away from every position of `range`.
  @inlinable
  public mutating func remove(_ range: Range<Int>) {
    update(range) { $0 = nil }
  }

  /// Calls `body` with each interval that meets `range`, cut to it, in ascending order.
  @inlinable
  public func forEach(in range: Range<Int>, _ body: (Range<Int>, Value) -> Void) {
    guard !range.isEmpty else { return }
    var position = storage.firstBeyond(range.lowerBound)
    while let entry = storage.entry(at: position), entry.lower < range.upperBound {
      body((entry.lower..<entry.upper).clamped(to: range), entry.value)
      storage.advance(&position)
    }
  }

  /// Adds a piece whose value `transform` may change.
  @inlinable
  static func append(
    _ lower: Int, _ upper: Int, _ value: Value?, to pieces: inout [IntervalStorage<Value>.Entry],
    _ transform: (inout Value?) -> Void
  ) {
    var value = value
    transform(&value)
    if let value { append(lower, upper, value, to: &pieces) }
  }

  /// Adds a piece, as part of the last one when they touch and are equal.
  @inlinable
  static func append(
    _ lower: Int, _ upper: Int, _ value: Value, to pieces: inout [IntervalStorage<Value>.Entry]
  ) {
    if let last = pieces.indices.last, pieces[last].upper == lower, pieces[last].value == value {
      pieces[last].upper = upper
    } else {
      pieces.append(.init(lower: lower, upper: upper, value: value))
    }
  }
}

extension IntervalMap: Sequence {
  /// The intervals in ascending order.
  public struct Iterator: IteratorProtocol {
    @usableFromInline var storage: IntervalStorage<Value>
    @usableFromInline var position = IntervalStorage<Value>.Position(leaf: 0, index: 0)

    @inlinable
    init(storage: IntervalStorage<Value>) { self.storage = storage }

    /// The next interval and its value, or `nil` after the last.
    @inlinable
    public mutating func next() -> (range: Range<Int>, value: Value)? {
      guard let entry = storage.entry(at: position) else { return nil }
      storage.advance(&position)
      return (entry.lower..<entry.upper, entry.value)
    }
  }

  /// An iterator over the intervals in ascending order.
  @inlinable
  public func makeIterator() -> Iterator { Iterator(storage: storage) }

  /// The number of intervals.
  @inlinable
  public var underestimatedCount: Int { storage.count }
}

extension IntervalMap: Equatable {
  /// Whether both give every position the same value.
  @inlinable
  public static func == (a: IntervalMap, b: IntervalMap) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.range == $1.range && $0.value == $1.value }
  }
}

extension IntervalMap: Sendable where Value: Sendable {}
