/// A breach of HTTP/1.1's grammar: data for a rule, never an error.
public enum SyntaxProblem: Hashable, Sendable {
  /// A field line continues on a line that begins with white space. RFC 9112 §5.2.
  case obsoleteFolding
  /// White space between a field name and its colon. RFC 9112 §5.1.
  case blankBeforeColon
  /// A line in a header section without a colon, or whose field name is no token. RFC 9110 §5.1.
  case noFieldLine
  /// The header section is longer than the parser's bound.
  case headTooLong
  /// Content-Length values that differ, or that are no number. RFC 9112 §6.3.
  case contentLength
  /// Transfer-Encoding and Content-Length in one message. RFC 9112 §6.1.
  case transferEncodingAndContentLength
  /// Transfer-Encoding whose last coding is not chunked. RFC 9112 §6.3.
  case transferEncodingNotChunked
  /// A chunk size that is no hexadecimal number, or data not followed by a line end. RFC 9112 §7.1.
  case chunkFraming
  /// Octets after a message that begin no other. RFC 9112 §6.3.
  case excess(count: Int)
}
