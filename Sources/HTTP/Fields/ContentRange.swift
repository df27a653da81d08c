import Bytes

/// The value of a Content-Range field.
///
/// Positions are as on the wire, both ends included; `positions` makes them half-open.
///
/// Source: RFC 9110 §14.4.
public enum ContentRange: Hashable, Sendable, CustomStringConvertible {
  /// `bytes first-last/complete`; the complete length is `nil` where `*` stands for it.
  case satisfied(first: Int, last: Int, completeLength: Int?)
  /// `bytes */complete`, as a 416 says it.
  case unsatisfied(completeLength: Int)
  /// A range in another unit: the unit as sent, and what follows it.
  case otherUnit(String, rest: String)
  /// Nothing the grammar knows, or numbers that contradict each other.
  case malformed(reason: String, lenient: Reading?)

  /// What could be read of a malformed value, as tolerant clients read it.
  public struct Reading: Hashable, Sendable {
    /// The first position, or `nil` where there is none.
    public var first: Int?
    /// The last position, or `nil` where there is none.
    public var last: Int?
    /// The complete length, or `nil` where there is none.
    public var completeLength: Int?

    /// A reading of the three numbers.
    public init(first: Int?, last: Int?, completeLength: Int?) {
      self.first = first
      self.last = last
      self.completeLength = completeLength
    }

    /// The positions read, half-open; `nil` when one is missing or last lies before first.
    ///
    /// They may end past the complete length. The place of the first byte is then still told; the
    /// number of bytes is not.
    public var positions: Range<Int>? {
      guard let first, let last, first <= last else { return nil }
      return ContentRange.halfOpen(first, last)
    }

    /// Whether the positions are in order and within the complete length.
    public var isConsistent: Bool {
      guard let first, let last, first <= last else { return false }
      return completeLength.map { ContentRange.fits(last: last, in: $0) } ?? true
    }
  }

  /// The positions of a well-formed range, half-open.
  public var positions: Range<Int>? {
    guard case .satisfied(let first, let last, _) = self else { return nil }
    return Self.halfOpen(first, last)
  }

  /// The positions of a range, half-open, read as tolerant clients read them.
  ///
  /// Nothing where the value is malformed and its numbers contradict each other.
  public var lenientPositions: Range<Int>? {
    guard case .malformed(_, let reading?) = self else { return positions }
    return reading.isConsistent ? reading.positions : nil
  }

  /// The complete length, when the value tells it, be it malformed or not.
  public var completeLength: Int? {
    switch self {
    case .satisfied(_, _, let length): length
    case .unsatisfied(let length): length
    case .otherUnit: nil
    case .malformed(_, let reading): reading?.completeLength
    }
  }

  /// Whether the value is a well-formed one, in any unit.
  public var isWellFormed: Bool {
    if case .malformed = self { false } else { true }
  }

  /// The value as it is sent; for a malformed one, a word about it.
  public var description: String {
    switch self {
    case .satisfied(let first, let last, let length):
      "bytes \(first)-\(last)/\(length.map(String.init) ?? "*")"
    case .unsatisfied(let length): "bytes */\(length)"
    case .otherUnit(let unit, let rest): "\(unit) \(rest)"
    case .malformed(let reason, _): "malformed: \(reason)"
    }
  }

  /// A last position at `Int.max` has none after it: the range then ends there.
  static func halfOpen(_ first: Int, _ last: Int) -> Range<Int> {
    first..<(last == .max ? .max : last + 1)
  }

  /// Numbers too large to hold cannot be compared, and are believed.
  static func fits(last: Int, in completeLength: Int) -> Bool {
    last < completeLength || completeLength == .max
  }
}
