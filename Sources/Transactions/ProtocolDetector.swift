import Bytes

/// What a connection carries, by the first bytes of one end: the one list of protocols.
enum DetectedProtocol: Equatable {
  /// This end asks, in HTTP/1.
  case httpRequests
  /// This end answers, in HTTP/1.
  case httpResponses
  /// Another protocol, by its usual name.
  case other(String)
  /// Nothing known.
  case unknown

  /// Looks at the bytes with which a segment begins.
  ///
  /// - Parameters:
  ///   - bytes: What the segment carries.
  ///   - isStart: Whether the first byte is the first that this end sent at all. In midstream a
  ///     request must show its first line, or the target in it, to be believed.
  init(_ bytes: RawSpan, isStart: Bool) {
    self =
      if bytes.hasPrefix("PRI * HTTP/2") {
        .other("HTTP/2")
      } else if Self.isTLSRecord(bytes) {
        .other("TLS")
      } else if bytes.hasPrefix("SSH-") {
        .other("SSH")
      } else if Self.beginsStatusLine(bytes, isStart: isStart) {
        .httpResponses
      } else if Self.beginsRequestLine(bytes, isStart: isStart) {
        .httpRequests
      } else {
        .unknown
      }
  }

  /// A record of TLS: its type, a version 3.0 to 3.4, a length within bounds.
  ///
  /// Source: RFC 8446 §5.1.
  private static func isTLSRecord(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount >= 5 else { return false }
    return (0x14...0x18).contains(bytes.byte(at: 0)) && bytes.byte(at: 1) == 3
      && bytes.byte(at: 2) <= 4 && (1...16640).contains(Int(bytes.uint16(at: 3)))
  }

  private static func beginsStatusLine(_ bytes: RawSpan, isStart: Bool) -> Bool {
    let pattern: StaticString = "HTTP/"
    guard bytes.byteCount >= 5 || isStart else { return false }
    let count = min(bytes.byteCount, pattern.utf8CodeUnitCount)
    guard count > 0 else { return false }
    return (0..<count).allSatisfy { bytes.byte(at: $0) == pattern.utf8Start[$0] }
  }

  private static func beginsRequestLine(_ bytes: RawSpan, isStart: Bool) -> Bool {
    var position = 0
    // Empty lines before a request are passed over. RFC 9112 §2.2.
    while position < bytes.byteCount,
      bytes.byte(at: position) == ASCII.carriageReturn || bytes.byte(at: position) == ASCII.lineFeed
    {
      position += 1
    }
    let start = position
    while position < bytes.byteCount, ASCII.isTokenCharacter(bytes.byte(at: position)) {
      position += 1
    }
    guard position > start, position - start <= 32 else { return isStart && position == start }
    if position == bytes.byteCount { return isStart }
    guard bytes.byte(at: position) == ASCII.space else { return false }
    guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: position) else {
      // A line longer than the segment: a target of the usual forms has to do.
      return isStart || bytes.hasPrefix(" /", at: position)
        || bytes.hasPrefix(" http://", at: position)
    }
    let line = bytes.extracting(position..<lineFeed)
    return line.firstRange(of: " HTTP/") != nil
  }
}
