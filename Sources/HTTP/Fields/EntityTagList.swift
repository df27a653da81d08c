import Bytes

/// The value of an If-Match or If-None-Match field.
///
/// Source: RFC 9110 §13.1.1, §13.1.2.
public enum EntityTagList: Hashable, Sendable {
  /// `*`: any current representation.
  case any
  /// The tags listed, in order; never empty.
  case tags([EntityTag])
  /// What is neither, as sent.
  case malformed(String)

  /// Reads a field value; lines of one field are joined by commas first.
  public init(_ value: String) {
    var scanner = FieldScanner(value)
    var tags: [EntityTag] = []
    scanner.skipBlanks()
    if scanner.skip(ASCII.asterisk) {
      scanner.skipBlanks()
      self = scanner.isAtEnd ? .any : .malformed(value)
      return
    }
    while true {
      scanner.skipBlanks()
      if scanner.skip(ASCII.comma) { continue }
      if scanner.isAtEnd { break }
      guard let tag = scanner.entityTag() else {
        self = .malformed(value)
        return
      }
      tags.append(tag)
      scanner.skipBlanks()
      guard scanner.isAtEnd || scanner.next == ASCII.comma else {
        self = .malformed(value)
        return
      }
    }
    self = tags.isEmpty ? .malformed(value) : .tags(tags)
  }

  /// Whether the list holds `tag` by strong comparison, as If-Match asks; `*` holds every tag.
  public func strongMatch(_ tag: EntityTag) -> Bool {
    switch self {
    case .any: true
    case .tags(let tags): tags.contains { $0.strongMatch(tag) }
    case .malformed: false
    }
  }

  /// Whether the list holds `tag` by weak comparison, as If-None-Match asks; `*` holds every tag.
  public func weakMatch(_ tag: EntityTag) -> Bool {
    switch self {
    case .any: true
    case .tags(let tags): tags.contains { $0.weakMatch(tag) }
    case .malformed: false
    }
  }
}
