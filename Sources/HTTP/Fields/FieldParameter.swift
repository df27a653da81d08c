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
  /// far as the next semicolon, blanks around `=` are passed over, and what has no name or no `=` is
  /// left out; none of these is well-formed.
  mutating func parameters() -> (list: [FieldParameter], areWellFormed: Bool) {
    var list: [FieldParameter] = []
    skipBlanks()
    var areWellFormed = isAtEnd || next == ASCII.semicolon
    while !isAtEnd {
      skipBlanks()
      if skip(ASCII.semicolon) || isAtEnd { continue }
      let name = token()
      if skipBlanks() { areWellFormed = false }
      guard let name, skip(ASCII.equals) else {
        areWellFormed = false
        _ = text(upTo: ASCII.semicolon)
        continue
      }
      if skipBlanks() { areWellFormed = false }
      let start = position
      var value = quotedString()
      if value != nil {
        if !text(upTo: ASCII.semicolon).isEmpty { areWellFormed = false }
      } else {
        value = token()
        let isToken = value != nil && text(upTo: ASCII.semicolon).isEmpty
        if !isToken {
          areWellFormed = false
          position = start
          value = text(upTo: ASCII.semicolon)
        }
      }
      list.append(FieldParameter(name: lowercasedASCII(name), value: value ?? ""))
    }
    return (list, areWellFormed)
  }
}
