import Bytes

/// Reads a multipart/byteranges body as it comes, in pieces of any size, without keeping its data.
///
/// What is found does not depend on how the bytes are cut. At most one header of a part (16 KiB) is
/// held. Where Content-Range tells how long a part is, its data is counted and not looked at but for
/// the last of it, so that data a little too short is told from data followed by its delimiter;
/// elsewhere the next delimiter is searched for. Bare line feeds, blanks after a boundary and a
/// missing line break before the first one are accepted in silence.
///
/// Source: RFC 9110 §14.6, RFC 2046 §5.1.1.
public struct ByteRangesParser: Equatable, Sendable {
  /// The parts whose headers have come, in order; the last may still be growing.
  public internal(set) var parts: [BodyPart] = []
  /// What was wrong, in the order of the body.
  public internal(set) var problems: [MultipartProblem] = []
  /// Whether the boundary occurred at all.
  public internal(set) var sawAnyDelimiter = false
  /// Whether the closing delimiter occurred.
  public internal(set) var sawClosingDelimiter = false
  /// Bytes before the first delimiter.
  public internal(set) var preambleByteCount = 0
  /// Bytes after the line of the closing delimiter.
  public internal(set) var epilogueByteCount = 0
  /// Whether unseen bytes hid where parts begin or end.
  ///
  /// Parts may then be missing. Those whose delimiter and header are seen later are placed again.
  public internal(set) var isLost = false
  /// Bytes of the body so far, seen or not.
  public internal(set) var byteCount = 0

  /// The most bytes that the header of one part may have.
  public static let maximumHeaderLength = PartHeader.limit
  /// The most parts that are read.
  public static let maximumPartCount = 65_536
  /// The most bytes of header fields that are kept for all parts together.
  public static let maximumKeptFieldBytes = 1 << 20
  /// How many bytes at the end of promised data are searched for a delimiter that comes too soon.
  public static let searchedTailLength = 4_096

  enum State: Equatable {
    /// Before the first delimiter, or looking for the next one with no part under way.
    case between
    case header(PartHeader)
    /// Data of the last part, of which so many bytes need not be looked at.
    case counting(Int)
    /// Data of the last part up to the next delimiter.
    case searching
    /// After the closing delimiter; whether its line has not ended yet.
    case epilogue(inLine: Bool)
    case stopped
  }

  let boundary: String
  var state = State.between
  var matcher: DelimiterMatcher
  var keptFieldBytes = 0

  /// A parser for a body whose Content-Type names `boundary`.
  public init(boundary: String) {
    self.boundary = boundary
    matcher = DelimiterMatcher(boundary: boundary)
  }

  /// Takes the next bytes of the body.
  public mutating func receive(_ bytes: RawSpan) {
    var index = 0
    let base = byteCount
    guard advance(by: bytes.byteCount) else { return }
    while index < bytes.byteCount {
      switch state {
      case .counting(let remaining):
        let taken = min(remaining, bytes.byteCount - index)
        index += taken
        countPast(taken, of: remaining, at: base + index)
      case .between, .searching:
        if let match = matcher.find(in: bytes, from: &index, base: base) {
          end(at: match)
        }
      case .header(var header):
        state = .stopped  // so that `header` is held once, and not copied
        let event = header.receive(bytes, from: &index)
        take(event, of: header, at: base + index)
      case .epilogue(let inLine):
        index = epilogue(bytes, from: index, inLine: inLine)
      case .stopped: index = bytes.byteCount
      }
    }
    updateDelivered()
  }

  /// Takes note of `count` bytes of the body whose content is not known.
  ///
  /// Within the data of a part of known length they count as data, unless the boundary had just
  /// come whole. Anywhere else they may hide a delimiter: the part under way ends, and the next
  /// delimiter seen is the next one known.
  public mutating func skip(_ count: Int) {
    let base = byteCount
    guard count > 0, advance(by: count) else { return }
    switch state {
    case .counting(let remaining) where count < remaining:
      parts[last].skipped += count
      state = .counting(remaining - count)
      updateDelivered()
    case .counting, .searching:
      if matcher.unfinished == nil, let end = promisedEnd, base <= end {
        skipData(from: base, end: end)
      } else {
        settle(at: base)
        lose()
      }
      return
    case .epilogue: epilogueByteCount += count
    case .stopped: break
    case .between:
      if !sawAnyDelimiter { preambleByteCount = byteCount }
      lose()
    case .header: lose()
    }
  }

  /// Says that the body has ended, by its framing or otherwise.
  ///
  /// What is missing at the end is a problem here even if the message was cut off: the caller knows.
  public mutating func finish() {
    switch state {
    case .between:
      if let match = matcher.unfinished { end(at: match) }
      if !sawAnyDelimiter { preambleByteCount = byteCount }
    case .searching:
      if let match = matcher.unfinished {
        end(at: match)
      } else {
        settle(at: byteCount)
      }
    case .header(let header):
      if let kind = header.delimiter() {
        take(.delimiter(kind), of: header, at: byteCount)
      }
    case .counting, .epilogue, .stopped: break
    }
    state = .stopped
    if !sawAnyDelimiter {
      if !isLost { problems.append(.noDelimiter) }
    } else if !sawClosingDelimiter && !isLost && problems.last != .tooManyParts {
      problems.append(.missingClosingDelimiter)
    }
  }
}
