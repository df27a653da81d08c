import Bytes

/// What the Content-Length fields of a message say.
///
/// Source: RFC 9110 §8.6, RFC 9112 §6.3.
public enum ContentLength: Hashable, Sendable {
  /// There is no such field.
  case none
  /// One length, be it said once or several times; saturated at `Int.max`.
  case value(Int)
  /// Lengths that differ: each once, in the order they came.
  case conflict([Int])
  /// The first value that is no number, as sent.
  case malformed(String)

  /// Reads all Content-Length field lines of a message.
  ///
  /// A comma-separated list of lengths is taken as that many lines. Signs, empty values and blanks
  /// within are malformed.
  public static func parse(values: [String]) -> ContentLength {
    if values.isEmpty { return .none }
    if values.count == 1, let length = plain(values[0]) { return .value(length) }
    var lengths: [Int] = []
    var known: Set<Int> = []
    for value in values {
      var scanner = FieldScanner(value)
      repeat {
        scanner.skipBlanks()
        guard let length = scanner.number() else { return .malformed(value) }
        scanner.skipBlanks()
        if known.insert(length).inserted { lengths.append(length) }
      } while scanner.skip(ASCII.comma)
      guard scanner.isAtEnd else { return .malformed(value) }
    }
    guard let first = lengths.first else { return .none }
    return lengths.count == 1 ? .value(first) : .conflict(lengths)
  }

  /// Digits and nothing else.
  private static func plain(_ value: String) -> Int? {
    PlainScanner.read(value) { Self.plain(&$0) }
  }

  private static func plain(_ text: inout PlainScanner) -> Int? {
    guard let length = text.number(), text.isAtEnd else { return nil }
    return length
  }

  /// Reads the octets of the only field line, where they are one number; `nil` for any other.
  public init?(plain octets: RawSpan) {
    guard let length = PlainScanner.read(octets, { Self.plain(&$0) }) else { return nil }
    self = .value(length)
  }
}
