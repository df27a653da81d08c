/// Ranges of a representation that a content brought, in its order: nearly always one, or none.
///
/// Positions are bytes of the representation, half-open. One stands in the value itself.
public struct PlacedParts: RandomAccessCollection, Equatable, Sendable {
  @usableFromInline let one: Range<Int>
  /// All of them, where there is not just one.
  @usableFromInline let several: [Range<Int>]?

  /// None.
  @inlinable
  public init() {
    one = 0..<0
    several = []
  }

  /// One range, be it empty or not.
  @inlinable
  public init(_ range: Range<Int>) {
    one = range
    several = nil
  }

  /// These ranges.
  @inlinable
  public init(_ ranges: [Range<Int>]) {
    one = ranges.count == 1 ? ranges[0] : 0..<0
    several = ranges.count == 1 ? nil : ranges
  }

  /// The index of the first.
  @inlinable public var startIndex: Int { 0 }

  /// How many there are.
  @inlinable public var endIndex: Int { several?.count ?? 1 }

  /// One of them, by its index.
  @inlinable
  public subscript(_ index: Int) -> Range<Int> {
    if let several { return several[index] }
    precondition(index == 0)
    return one
  }
}
