import Bytes

/// The content codings that can be taken off, and the order in which they were put on.
///
/// Source: RFC 9110 §8.4, RFC 1950 to 1952, RFC 7932, RFC 8878.
enum ContentCoding: String, CaseIterable {
  case gzip
  case deflate
  case zstd
  case br

  /// More of them one upon the other are taken for an attack.
  static let mostLayers = 4

  /// The codings that a Content-Encoding names, the one put on first at the front.
  ///
  /// - Throws: a `DecodingFailure` when it names one that is not known, or too many.
  static func all(in field: String) throws -> [ContentCoding] {
    var found: [ContentCoding] = []
    for member in field.split(separator: ",") {
      let name = member.filter { $0 != " " && $0 != "\t" }.lowercased()
      switch name {
      case "", "identity": continue
      case "x-gzip": found.append(.gzip)
      default:
        guard let coding = ContentCoding(rawValue: name) else {
          throw DecodingFailure(reason: "its content coding is not known")
        }
        found.append(coding)
      }
    }
    guard found.count <= mostLayers else {
      throw DecodingFailure(reason: "it is encoded more than \(mostLayers) times")
    }
    return found
  }

  /// A decoder of one content.
  ///
  /// - Throws: a `DecodingFailure` when the library has no memory for it.
  func decoder() throws -> any ContentDecoder {
    switch self {
    case .gzip: try ZlibDecoder(.gzip)
    case .deflate: try ZlibDecoder(.deflate)
    case .zstd: try ZstdDecoder()
    case .br: try BrotliDecoder()
    }
  }
}
