/// The ordered array of disjoint intervals under `IntervalMap` and `IntervalSet`.
///
/// It is cut into leaves of at most `leafCapacity` entries, none of them empty: finding an interval
/// is two binary searches, and inserting one moves the entries of one leaf and not those of all.
@usableFromInline
struct IntervalStorage<Value> {
  /// One interval, never empty, and what is known of it.
  @usableFromInline
  struct Entry {
    @usableFromInline var lower: Int
    @usableFromInline var upper: Int
    @usableFromInline var value: Value

    @inlinable
    init(lower: Int, upper: Int, value: Value) {
      self.lower = lower
      self.upper = upper
      self.value = value
    }
  }

  /// Where an entry stands; the position after the last one is `(leaves.count, 0)`.
  @usableFromInline
  struct Position {
    @usableFromInline var leaf: Int
    @usableFromInline var index: Int

    @inlinable
    init(leaf: Int, index: Int) {
      self.leaf = leaf
      self.index = index
    }
  }

  @usableFromInline var leaves: [[Entry]] = []
  @usableFromInline var count = 0

  @inlinable
  init() {}

  @inlinable static var leafCapacity: Int { 512 }

  /// The first entry whose upper bound is at or beyond `offset`.
  @inlinable
  func firstReaching(_ offset: Int) -> Position {
    var low = 0
    var high = leaves.count
    while low < high {
      let middle = (low + high) / 2
      if leaves[middle][leaves[middle].count - 1].upper < offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let leaf = low
    guard leaf < leaves.count else { return Position(leaf: leaf, index: 0) }
    low = 0
    high = leaves[leaf].count
    while low < high {
      let middle = (low + high) / 2
      if leaves[leaf][middle].upper < offset { low = middle + 1 } else { high = middle }
    }
    return Position(leaf: leaf, index: low)
  }

  /// The first entry that holds `offset` or lies beyond it.
  @inlinable
  func firstBeyond(_ offset: Int) -> Position {
    var position = firstReaching(offset)
    if let entry = entry(at: position), entry.upper == offset { advance(&position) }
    return position
  }

  /// The entry at `position`, or `nil` at the end.
  @inlinable
  func entry(at position: Position) -> Entry? {
    position.leaf < leaves.count ? leaves[position.leaf][position.index] : nil
  }

  /// Moves `position`, which is not the end, on by one entry.
  @inlinable
  func advance(_ position: inout Position) {
    position.index += 1
    if position.index == leaves[position.leaf].count {
      position = Position(leaf: position.leaf + 1, index: 0)
    }
  }

  /// Puts `entries`, which are in order and fit there, in the place of those from `start` up to
  /// `end`.
  @inlinable
  mutating func replace(
    from start: Position, to end: Position, with entries: some Collection<Entry>
  ) {
    if leaves.isEmpty {
      guard !entries.isEmpty else { return }
      leaves.append(Array(entries))
      count = entries.count
      splitLeaf(0)
      return
    }
    var leaf = start.leaf
    var from = start.index
    if leaf == leaves.count {  // After the last entry: the last leaf grows.
      leaf -= 1
      from = leaves[leaf].count
    }
    if end.leaf == leaf || end.leaf == leaf + 1 && end.index == 0 {
      let to = end.leaf == leaf ? end.index : leaves[leaf].count
      count += entries.count - (to - from)
      leaves[leaf].replaceSubrange(from..<to, with: entries)
    } else {
      count += entries.count - (leaves[leaf].count - from)
      leaves[leaf].replaceSubrange(from..., with: entries)
      for inner in leaf + 1..<end.leaf { count -= leaves[inner].count }
      if end.leaf < leaves.count, end.index > 0 {
        count -= end.index
        leaves[end.leaf].removeSubrange(..<end.index)
      }
      leaves.removeSubrange(leaf + 1..<end.leaf)
    }
    if leaves[leaf].isEmpty {
      leaves.remove(at: leaf)
    } else {
      splitLeaf(leaf)
    }
  }

  /// Cuts a leaf that has grown too large into leaves that are half full.
  @inlinable
  mutating func splitLeaf(_ leaf: Int) {
    let size = leaves[leaf].count
    guard size > Self.leafCapacity else { return }
    let entries = leaves[leaf]
    let half = Self.leafCapacity / 2
    let parts = stride(from: 0, to: size, by: half).map { start in
      var part: [Entry] = []
      part.reserveCapacity(Self.leafCapacity + 2)
      part.append(contentsOf: entries[start..<min(start + half, size)])
      return part
    }
    leaves.replaceSubrange(leaf...leaf, with: parts)
  }
}

extension IntervalStorage where Value == Void {
  /// Puts an interval behind all others, or makes the last one longer; `false` where it begins before
  /// the end of the last, and nothing was done.
  mutating func append(_ lower: Int, _ upper: Int) -> Bool {
    let leaf = leaves.count - 1
    guard leaf >= 0 else {
      leaves.append([Entry(lower: lower, upper: upper, value: ())])
      count = 1
      return true
    }
    let last = leaves[leaf].count - 1
    let end = leaves[leaf][last].upper
    if end < lower {
      leaves[leaf].append(Entry(lower: lower, upper: upper, value: ()))
      count += 1
      splitLeaf(leaf)
      return true
    }
    guard end == lower else { return false }
    leaves[leaf][last].upper = upper
    return true
  }
}

extension IntervalStorage where Value: Equatable {
  /// As that of a set: one that touches the last makes it longer where their values are equal.
  @inlinable
  mutating func append(_ lower: Int, _ upper: Int, _ value: Value) -> Bool {
    let leaf = leaves.count - 1
    guard leaf >= 0 else {
      leaves.append([Entry(lower: lower, upper: upper, value: value)])
      count = 1
      return true
    }
    let last = leaves[leaf].count - 1
    let end = leaves[leaf][last].upper
    guard end <= lower else { return false }
    if end == lower, leaves[leaf][last].value == value {
      leaves[leaf][last].upper = upper
      return true
    }
    leaves[leaf].append(Entry(lower: lower, upper: upper, value: value))
    count += 1
    splitLeaf(leaf)
    return true
  }
}

extension IntervalStorage: Sendable where Value: Sendable {}
extension IntervalStorage.Entry: Sendable where Value: Sendable {}
