import Bytes

/// One parameter of a field value: `; name=value`.
///
/// Source: RFC 9110 §5.6.6.
public struct FieldParameter: Hashable, Sendable {
  /// The name, in lower case.
  public var name: String
  /// The value, with quotes and escapes undone.
  public var value: String

  /// A parameter made of its parts.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

extension FieldScanner {
  /// The parameters up to the end, and whether all of them were well-formed.
  ///
  /// Empty parameters are allowed. A value that is neither a token nor a quoted-string is kept as
  /// far as the next semicolon; what has no name or no `=` is left out. Neither is well-formed.
  mutating func parameters() -> (list: [FieldParameter], areWellFormed: Bool) {
    var list: [FieldParameter] = []
    skipBlanks()
    var areWellFormed = isAtEnd || next == ASCII.semicolon
    while !isAtEnd {
      skipBlanks()
      if skip(ASCII.semicolon) || isAtEnd { continue }
      let name = token()
      guard let name, skip(ASCII.equals) else {
        areWellFormed = false
        _ = text(upTo: ASCII.semicolon)
        continue
      }
      var value = quotedString() ?? token() ?? ""
      let start = position
      let rest = text(upTo: ASCII.semicolon)
      if !rest.isEmpty || (value.isEmpty && bytes[start - 1] != ASCII.quote) {
        areWellFormed = false
        value += rest
      }
      list.append(FieldParameter(name: lowercasedASCII(name), value: value))
    }
    return (list, areWellFormed)
  }
}
