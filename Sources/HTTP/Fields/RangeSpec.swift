/// One range of a Range header in the unit bytes.
///
/// Positions are as on the wire: zero-based, both ends included, saturated at `Int.max`.
///
/// Source: RFC 9110 §14.1.1, §14.1.2.
public enum RangeSpec: Hashable, Sendable, CustomStringConvertible {
  /// `first-last`; `last` is never before `first`.
  case closed(first: Int, last: Int)
  /// `first-`: from a position to the end.
  case open(first: Int)
  /// `-length`: the last bytes of the representation; zero is well-formed and never satisfiable.
  case suffix(length: Int)

  /// The first position as sent; `nil` for a suffix.
  public var firstPosition: Int? {
    switch self {
    case .closed(let first, _), .open(let first): first
    case .suffix: nil
    }
  }

  /// Whether this range can be satisfied by a representation of `completeLength` bytes.
  public func satisfiable(completeLength: Int) -> Bool {
    switch self {
    case .closed(let first, _), .open(let first): first < completeLength
    case .suffix(let length): length > 0
    }
  }

  /// The positions this range selects, half-open; `nil` when it is unsatisfiable.
  ///
  /// A suffix that is not zero is satisfiable by an empty representation too: the result is then
  /// an empty range.
  public func resolve(completeLength: Int) -> Range<Int>? {
    guard satisfiable(completeLength: completeLength) else { return nil }
    let end = max(completeLength, 0)
    switch self {
    case .closed(let first, let last): return first..<(last < end ? last + 1 : end)
    case .open(let first): return first..<end
    case .suffix(let length): return end - min(length, end)..<end
    }
  }

  /// The range as it is sent.
  public var description: String {
    switch self {
    case .closed(let first, let last): "\(first)-\(last)"
    case .open(let first): "\(first)-"
    case .suffix(let length): "-\(length)"
    }
  }
}

extension RangeSpec {
  /// Reads the octets of a Range field value written as `bytes=first-last` or `bytes=first-`; `nil`
  /// for any other.
  public init?(plain octets: RawSpan) {
    guard let plain = PlainScanner.read(octets, { RangeSpec(plain: &$0) }) else { return nil }
    self = plain
  }

  init?(plain text: inout PlainScanner) {
    guard text.skip("bytes="), let first = text.number(), text.skip("-") else { return nil }
    if text.isAtEnd {
      self = .open(first: first)
    } else {
      guard let last = text.number(), text.isAtEnd, first <= last else { return nil }
      self = .closed(first: first, last: last)
    }
  }
}
