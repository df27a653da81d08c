import Bytes

/// Reads the messages of one direction of an HTTP/1 connection: sans-IO, in pieces of any size.
///
/// It is asked for one event at a time. A content of known length is passed over by counting; only
/// a head, a chunk's line or a trailer that is not whole yet is held, and no more of it than
/// `headLimit`. What the framing of a message is, only the two directions together can tell, so
/// after `.head` the caller takes the head and says how its content is delimited by `frame`.
///
/// Source: RFC 9112.
public struct MessageParser: Sendable {
  /// Which messages the direction carries.
  public enum Kind: Sendable { case requests, responses }

  /// What was found; ranges are offsets in the span that was given.
  public enum Event: Equatable, Sendable {
    /// All bytes are used up.
    case needMore
    /// A head is there: take it, then say `frame`. When it is cut off, its content has no known end.
    case head
    /// Bytes of content.
    case content(Range<Int>)
    /// The message is complete.
    case end
    /// The end of the message under way cannot be told any more.
    case framingLost
    /// So many bytes behind the end of a message begin no other.
    case excess(Int)
    /// So many bytes were passed over in search of the next message, after bytes were lost.
    case skipped(Int)
    /// Bytes of another protocol.
    case opaque(Range<Int>)
  }

  /// What became of bytes that were not captured.
  public enum Missing: Equatable, Sendable {
    /// They are used up, and no message was touched.
    case done
    /// A head is cut off by them: take it, and go on with the rest of them.
    case head
    /// So many of them are content.
    case content(Int)
    /// The message was complete with the last of them that are used up.
    case end
    /// The end of the message under way cannot be told any more.
    case framingLost
  }

  private enum State: Equatable {
    case idle
    case head
    case framing
    case ended
    case fixed(Int)
    case untilClose
    case chunkSize
    case chunkData(Int)
    case chunkEnd
    case trailers
    case opaque
    /// In search of a message's start. `afterLoss`: bytes were lost; else the peer sent too many.
    case searching(afterLoss: Bool)
  }

  /// The longest head, trailer section or chunk line that is held, in bytes.
  public static let headLimit = 256 << 10

  /// The messages this direction carries.
  public let kind: Kind
  /// What was wrong since it was last asked, to be taken by the caller.
  public var problems: [SyntaxProblem] = []

  private var state = State.idle
  private var held: [UInt8] = []
  /// In `held`: where the last line begins.
  private var lineStart = 0
  /// While searching: whether the next byte begins a line, or may.
  private var atLineStart = true
  private var requestHead: RequestHead?
  private var responseHead: ResponseHead?

  /// A direction at the start of a message.
  public init(_ kind: Kind) { self.kind = kind }

  /// Whether a message's start is searched for because bytes were lost.
  public var isLost: Bool { state == .searching(afterLoss: true) }

  /// Whether a message's start is searched for, for whatever reason.
  public var isSearching: Bool {
    if case .searching = state { held.isEmpty } else { false }
  }

  /// Whether it stands between messages, so that what comes next must begin one.
  public var isBetweenMessages: Bool { state == .idle && held.isEmpty }

  /// The bytes of content still to come, where a number of them was promised.
  public var remaining: Int? {
    switch state {
    case .fixed(let count), .chunkData(let count): count
    default: nil
    }
  }

  /// The request's head that `.head` told of; once.
  public mutating func takeRequestHead() -> RequestHead? {
    defer { requestHead = nil }
    return requestHead
  }

  /// The response's head that `.head` told of; once.
  public mutating func takeResponseHead() -> ResponseHead? {
    defer { responseHead = nil }
    return responseHead
  }

  /// Says how the content behind the head just taken is delimited.
  public mutating func frame(_ length: BodyLength) {
    guard state == .framing else { return }
    switch length {
    case .none: state = .ended
    case .fixed(let count): state = count > 0 ? .fixed(count) : .ended
    case .chunked: state = .chunkSize
    case .untilClose: state = .untilClose
    case .opaque: state = .opaque
    }
  }

  /// Starts to search for a message: for a direction that begins in midstream, or whose content has
  /// no end that could be told.
  public mutating func search() { lose(afterLoss: true) }

  /// All that follows is of another protocol.
  public mutating func becomeOpaque() {
    drop()
    state = .opaque
  }

  /// Tells that the next byte begins a segment, where messages like to begin.
  @inline(__always)
  public mutating func beginSegment() {
    if case .searching = state, held.isEmpty { atLineStart = true }
  }

  /// The next event of `bytes` from `position` on, which is moved behind what was used.
  public mutating func next(_ bytes: RawSpan, _ position: inout Int) -> Event {
    switch state {
    case .fixed(let left):
      let count = min(left, bytes.byteCount - position)
      guard count > 0 else { return .needMore }
      state = count == left ? .ended : .fixed(left - count)
      position += count
      return .content((position - count)..<position)
    case .ended:
      state = .idle
      return .end
    default:
      return nextElsewhere(bytes, &position)
    }
  }

  private mutating func nextElsewhere(_ bytes: RawSpan, _ position: inout Int) -> Event {
    while position < bytes.byteCount {
      let rest = position..<bytes.byteCount
      switch state {
      case .fixed, .ended:
        return next(bytes, &position)
      case .idle:
        guard begin(bytes, &position) else { continue }
      case .head:
        if let event = readHead(bytes, &position) { return event }
      case .framing:
        // Nobody said how it is delimited: it is not.
        lose(afterLoss: true)
        return .framingLost
      case .untilClose:
        position = bytes.byteCount
        return .content(rest)
      case .opaque:
        position = bytes.byteCount
        return .opaque(rest)
      case .chunkSize, .chunkEnd, .trailers:
        if let event = readChunkLine(bytes, &position) { return event }
      case .chunkData(let left):
        let count = min(left, rest.count)
        state = count == left ? .chunkEnd : .chunkData(left - count)
        position += count
        return .content((position - count)..<position)
      case .searching(let afterLoss):
        let passed = searchStart(bytes, &position)
        if passed > 0 { return afterLoss ? .skipped(passed) : .excess(passed) }
      }
    }
    if state == .ended {
      state = .idle
      return .end
    }
    return .needMore
  }

  /// Passes over bytes that were not captured; `count` is lowered by those that are used up.
  public mutating func skip(_ count: inout Int) -> Missing {
    switch state {
    case .ended:
      state = .idle
      return .end
    case .fixed(let left), .chunkData(let left):
      guard count > 0 else { return .done }
      let used = min(left, count)
      count -= used
      if used < left {
        state = isChunk ? .chunkData(left - used) : .fixed(left - used)
      } else {
        state = isChunk ? .chunkEnd : .ended
      }
      return .content(used)
    case .untilClose:
      guard count > 0 else { return .done }
      defer { count = 0 }
      return .content(count)
    case .opaque:
      count = 0
      return .done
    case .idle, .searching:
      if count > 0 { lose(afterLoss: true) }
      count = 0
      return .done
    case .head:
      guard count > 0 else { return .done }
      let cut = cutHead()
      lose(afterLoss: true)
      return cut ? .head : .done
    case .framing, .chunkSize, .chunkEnd, .trailers:
      guard count > 0 else { return .done }
      lose(afterLoss: true)
      return .framingLost
    }
  }

  /// The direction is closed: what that ends. A head that was under way is there to be taken.
  public mutating func close() -> Event {
    switch state {
    case .untilClose, .ended:
      state = .idle
      return .end
    case .head where cutHead():
      state = .idle
      return .head
    default:
      return .needMore
    }
  }

  private var isChunk: Bool {
    if case .chunkData = state { true } else { false }
  }

  private mutating func drop() {
    held.removeAll(keepingCapacity: true)
    lineStart = 0
  }

  private mutating func lose(afterLoss: Bool) {
    drop()
    atLineStart = false
    state = .searching(afterLoss: afterLoss)
  }

  // MARK: Heads

  /// Passes over empty lines before a message. False: there was nothing else.
  private mutating func begin(_ bytes: RawSpan, _ position: inout Int) -> Bool {
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      guard byte == ASCII.lineFeed || byte == ASCII.carriageReturn else {
        state = .head
        return true
      }
      position += 1
    }
    return false
  }

  private mutating func readHead(_ bytes: RawSpan, _ position: inout Int) -> Event? {
    if held.isEmpty {
      guard StartLine.mayBegin(kind, bytes, position..<bytes.byteCount) else {
        lose(afterLoss: false)
        position += 1
        return .excess(1)
      }
      let head = bytes.extracting(position..<bytes.byteCount)
      var start = 0
      guard let end = HeadReader.end(of: head, lineStart: &start) else {
        return hold(bytes, &position)
      }
      position += end
      return parseHead(head.extracting(0..<end))
    }
    if let event = hold(bytes, &position) { return event }
    guard StartLine.mayBegin(kind, held.span.bytes, 0..<held.count) else { return refuseHeld() }
    var start = lineStart
    let end = HeadReader.end(of: held.span.bytes, lineStart: &start)
    lineStart = start
    guard let end else { return nil }
    // What stands behind the head was held too early.
    position -= held.count - end
    held.removeLast(held.count - end)
    let whole = held
    drop()
    return parseHead(whole.span.bytes)
  }

  /// Holds the rest of `bytes`, as far as the bound allows. An event: it does not.
  private mutating func hold(_ bytes: RawSpan, _ position: inout Int) -> Event? {
    let room = Self.headLimit - held.count
    guard room > 0 else {
      problems.append(.headTooLong)
      let cut = cutHead()
      lose(afterLoss: false)
      return cut ? .head : .framingLost
    }
    let count = min(room, bytes.byteCount - position)
    bytes.extracting(position..<(position + count)).withUnsafeBytes { held.append(contentsOf: $0) }
    position += count
    return nil
  }

  /// What is held begins no message after all.
  private mutating func refuseHeld() -> Event {
    let count = held.count
    let lastBegins = kind == .responses && held.last == 0x48
    lose(afterLoss: false)
    if lastBegins { held.append(0x48) }
    return .excess(lastBegins ? count - 1 : count)
  }

  private mutating func parseHead(_ head: RawSpan) -> Event {
    switch kind {
    case .requests: requestHead = HeadReader.request(head, .complete)
    case .responses: responseHead = HeadReader.response(head, .complete)
    }
    guard requestHead != nil || responseHead != nil else {
      lose(afterLoss: false)
      atLineStart = true
      return .excess(head.byteCount)
    }
    state = .framing
    return .head
  }

  /// Makes a head of what is held of it. False: not even its first line is there.
  private mutating func cutHead() -> Bool {
    let part = held
    drop()
    switch kind {
    case .requests: requestHead = HeadReader.request(part.span.bytes, .cutOff)
    case .responses: responseHead = HeadReader.response(part.span.bytes, .cutOff)
    }
    return requestHead != nil || responseHead != nil
  }

  // MARK: Chunks. Source: RFC 9112 §7.1.

  /// Reads one line of the chunked coding's own, where it is whole.
  private mutating func readChunkLine(_ bytes: RawSpan, _ position: inout Int) -> Event? {
    let found = bytes.firstIndex(of: ASCII.lineFeed, from: position)
    let end = found.map { $0 + 1 } ?? bytes.byteCount
    if held.isEmpty, found != nil {
      let line = bytes.extracting(position..<end)
      position = end
      return chunkLine(line)
    }
    guard held.count + end - position <= Self.headLimit else { return loseChunks() }
    bytes.extracting(position..<end).withUnsafeBytes { held.append(contentsOf: $0) }
    position = end
    // A chunk's data end with CR LF and nothing else: this must not wait for a line feed.
    if state == .chunkEnd, held != [ASCII.carriageReturn], held.last != ASCII.lineFeed {
      return loseChunks()
    }
    guard found != nil else { return nil }
    let line = held
    drop()
    return chunkLine(line.span.bytes)
  }

  private mutating func chunkLine(_ line: RawSpan) -> Event? {
    var length = line.byteCount - 1
    if length > 0, line.byte(at: length - 1) == ASCII.carriageReturn { length -= 1 }
    switch state {
    case .chunkEnd:
      guard length == 0 else { return loseChunks() }
      state = .chunkSize
    case .trailers:
      if length == 0 { state = .ended }
    default:
      guard let size = Self.chunkSize(line.extracting(0..<length)) else { return loseChunks() }
      state = size == 0 ? .trailers : .chunkData(size)
    }
    return nil
  }

  private mutating func loseChunks() -> Event {
    problems.append(.chunkFraming)
    lose(afterLoss: false)
    return .framingLost
  }

  /// `1*HEXDIG`, then blanks or extensions, which are passed over.
  private static func chunkSize(_ line: RawSpan) -> Int? {
    var size = 0
    var position = 0
    while position < line.byteCount, let digit = ASCII.hexDigit(line.byte(at: position)) {
      guard size <= Int.max >> 4 else { return nil }
      size = size << 4 | digit
      position += 1
    }
    guard position > 0 else { return nil }
    while position < line.byteCount, ASCII.isBlank(line.byte(at: position)) { position += 1 }
    guard position == line.byteCount || line.byte(at: position) == ASCII.semicolon else {
      return nil
    }
    return size
  }

  // MARK: Search

  /// Passes over bytes until a message begins, and tells how many; then `held` has what is known of
  /// its start and the state is `.head`.
  private mutating func searchStart(_ bytes: RawSpan, _ position: inout Int) -> Int {
    var passed = 0
    while position < bytes.byteCount {
      if held.isEmpty {
        let start = position
        position =
          StartLine.find(kind, bytes, from: position, atLineStart: atLineStart) ?? bytes.byteCount
        passed += position - start
        guard position < bytes.byteCount else {
          atLineStart = bytes.byte(at: position - 1) == ASCII.lineFeed
          return passed
        }
      }
      // A candidate is taken up byte by byte, so that it ends the same however it is cut into pieces.
      let byte = bytes.byte(at: position)
      held.append(byte)
      position += 1
      switch StartLine.candidate(kind, held.span.bytes) {
      case .yes:
        state = .head
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
        }
      }
    }
    return passed
  }
}
