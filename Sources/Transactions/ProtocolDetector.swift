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
  /// Too few bytes to tell.
  case tooShort

  /// Looks at the bytes with which a segment begins; there is at least one.
  ///
  /// - Parameters:
  ///   - bytes: What the segment carries.
  ///   - isStart: Whether the first byte is the first that this end sent at all. In midstream a
  ///     request must show its first line, or the target in it, to be believed.
  init(_ bytes: RawSpan, isStart: Bool) {
    // Empty lines before a message are passed over. RFC 9112 §2.2.
    let bytes = bytes.extracting(Self.emptyLines(bytes)..<bytes.byteCount)
    self =
      if isStart, Self.isTooShort(bytes) {
        .tooShort
      } else if bytes.hasPrefix("PRI * HTTP/2") {
        .other("HTTP/2")
      } else if isStart ? Self.isTLSRecord(bytes, at: 0) : Self.areTLSRecords(bytes) {
        .other("TLS")
      } else if bytes.hasPrefix("SSH-") {
        .other("SSH")
      } else if Self.beginsStatusLine(bytes) {
        .httpResponses
      } else if Self.beginsRequestLine(bytes, isStart: isStart) {
        .httpRequests
      } else {
        .unknown
      }
  }

  /// Whether bytes are the beginning of more than one thing.
  private static func isTooShort(_ bytes: RawSpan) -> Bool {
    if bytes.isEmpty { return true }
    func isBeginning(_ pattern: StaticString) -> Bool {
      guard bytes.byteCount < pattern.utf8CodeUnitCount else { return false }
      return (0..<bytes.byteCount).allSatisfy { bytes.byte(at: $0) == pattern.utf8Start[$0] }
    }
    if (0x14...0x18).contains(bytes.byte(at: 0)) { return bytes.byteCount < 5 }
    // A word alone may become a method, or anything else.
    if bytes.byteCount <= 32,
      (0..<bytes.byteCount).allSatisfy({ ASCII.isTokenCharacter(bytes.byte(at: $0)) })
    {
      return true
    }
    return isBeginning("PRI * HTTP/2") || isBeginning("SSH-") || isBeginning("HTTP/")
  }

  /// A record of TLS: its type, a version 3.0 to 3.4, a length within bounds.
  ///
  /// Source: RFC 8446 §5.1.
  private static func isTLSRecord(_ bytes: RawSpan, at start: Int) -> Bool {
    guard bytes.byteCount >= start + 5 else { return false }
    return (0x14...0x18).contains(bytes.byte(at: start)) && bytes.byte(at: start + 1) == 3
      && bytes.byte(at: start + 2) <= 4
      && (1...16640).contains(Int(bytes.uint16(at: start + 3)))
  }

  /// In midstream each record must be followed by another, as far as the bytes go, and none be of
  /// a version that is not in use: content of any kind may look like one record.
  private static func areTLSRecords(_ bytes: RawSpan) -> Bool {
    var start = 0
    repeat {
      guard isTLSRecord(bytes, at: start), (1...3).contains(bytes.byte(at: start + 2)) else {
        return false
      }
      start += 5 + Int(bytes.uint16(at: start + 3))
    } while start + 5 <= bytes.byteCount
    return true
  }

  /// How many bytes of line ends come first.
  static func emptyLines(_ bytes: RawSpan) -> Int {
    var start = 0
    while start < bytes.byteCount,
      bytes.byte(at: start) == ASCII.carriageReturn || bytes.byte(at: start) == ASCII.lineFeed
    {
      start += 1
    }
    return start
  }

  private static func beginsStatusLine(_ bytes: RawSpan) -> Bool {
    bytes.hasPrefix("HTTP/")
  }

  private static func beginsRequestLine(_ bytes: RawSpan, isStart: Bool) -> Bool {
    var position = 0
    while position < bytes.byteCount, ASCII.isTokenCharacter(bytes.byte(at: position)) {
      position += 1
    }
    guard 1...32 ~= position, position < bytes.byteCount else { return false }
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
