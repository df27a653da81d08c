import Bytes

/// How the first line of a message is recognised, where one is expected and where one is searched.
@usableFromInline
enum StartLine {
  enum Answer { case yes, no, undecided }

  /// The longest candidate that is held while searching, in bytes.
  static let limit = 16 << 10
  /// The longest method that is taken for one, in bytes.
  static let methodLimit = 64
  /// The H and the T with which a version begins.
  @inlinable static var version: (first: UInt8, second: UInt8) { (0x48, 0x54) }
  /// The longest run of blanks before a status code.
  private static let blankLimit = 16

  /// Whether `bytes` can be the beginning of a message, where a message is expected to begin.
  ///
  /// It is as `HeadReader` will have it: what may not begin here is no head either. `lineFeed` is
  /// where the first line ends, when its end is there.
  static func mayBegin(
    _ kind: MessageParser.Kind, _ bytes: RawSpan, _ lineFeed: Int?
  ) -> Bool {
    switch kind {
    case .responses:
      return status(bytes, 0..<bytes.byteCount).answer != .no
    case .requests:
      if let lineFeed { return HeadReader.requestLine(bytes, 0..<lineFeed) != nil }
      // A method is a token and ends with a blank.
      var position = 0
      let end = min(bytes.byteCount, methodLimit + 1)
      while position < end, ASCII.isTokenCharacter(bytes.byte(at: position)) { position += 1 }
      guard position > 0, position <= methodLimit else { return false }
      return position == bytes.byteCount || ASCII.isBlank(bytes.byte(at: position))
    }
  }

  /// Whether `bytes` are the beginning of a message that was searched for.
  ///
  /// Stricter than `mayBegin`, since what is searched may hold anything: a status line must show its
  /// three digits and their end, a request line be whole, its method of capital letters.
  static func candidate(_ kind: MessageParser.Kind, _ bytes: RawSpan) -> Answer {
    switch kind {
    case .responses:
      let (answer, code) = status(bytes, 0..<bytes.byteCount)
      guard answer == .yes else { return answer }
      let next = bytes.byte(at: code.lowerBound + 3)
      return ASCII.isBlank(next) || next == ASCII.carriageReturn || next == ASCII.lineFeed
        ? .yes : .no
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
      var start = bytes.firstIndex(of: version.first, from: position)
      while let candidate = start, !mayBeVersion(bytes, candidate) {
        start = bytes.firstIndex(of: version.first, from: candidate + 1)
      }
      return start
    case .requests:
      if atLineStart, position < bytes.byteCount { return position }
      guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: position),
        lineFeed + 1 < bytes.byteCount
      else { return nil }
      return lineFeed + 1
    }
  }

  /// Whether what is there of the octets at `start`, of which the first is an H, begins `HTTP/`.
  private static func mayBeVersion(_ bytes: RawSpan, _ start: Int) -> Bool {
    let name: StaticString = "HTTP/"
    for offset in 1..<min(5, bytes.byteCount - start)
    where bytes.byte(at: start + offset) != name.utf8Start[offset] { return false }
    return true
  }

  /// Whether `range` begins with a version, blanks, a status code and something else; and where the
  /// code is.
  ///
  /// A code has three digits; browsers take one of four, and so what is here must not be lost.
  /// Undecided also where `range` ends behind the digits, which is enough for a head that is cut.
  static func status(_ bytes: RawSpan, _ range: Range<Int>) -> (answer: Answer, code: Range<Int>) {
    let first = range.lowerBound
    if range.count > 12, HeadReader.version(bytes, at: first) != nil,
      bytes.byte(at: first + 8) == ASCII.space, ASCII.isDigit(bytes.byte(at: first + 9)),
      ASCII.isDigit(bytes.byte(at: first + 10)), ASCII.isDigit(bytes.byte(at: first + 11)),
      !ASCII.isDigit(bytes.byte(at: first + 12))
    {
      // As nearly all begin.
      return (.yes, (first + 9)..<(first + 12))
    }
    let none = first..<first
    var position = range.lowerBound
    for expected in 0..<8 {
      guard position < range.upperBound else { return (.undecided, none) }
      let byte = bytes.byte(at: position)
      let fits =
        switch expected {
        case 0: byte == 0x48
        case 1, 2: byte == 0x54
        case 3: byte == 0x50
        case 4: byte == ASCII.slash
        case 6: byte == 0x2E
        default: ASCII.isDigit(byte)
        }
      guard fits else { return (.no, none) }
      position += 1
    }
    let blanks = position
    while position < range.upperBound, ASCII.isBlank(bytes.byte(at: position)) { position += 1 }
    guard position - blanks <= blankLimit else { return (.no, none) }
    guard position < range.upperBound else { return (.undecided, none) }
    let code = position
    guard code > blanks else { return (.no, none) }
    while position < min(range.upperBound, code + 5), ASCII.isDigit(bytes.byte(at: position)) {
      position += 1
    }
    let digits = code..<position
    if digits.count > 4 { return (.no, digits) }
    guard position < range.upperBound else { return (.undecided, digits) }
    return (digits.count >= 3 ? .yes : .no, digits)
  }
}
