import Bytes

/// Finds the next delimiter line of a multipart body, however its bytes arrive.
///
/// A delimiter is a line of two hyphens and the boundary, then either two hyphens more (it closes)
/// or blanks and the end of the line. The line break before it belongs to it. Nothing but counters
/// is held: since a line feed occurs in a delimiter only where it begins, a mismatch never calls
/// for a look back.
///
/// Source: RFC 2046 §5.1.1.
struct DelimiterMatcher: Equatable {
  enum Kind: Equatable {
    case part, closing
  }

  /// A delimiter: what it does, and the offset in the body at which it begins.
  struct Match: Equatable {
    var kind: Kind
    var start: Int
  }

  private enum Progress: Equatable {
    /// Within a line that is no delimiter.
    case searching
    /// So many bytes of the pattern have matched since the line began.
    case pattern(Int)
    case boundary, hyphen, padding, carriageReturn
  }

  /// Two hyphens and the boundary.
  private let pattern: [UInt8]
  private var progress = Progress.pattern(0)
  /// Where the delimiter under way begins, its line break included.
  private var start = 0
  /// Whether the byte before, within the searched region, is a carriage return.
  private var followsReturn = false

  /// A matcher that stands at the beginning of a line, at offset 0.
  init(boundary: String) {
    pattern = [ASCII.hyphen, ASCII.hyphen] + Array(boundary.utf8)
  }

  /// Starts again at `offset`, as at the beginning of a line.
  mutating func restart(at offset: Int, atLineStart: Bool = true) {
    progress = atLineStart ? .pattern(0) : .searching
    start = offset
    followsReturn = false
  }

  /// How many bytes before `offset` may yet turn out to belong to a delimiter.
  func undecided(at offset: Int) -> Int {
    progress == .searching ? (followsReturn ? 1 : 0) : offset - start
  }

  /// Where a delimiter begins whose boundary has come whole but not its line.
  var unfinished: Match? {
    switch progress {
    case .boundary, .hyphen, .padding, .carriageReturn: Match(kind: .part, start: start)
    case .searching, .pattern: nil
    }
  }

  /// Looks at the bytes from `index` on; `base` is the offset in the body of the first of `bytes`.
  ///
  /// Moves `index` past what was looked at: to just after a delimiter's line when there is one,
  /// after the hyphens of a closing one, else to the end.
  mutating func find(in bytes: RawSpan, from index: inout Int, base: Int) -> Match? {
    while index < bytes.byteCount {
      if progress == .searching {
        guard let feed = bytes.firstIndex(of: ASCII.lineFeed, from: index) else {
          followsReturn = bytes.byte(at: bytes.byteCount - 1) == ASCII.carriageReturn
          index = bytes.byteCount
          return nil
        }
        if feed > index {
          followsReturn = bytes.byte(at: feed - 1) == ASCII.carriageReturn
        }
        begin(lineFeedAt: base + feed)
        index = feed + 1
        continue
      }
      let byte = bytes.byte(at: index)
      let kind = step(byte, at: base + index)
      index += 1
      if let kind { return Match(kind: kind, start: start) }
    }
    return nil
  }

  private mutating func begin(lineFeedAt offset: Int) {
    start = followsReturn ? offset - 1 : offset
    progress = .pattern(0)
    followsReturn = false
  }

  private mutating func step(_ byte: UInt8, at offset: Int) -> Kind? {
    switch progress {
    case .pattern(let count) where byte == pattern[count]:
      progress = count + 1 == pattern.count ? .boundary : .pattern(count + 1)
    case .boundary where byte == ASCII.hyphen: progress = .hyphen
    case .hyphen where byte == ASCII.hyphen: return .closing
    case .boundary where ASCII.isBlank(byte), .padding where ASCII.isBlank(byte):
      progress = .padding
    case .boundary where byte == ASCII.carriageReturn, .padding where byte == ASCII.carriageReturn:
      progress = .carriageReturn
    case .boundary where byte == ASCII.lineFeed, .padding where byte == ASCII.lineFeed,
      .carriageReturn where byte == ASCII.lineFeed:
      return .part
    default:
      if byte == ASCII.lineFeed {
        begin(lineFeedAt: offset)
      } else {
        progress = .searching
        followsReturn = byte == ASCII.carriageReturn
      }
    }
    return nil
  }
}
