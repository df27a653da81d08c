/// A breach of the form of a multipart/byteranges body.
///
/// Parts are numbered from 0, as they stand in `ByteRangesParser.parts`.
///
/// Source: RFC 9110 §14.6, RFC 2046 §5.1.1.
public enum MultipartProblem: Hashable, Sendable, CustomStringConvertible {
  /// The boundary never occurred.
  case noDelimiter
  /// The body ended without the delimiter that closes it.
  case missingClosingDelimiter
  /// A part has no Content-Range.
  case partWithoutContentRange(part: Int)
  /// The Content-Range of a part is malformed, or names no range.
  case malformedContentRange(part: Int, reason: String)
  /// A line in the header of a part is no field, or a delimiter stands within the header.
  case malformedHeader(part: Int)
  /// The header of a part is longer than the bound; the part is passed over.
  case headerTooLong(part: Int)
  /// The bytes a part promised are not what lies before the next delimiter, or the end: `found` are.
  ///
  /// Promised data is searched only at its end. Data that is much shorter looks longer here: the
  /// delimiters within the promised length are passed over.
  case lengthDiffers(part: Int, expected: Int, found: Int)
  /// There are more parts than are read; the rest of the body is passed over.
  case tooManyParts

  /// The problem in words.
  public var description: String {
    switch self {
    case .noDelimiter: "the boundary never occurs"
    case .missingClosingDelimiter: "no closing delimiter"
    case .partWithoutContentRange(let part): "part \(part + 1) has no Content-Range"
    case .malformedContentRange(let part, let reason):
      "Content-Range of part \(part + 1): \(reason)"
    case .malformedHeader(let part): "the header of part \(part + 1) is malformed"
    case .headerTooLong(let part): "the header of part \(part + 1) is too long"
    case .lengthDiffers(let part, let expected, let found):
      "part \(part + 1) promised \(expected) bytes, the next delimiter comes after \(found)"
    case .tooManyParts: "too many parts"
    }
  }
}
