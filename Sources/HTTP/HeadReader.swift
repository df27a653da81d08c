import Bytes

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads start lines and header sections out of a span that holds all of a head, or its beginning.
///
/// As the recipients of the field do, it takes more than the grammar gives: a bare LF ends a line,
/// blanks are runs. Source: RFC 9112 §2.2, §3, §4, §5.
enum HeadReader {
  /// How far a head was looked through for its end, so that this can be taken up again.
  ///
  /// Each connection has two, so offsets have half the width of others: heads are bounded.
  struct Scan {
    /// Where the last line begins.
    fileprivate var lineStart: UInt32 = 0
    /// Before which there is no other line feed behind `lineStart`.
    fileprivate var scanned: UInt32 = 0
    /// How many lines were found.
    fileprivate(set) var lines: UInt32 = 0
    /// Where the first line's line feed is, where there are lines.
    fileprivate var first: UInt32 = 0

    /// Where the first line's line feed is.
    var firstLine: Int? { lines > 0 ? Int(first) : nil }
  }

  /// The offset just behind the empty line that ends a head, or `nil` when it is not there.
  static func end(of bytes: RawSpan, _ scan: inout Scan) -> Int? {
    while let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: Int(scan.scanned)) {
      if scan.lines == 0 { scan.first = UInt32(lineFeed) }
      scan.lines += 1
      let start = Int(scan.lineStart)
      if lineFeed == start
        || (lineFeed == start + 1 && bytes.byte(at: start) == ASCII.carriageReturn)
      {
        return lineFeed + 1
      }
      scan.lineStart = UInt32(lineFeed + 1)
      scan.scanned = UInt32(lineFeed + 1)
    }
    scan.scanned = UInt32(bytes.byteCount)
    return nil
  }

  /// A request's head; `nil` when its first line is no request line.
  ///
  /// Of a head that is cut off the last line is left out unless its end is there.
  static func request(
    _ bytes: RawSpan, _ completeness: Completeness, lines: Int
  ) -> RequestHead? {
    guard let line = line(bytes, from: 0) else { return nil }
    guard let start = requestLine(bytes, line.content) else { return nil }
    var problems: [SyntaxProblem] = []
    let fields = fields(bytes.extracting(line.next...), lines: lines, &problems)
    return RequestHead(
      method: text(bytes, start.method), target: text(bytes, start.target),
      version: start.version, fields: fields, completeness: completeness, problems: problems)
  }

  /// A response's head; `nil` when its first line is no status line.
  static func response(
    _ bytes: RawSpan, _ completeness: Completeness, lines: Int
  ) -> ResponseHead? {
    let first: (content: Range<Int>, next: Int)
    if let line = line(bytes, from: 0) {
      first = line
    } else if completeness == .cutOff {
      first = (0..<bytes.byteCount, bytes.byteCount)
    } else {
      return nil
    }
    guard let start = statusLine(bytes, first.content) else { return nil }
    var problems: [SyntaxProblem] = []
    let fields = fields(bytes.extracting(first.next...), lines: lines, &problems)
    return ResponseHead(
      status: start.status, reason: text(bytes, start.reason), version: start.version,
      fields: fields, completeness: completeness, problems: problems)
  }

  /// `method SP request-target SP HTTP-version`; blanks in the target are kept.
  static func requestLine(
    _ bytes: RawSpan, _ line: Range<Int>
  ) -> (method: Range<Int>, target: Range<Int>, version: HTTPVersion)? {
    let end = trimmed(bytes, line).upperBound
    let position = endOfToken(bytes, line.lowerBound..<end)
    let method = line.lowerBound..<position
    guard !method.isEmpty, method.count <= StartLine.methodLimit, position < end,
      ASCII.isBlank(bytes.byte(at: position)), end - position > 9,
      let version = version(bytes, at: end - 8), ASCII.isBlank(bytes.byte(at: end - 9))
    else { return nil }
    let target = trimmed(bytes, position..<(end - 9))
    return target.isEmpty ? nil : (method, target, version)
  }

  /// `HTTP-version SP status-code SP [ reason-phrase ]`; the last blank may be missing.
  static func statusLine(
    _ bytes: RawSpan, _ line: Range<Int>
  ) -> (version: HTTPVersion, status: Int, reason: Range<Int>)? {
    let (answer, code) = StartLine.status(bytes, line)
    let end = code.upperBound
    guard answer == .yes || (answer == .undecided && code.count >= 3),
      let version = version(bytes, at: line.lowerBound)
    else { return nil }
    var status = 0
    for position in code {
      guard let digit = ASCII.digit(bytes.byte(at: position)) else { return nil }
      status = status * 10 + digit
    }
    return (version, status, trimmed(bytes, end..<line.upperBound))
  }

  /// `HTTP/` DIGIT `.` DIGIT.
  @inline(__always)
  static func version(_ bytes: RawSpan, at offset: Int) -> HTTPVersion? {
    guard offset >= 0, bytes.byteCount - offset >= 8 else { return nil }
    let word = bytes.uint64(at: offset)
    // All but the two digits, as one word.
    guard word & 0xFFFF_FFFF_FF00_FF00 == 0x4854_5450_2F00_2E00,
      let major = ASCII.digit(UInt8(truncatingIfNeeded: word >> 16)),
      let minor = ASCII.digit(UInt8(truncatingIfNeeded: word))
    else { return nil }
    return HTTPVersion(UInt8(truncatingIfNeeded: major), UInt8(truncatingIfNeeded: minor))
  }

  /// The whole field lines of a header section, to the empty line or the end of `bytes`.
  private static func fields(
    _ bytes: RawSpan, lines: Int, _ problems: inout [SyntaxProblem]
  ) -> HeaderFields {
    HeaderFields(section: bytes, expecting: max(0, lines - 1)) { table in
      let octets = UnsafeRawBufferPointer(table.octets)
      var start = 0
      var continues = false
      while start < octets.count {
        let nameEnd = endOfToken(octets, from: start)
        guard let lineFeed = lineFeed(octets, from: nameEnd) else { break }
        let end =
          lineFeed > start && octets[lineFeed - 1] == ASCII.carriageReturn
          ? lineFeed - 1 : lineFeed
        defer { start = lineFeed + 1 }
        if end == start { break }
        if nameEnd > start, octets[nameEnd] == ASCII.colon {
          table.append(name: start..<nameEnd, value: trimmed(octets, (nameEnd + 1)..<end))
          continues = true
        } else {
          odd(octets, start..<end, &continues, &table, &problems)
        }
      }
    }
  }

  /// A line that does not begin with a name and a colon.
  @inline(never)
  private static func odd(
    _ octets: UnsafeRawBufferPointer, _ line: Range<Int>, _ continues: inout Bool,
    _ table: inout HeaderFields.Table, _ problems: inout [SyntaxProblem]
  ) {
    if ASCII.isBlank(octets[line.lowerBound]) {
      if continues { table.fold(trimmed(octets, line)) }
      note(continues ? .obsoleteFolding : .noFieldLine, in: &problems)
      return
    }
    guard let name = name(octets, line) else {
      continues = false
      note(.noFieldLine, in: &problems)
      return
    }
    if !name.isToken { note(.noFieldLine, in: &problems) }
    if name.upperBound < name.colon { note(.blankBeforeColon, in: &problems) }
    table.append(
      name: line.lowerBound..<name.upperBound,
      value: trimmed(octets, (name.colon + 1)..<line.upperBound))
    continues = true
  }

  /// Where a field name ends, its colon, and whether it is a token as it should be.
  private static func name(
    _ octets: UnsafeRawBufferPointer, _ line: Range<Int>
  ) -> (upperBound: Int, colon: Int, isToken: Bool)? {
    let end = endOfToken(octets, from: line.lowerBound)
    guard end < line.upperBound,
      let colon = octets[end..<line.upperBound].firstIndex(of: ASCII.colon)
    else { return nil }
    let trimmedEnd = trimmed(octets, line.lowerBound..<colon).upperBound
    return trimmedEnd > line.lowerBound ? (trimmedEnd, colon, trimmedEnd == end) : nil
  }

  /// The end of the token that stands at `start`.
  @inline(__always)
  static func endOfToken(_ octets: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = start
    while end < octets.count {
      let octet = octets[end]
      // Names are of letters and hyphens, nearly all.
      guard (octet | 0x20) &- 0x61 < 26 || octet == ASCII.hyphen || ASCII.isTokenCharacter(octet)
      else { break }
      end &+= 1
    }
    return end
  }

  @inline(__always)
  static func lineFeed(_ octets: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = octets.baseAddress,
      let found = memchr(base + start, Int32(ASCII.lineFeed), octets.count &- start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// `range` without blanks at its ends, nor a CR at its end.
  @inline(__always)
  static func trimmed(_ octets: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, ASCII.isBlank(octets[lower]) { lower &+= 1 }
    while upper > lower {
      let last = octets[upper &- 1]
      guard ASCII.isBlank(last) || last == ASCII.carriageReturn else { break }
      upper &-= 1
    }
    return Range(uncheckedBounds: (lower, upper))
  }

  /// The end of the token that `range` begins with.
  private static func endOfToken(_ bytes: RawSpan, _ range: Range<Int>) -> Int {
    bytes.extracting(range).withUnsafeBytes { range.lowerBound + endOfToken($0, from: 0) }
  }

  private static func note(_ problem: SyntaxProblem, in problems: inout [SyntaxProblem]) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// The line at `start` without its end, and where the next begins; `nil` when it has no end.
  private static func line(_ bytes: RawSpan, from start: Int) -> (content: Range<Int>, next: Int)? {
    guard start < bytes.byteCount,
      let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: start)
    else { return nil }
    let end =
      lineFeed > start && bytes.byte(at: lineFeed - 1) == ASCII.carriageReturn
      ? lineFeed - 1 : lineFeed
    return (start..<end, lineFeed + 1)
  }

  /// `range` without blanks at its ends, nor a CR at its end.
  private static func trimmed(_ bytes: RawSpan, _ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, ASCII.isBlank(bytes.byte(at: lower)) { lower += 1 }
    while upper > lower {
      let last = bytes.byte(at: upper - 1)
      guard ASCII.isBlank(last) || last == ASCII.carriageReturn else { break }
      upper -= 1
    }
    return lower..<upper
  }

  private static func text(_ bytes: RawSpan, _ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBytes { String(octets: $0) }
  }
}
