import Bytes

/// Comma-separated lists, as Connection, Vary, Via and other fields hold them.
///
/// Source: RFC 9110 §5.6.1.
public enum FieldList {
  /// The elements of a list, without the blanks around them; empty ones are left out.
  ///
  /// A comma within a quoted-string parts nothing. A quote that nothing closes reaches to the end.
  public static func elements(of value: String) -> [String] {
    var scanner = FieldScanner(value)
    var elements: [String] = []
    while !scanner.isAtEnd {
      scanner.skipBlanks()
      let start = scanner.position
      skipElement(&scanner)
      var end = scanner.position
      while end > start, ASCII.isBlank(scanner.bytes[end - 1]) { end -= 1 }
      if end > start { elements.append(scanner.text(start..<end)) }
      _ = scanner.skip(ASCII.comma)
    }
    return elements
  }

  /// The elements of several lines of one field, in order.
  public static func elements(of values: [String]) -> [String] {
    values.flatMap { elements(of: $0) }
  }

  /// Whether one of the lines lists `token`, compared without regard to case.
  public static func contains(_ token: String, in values: [String]) -> Bool {
    let wanted = lowercasedASCII(token)
    return elements(of: values).contains { lowercasedASCII($0) == wanted }
  }

  private static func skipElement(_ scanner: inout FieldScanner) {
    var isQuoted = false
    while let byte = scanner.next {
      if isQuoted {
        if byte == ASCII.backslash, scanner.position + 1 < scanner.bytes.count {
          scanner.position += 1
        }
        if byte == ASCII.quote { isQuoted = false }
      } else if byte == ASCII.comma {
        return
      } else if byte == ASCII.quote {
        isQuoted = true
      }
      scanner.position += 1
    }
  }
}
