/// The value of an ETag field.
///
/// Source: RFC 9110 §8.8.3.
public enum ETagField: Hashable, Sendable, CustomStringConvertible {
  /// A well-formed tag.
  case entityTag(EntityTag)
  /// What is no entity tag, as sent: no quotes, `w/`, blanks within.
  case malformed(String)

  /// Reads a field value.
  public init(_ value: String) {
    self = EntityTag(value).map { .entityTag($0) } ?? .malformed(value)
  }

  /// The tag of a well-formed value.
  public var entityTag: EntityTag? {
    if case .entityTag(let tag) = self { tag } else { nil }
  }

  /// The value as it was sent.
  public var description: String {
    switch self {
    case .entityTag(let tag): tag.description
    case .malformed(let value): value
    }
  }
}
