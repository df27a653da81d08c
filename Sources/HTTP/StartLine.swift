import Bytes

/// How the first line of a message is recognised, where one is expected and where one is searched.
enum StartLine {
  enum Answer { case yes, no, undecided }

  /// The longest candidate that is held while searching, in bytes.
  static let limit = 16 << 10

  /// Whether `range` can be the beginning of a message, where a message is expected to begin.
  static func mayBegin(
    _ kind: MessageParser.Kind, _ bytes: RawSpan, _ range: Range<Int>
  ) -> Bool {
    switch kind {
    case .responses:
      return status(bytes, range) != .no
    case .requests:
      // A method is a token and ends with a blank; a line that is whole must be a request line.
      var position = range.lowerBound
      let end = min(range.upperBound, range.lowerBound + 64)
      while position < end, ASCII.isTokenCharacter(bytes.byte(at: position)) { position += 1 }
      guard position > range.lowerBound else { return false }
      if position == range.upperBound { return true }
      guard position < range.lowerBound + 64, ASCII.isBlank(bytes.byte(at: position)) else {
        return false
      }
      guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: position),
        lineFeed < range.upperBound
      else { return true }
      return HeadReader.requestLine(bytes, range.lowerBound..<lineFeed) != nil
    }
  }

  /// Whether `bytes` are the beginning of a message that was searched for.
  ///
  /// Stricter than `mayBegin`, since what is searched may hold anything: a status line must show its
  /// three digits, a request line be whole, its method of capital letters.
  static func candidate(_ kind: MessageParser.Kind, _ bytes: RawSpan) -> Answer {
    switch kind {
    case .responses:
      return status(bytes, 0..<bytes.byteCount)
    case .requests:
      var position = 0
      while position < bytes.byteCount, bytes.byte(at: position) &- 0x41 < 26 { position += 1 }
      guard position <= 20 else { return .no }
      if position == bytes.byteCount { return .undecided }
      guard position >= 3, bytes.byte(at: position) == ASCII.space else { return .no }
      let last = bytes.byte(at: bytes.byteCount - 1)
      guard last == ASCII.lineFeed else {
        return ASCII.isControl(last) && last != ASCII.carriageReturn && last != ASCII.tab
          ? .no : .undecided
      }
      return HeadReader.requestLine(bytes, 0..<(bytes.byteCount - 1)) == nil ? .no : .yes
    }
  }

  /// Where a candidate may begin, at or after `position`.
  static func find(
    _ kind: MessageParser.Kind, _ bytes: RawSpan, from position: Int, atLineStart: Bool
  ) -> Int? {
    switch kind {
    case .responses:
      return bytes.firstIndex(of: 0x48, from: position)
    case .requests:
      if atLineStart, position < bytes.byteCount { return position }
      guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: position),
        lineFeed + 1 < bytes.byteCount
      else { return nil }
      return lineFeed + 1
    }
  }

  /// Whether `range` begins with `HTTP/` digit `.` digit SP and three digits.
  private static func status(_ bytes: RawSpan, _ range: Range<Int>) -> Answer {
    for offset in 0..<12 {
      let position = range.lowerBound + offset
      guard position < range.upperBound else { return .undecided }
      let byte = bytes.byte(at: position)
      let fits =
        switch offset {
        case 0: byte == 0x48
        case 1, 2: byte == 0x54
        case 3: byte == 0x50
        case 4: byte == ASCII.slash
        case 5, 7: ASCII.isDigit(byte)
        case 6: byte == 0x2E
        case 8: ASCII.isBlank(byte)
        default: ASCII.isDigit(byte) || (offset == 9 && ASCII.isBlank(byte))
        }
      guard fits else { return .no }
    }
    return .yes
  }
}
