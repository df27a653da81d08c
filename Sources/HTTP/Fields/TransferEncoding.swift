import Bytes

/// The transfer codings of a message, in the order they were applied.
///
/// Source: RFC 9112 §6.1, §7.
public struct TransferEncoding: Hashable, Sendable {
  /// The names of the codings, in lower case and without parameters.
  public var codings: [String]

  /// Reads all Transfer-Encoding field lines of a message.
  public init(values: [String]) {
    codings = FieldList.elements(of: values).map { element in
      var scanner = FieldScanner(element)
      return lowercasedASCII(scanner.text(upTo: ASCII.semicolon))
    }
  }

  /// Whether chunked is the final coding, so that the body frames itself.
  public var isChunked: Bool { codings.last == "chunked" }

  /// Whether chunked stands anywhere but at the end, or twice, or a name is no token.
  public var isMalformed: Bool {
    codings.dropLast().contains("chunked")
      || codings.contains { $0.isEmpty || !$0.utf8.allSatisfy(ASCII.isTokenCharacter) }
  }
}
