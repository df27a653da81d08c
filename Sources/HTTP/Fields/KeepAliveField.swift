import Bytes

/// The value of a Keep-Alive field, as servers send it beside `Connection: keep-alive`.
///
/// Source: RFC 2068 §19.7.1.1; the parameters are those of Apache httpd.
public struct KeepAliveField: Hashable, Sendable {
  /// Seconds an idle connection is kept; `nil` when not told as a number.
  public var timeout: Int?
  /// Requests the server will still take on this connection; `nil` when not told as a number.
  public var max: Int?

  /// Reads a field value; what is no known parameter with a number is passed over.
  public init(_ value: String) {
    for element in FieldList.elements(of: value) {
      var scanner = FieldScanner(element)
      guard let name = scanner.token() else { continue }
      scanner.skipBlanks()
      guard scanner.skip(ASCII.equals) else { continue }
      scanner.skipBlanks()
      let isQuoted = scanner.skip(ASCII.quote)
      guard let number = scanner.number() else { continue }
      guard !isQuoted || scanner.skip(ASCII.quote), scanner.isAtEnd else { continue }
      switch lowercasedASCII(name) {
      case "timeout": timeout = timeout ?? number
      case "max": max = max ?? number
      default: continue
      }
    }
  }
}
