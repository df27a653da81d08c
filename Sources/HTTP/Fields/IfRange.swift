import Bytes

/// The value of an If-Range field.
///
/// Source: RFC 9110 §13.1.5.
public enum IfRange: Hashable, Sendable, CustomStringConvertible {
  /// An entity tag; a weak one can never match.
  case entityTag(EntityTag)
  /// A date, which matches only exactly.
  case date(HTTPDate)
  /// What is neither, as sent.
  case malformed(String)

  /// Reads a field value.
  ///
  /// - Parameters:
  ///   - value: One field value. A quote among its first three characters makes it a tag.
  ///   - now: The moment, in seconds since 1970, by which a two-digit year is understood.
  public init(_ value: String, now: Int64? = nil) {
    if value.utf8.prefix(3).contains(ASCII.quote) {
      self = EntityTag(value).map { .entityTag($0) } ?? .malformed(value)
    } else {
      self = HTTPDate(value, now: now).map { .date($0) } ?? .malformed(value)
    }
  }

  /// The value as sent; a date in the preferred form.
  public var description: String {
    switch self {
    case .entityTag(let tag): tag.description
    case .date(let date): date.description
    case .malformed(let value): value
    }
  }
}
