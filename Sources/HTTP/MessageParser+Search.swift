public import Bytes

/// The search for a message's start, in bytes that may be anything.
extension MessageParser {
  /// Whether in bytes that are passed over in search of a response none can begin.
  ///
  /// What is left of packets that were cut is short; of nearly all the first look is enough.
  @inlinable @inline(__always)
  public static func beginsNoResponse(in bytes: RawSpan) -> Bool {
    if 17...64 ~= bytes.byteCount,
      !bytes.contains(StartLine.version.first, before: StartLine.version.second)
    {
      return true
    }
    return findsNoResponse(in: bytes)
  }

  @usableFromInline @inline(never)
  static func findsNoResponse(in bytes: RawSpan) -> Bool {
    !bytes.isEmpty && StartLine.find(.responses, bytes, from: 0, atLineStart: false) == nil
  }

  /// Passes over all of `bytes` where no message may begin in them.
  @inline(__always)
  mutating func findsNoStart(_ bytes: RawSpan) -> Bool {
    guard bytes.byteCount > 0 else { return false }
    let isNone =
      kind == .responses
      ? Self.beginsNoResponse(in: bytes)
      : StartLine.find(kind, bytes, from: 0, atLineStart: atLineStart) == nil
    guard isNone else { return false }
    atLineStart = bytes.byte(at: bytes.byteCount - 1) == ASCII.lineFeed
    return true
  }

  /// Passes over bytes until a message begins, and tells how many.
  ///
  /// A message that begins in `bytes` is left there to be read, and the state is `.idle`; of one that
  /// began in an earlier piece `held` has the start, and the state is `.head`.
  mutating func searchStart(_ bytes: RawSpan, _ position: inout Int) -> Int {
    var passed = 0
    var start: Int?
    while position < bytes.byteCount {
      if held.isEmpty {
        let from = position
        position =
          StartLine.find(kind, bytes, from: from, atLineStart: atLineStart) ?? bytes.byteCount
        passed += position - from
        guard position < bytes.byteCount else {
          atLineStart = bytes.byte(at: position - 1) == ASCII.lineFeed
          return passed
        }
        start = position
      }
      // A candidate is taken up byte by byte, so that it ends the same however it is cut into pieces.
      let byte = bytes.byte(at: position)
      held.append(byte)
      position += 1
      switch StartLine.candidate(kind, held.span.bytes) {
      case .yes:
        if let start {
          position = start
          drop()
          state = .idle
        } else {
          state = .head
        }
        return passed
      case .undecided where held.count < StartLine.limit:
        continue
      default:
        passed += held.count
        drop()
        atLineStart = byte == ASCII.lineFeed
        // A status line holds no second H: only this byte can begin another.
        if kind == .responses, byte == 0x48 {
          held.append(byte)
          passed -= 1
          start = position - 1
        }
      }
    }
    return passed
  }
}
