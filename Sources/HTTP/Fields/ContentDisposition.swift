import Bytes

/// The value of a Content-Disposition field: how, and under which name, to keep the content.
///
/// Source: RFC 6266 §4, RFC 8187 §3.2.
public struct ContentDisposition: Hashable, Sendable {
  /// The disposition, in lower case, as `attachment` or `inline`.
  public var type: String
  /// The plain name as sent, be it a path or not; `nil` when absent.
  public var filename: String?
  /// The name of `filename*`, decoded; `nil` when absent or not decodable.
  public var extendedFilename: String?

  /// The name to prefer: the extended one where there is one.
  ///
  /// It comes from the wire: it may hold separators and control characters.
  public var name: String? { extendedFilename ?? filename }

  /// Reads a field value; `nil` when it does not begin with a disposition.
  public init?(_ value: String) {
    var scanner = FieldScanner(value)
    scanner.skipBlanks()
    guard let type = scanner.token() else { return nil }
    self.type = lowercasedASCII(type)
    for parameter in scanner.parameters().list {
      switch parameter.name {
      case "filename": filename = filename ?? parameter.value
      case "filename*": extendedFilename = extendedFilename ?? Self.decode(parameter.value)
      default: continue
      }
    }
  }

  /// Decodes `charset'language'text`; UTF-8 and ISO-8859-1 are known.
  private static func decode(_ value: String) -> String? {
    let parts = value.utf8.split(
      separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let bytes = percentDecoded(parts[2]) else { return nil }
    switch lowercasedASCII(String(decoding: parts[0], as: UTF8.self)) {
    case "utf-8": return String(validating: bytes, as: UTF8.self)
    case "iso-8859-1":
      return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    default: return nil
    }
  }

  private static func percentDecoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var iterator = text.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(ASCII.hexDigit),
        let low = iterator.next().flatMap(ASCII.hexDigit)
      else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
