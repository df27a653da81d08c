import Bytes

/// The value of a Content-Type field.
///
/// Source: RFC 9110 §8.3.1.
public struct MediaType: Hashable, Sendable {
  /// The type, in lower case.
  public var type: String
  /// The subtype, in lower case.
  public var subtype: String
  /// The parameters, in order.
  public var parameters: [FieldParameter]
  /// Whether every parameter follows the grammar.
  public var isWellFormed: Bool

  /// Reads a field value; `nil` when it does not begin with a type and a subtype.
  public init?(_ value: String) {
    var scanner = FieldScanner(value)
    scanner.skipBlanks()
    guard let type = scanner.token(), scanner.skip(ASCII.slash), let subtype = scanner.token()
    else { return nil }
    self.type = lowercasedASCII(type)
    self.subtype = lowercasedASCII(subtype)
    (parameters, isWellFormed) = scanner.parameters()
  }

  /// Type and subtype, as `multipart/byteranges`.
  public var essence: String { "\(type)/\(subtype)" }

  /// Whether the octets of a field value begin as multipart/byteranges does, or with a blank.
  public static func mayBeMultipart(_ value: RawSpan) -> Bool {
    guard value.byteCount > 0 else { return false }
    let first = value.byte(at: 0)
    return first | 0x20 == UInt8(ascii: "m") || ASCII.isBlank(first)
  }

  /// Whether a field value names multipart/byteranges.
  public static func isByteRanges(_ value: String) -> Bool {
    // Few begin with this letter, and a blank is passed over.
    guard let first = value.utf8.first, first | 0x20 == UInt8(ascii: "m") || ASCII.isBlank(first)
    else { return false }
    return MediaType(value)?.essence == "multipart/byteranges"
  }

  /// The value of the first parameter called `name`, which is in lower case.
  public func parameter(_ name: String) -> String? {
    parameters.first { $0.name == name }?.value
  }

  /// The boundary between the parts of a multipart body; `nil` when absent or empty.
  ///
  /// Source: RFC 2046 §5.1.1.
  public var boundary: String? {
    parameter("boundary").flatMap { $0.isEmpty ? nil : $0 }
  }
}
