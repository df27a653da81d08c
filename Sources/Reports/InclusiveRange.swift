/// A range as HTTP writes it: first and last position, both included.
///
/// Everywhere else ranges are half-open; this is the one place where they change.
struct InclusiveRange: Equatable {
  var first: Int
  var last: Int

  /// The positions of `range`, or `nil` where there are none.
  init?(_ range: Range<Int>) {
    guard !range.isEmpty else { return nil }
    first = range.lowerBound
    last = range.upperBound - 1
  }
}
