/// What a set of byte ranges says as a whole; for every other value the set is empty.
///
/// Where no complete length is known the representation is taken to be endless: suffixes then lie
/// behind every closed range, and overlap each other and every open range, as they always do.
extension RangeHeader {
  /// Whether at least one range can be satisfied by `completeLength` bytes.
  ///
  /// Source: RFC 9110 §14.1.1.
  public func satisfiable(completeLength: Int) -> Bool {
    specs.contains { $0.satisfiable(completeLength: completeLength) }
  }

  /// The positions of the satisfiable ranges, half-open, in the order sent.
  public func resolved(completeLength: Int) -> [Range<Int>] {
    specs.compactMap { $0.resolve(completeLength: completeLength) }
  }

  /// The satisfiable ranges in ascending order, joined where at most `gap` bytes lie between them.
  ///
  /// A server may answer so. Source: RFC 9110 §15.3.7.2.
  public func coalesced(completeLength: Int, gap: Int) -> [Range<Int>] {
    Self.coalesce(resolved(completeLength: completeLength), gap: gap)
  }

  /// The lowest position asked for, whether or not it exists.
  ///
  /// Suffixes count when the complete length is known; `nil` when no range has a position.
  public func firstPosition(completeLength: Int? = nil) -> Int? {
    if case .bytes(let specs) = self, specs.count == 1, let first = specs[0].firstPosition {
      return first
    }
    return specs.compactMap { spec in
      spec.firstPosition ?? completeLength.flatMap { spec.resolve(completeLength: $0)?.lowerBound }
    }.min()
  }

  /// How many ranges share at least one byte with another range of the set.
  public func overlapCount(completeLength: Int? = nil) -> Int {
    let ranges = resolved(completeLength: completeLength ?? .max)
      .filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
    var count = 0
    var end = 0
    for (index, range) in ranges.enumerated() {
      let overlapsEarlier = range.lowerBound < end
      let overlapsLater =
        index + 1 < ranges.count && ranges[index + 1].lowerBound < range.upperBound
      if overlapsEarlier || overlapsLater { count += 1 }
      end = max(end, range.upperBound)
    }
    return count
  }

  /// Whether each range begins after the beginning of the one before it.
  ///
  /// Ranges that ascend may still overlap.
  public func isAscending(completeLength: Int? = nil) -> Bool {
    let ranges = resolved(completeLength: completeLength ?? .max)
    return zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound < $1.lowerBound }
  }

  /// `ranges` in ascending order, joined where they overlap or at most `gap` bytes lie between.
  public static func coalesce(_ ranges: [Range<Int>], gap: Int) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = joined.last, range.lowerBound - last.upperBound <= max(gap, 0) {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
