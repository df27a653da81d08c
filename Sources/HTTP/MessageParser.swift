import Bytes

/// Reads the messages of one direction of an HTTP/1 connection: sans-IO, in pieces of any size.
///
/// It is asked for one event at a time. Content, and what the chunked coding puts around it, is passed
/// over by counting; only a head that is not whole yet is held, and no more of it than `headLimit`.
/// However the bytes are cut into pieces, what is found is the same. What the framing of a message is, only the two directions together can tell, so
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
    /// The message is complete.
    case end
    /// The end of the message under way cannot be told any more.
    case framingLost
  }

  /// A head that was read and not taken yet.
  enum Head: Sendable {
    case request(RequestHead)
    case response(ResponseHead)
  }

  enum State: Equatable {
    case idle
    case head
    case framing
    case ended
    /// So many bytes as `left` says are still to come.
    case fixed
    case untilClose
    case chunk(ChunkState)
    case opaque
    /// In search of a message's start. `afterLoss`: bytes were lost; else the peer sent too many.
    case searching(afterLoss: Bool)
  }

  /// The longest head that is read, in bytes.
  public static let headLimit = 256 << 10

  /// The messages this direction carries.
  public let kind: Kind
  /// While searching: whether the next byte begins a line, or may.
  var atLineStart = true
  var state = State.idle
  /// The bytes of content still to come in `.fixed`, more than none; else none.
  @usableFromInline var left = 0
  /// The beginning of a head, or of what may be one while it is searched for.
  var held: [UInt8] = []
  /// What was wrong since it was last asked, each once, to be taken by the caller.
  public var problems: [SyntaxProblem] = []
  /// How far `held` was looked through for the end of a head.
  var scan = HeadReader.Scan()
  var head: Head?

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
    case .fixed: left
    case .chunk(.data(let count)): count
    default: nil
    }
  }

  /// The bytes of content still to come that are content alone, up to the end of the message; 0 where
  /// that is not so.
  @inlinable @inline(__always)
  public var knownLeft: Int { left }

  /// The request's head that `.head` told of; once.
  public mutating func takeRequestHead() -> RequestHead? {
    guard kind == .requests, case .request(let taken)? = head.take() else { return nil }
    return taken
  }

  /// The response's head that `.head` told of; once.
  public mutating func takeResponseHead() -> ResponseHead? {
    guard kind == .responses, case .response(let taken)? = head.take() else { return nil }
    return taken
  }

  /// Says how the content behind the head just taken is delimited.
  public mutating func frame(_ length: BodyLength) {
    guard state == .framing else { return }
    switch length {
    case .none: state = .ended
    case .fixed(let count):
      state = count > 0 ? .fixed : .ended
      left = max(0, count)
    case .chunked: state = .chunk(.sizeStart)
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
    left = 0
    state = .opaque
  }

  /// Tells that the next byte begins a segment, where messages like to begin.
  @inline(__always)
  public mutating func beginSegment() {
    if case .searching = state, held.isEmpty { atLineStart = true }
  }

  /// Takes a whole piece as content, where it is content and does not end it.
  ///
  /// - Returns: whether it did; else nothing has changed.
  @inlinable @inline(__always)
  public mutating func passContent(_ count: Int) -> Bool {
    guard count > 0, count < left else { return false }
    left &-= count
    return true
  }

  /// Takes a whole piece as passed over in search of a message, where none begins in it, and `cut`
  /// bytes behind it that were not captured.
  ///
  /// - Returns: whether it did; else nothing has changed.
  public mutating func passSearched(_ bytes: RawSpan, cut: Int = 0) -> Bool {
    guard case .searching(afterLoss: true) = state, held.isEmpty, findsNoStart(bytes) else {
      return false
    }
    if cut > 0 { atLineStart = false }
    return true
  }

  /// Takes bytes that were not captured as passed over in search of a message.
  ///
  /// - Returns: whether it did; else nothing has changed.
  public mutating func skipSearched() -> Bool {
    guard case .searching(afterLoss: true) = state, held.isEmpty else { return false }
    atLineStart = false
    return true
  }

  /// The next event of `bytes` from `position` on, which is moved behind what was used.
  public mutating func next(_ bytes: RawSpan, _ position: inout Int) -> Event {
    var tables = HeadTables.none
    return next(bytes, &position, &tables)
  }

  /// The next event, where heads take what they have in common with others from `tables`.
  public mutating func next(
    _ bytes: RawSpan, _ position: inout Int, _ tables: inout HeadTables
  ) -> Event {
    switch state {
    case .fixed:
      let count = min(left, bytes.byteCount - position)
      guard count > 0 else { return .needMore }
      use(count)
      position += count
      return .content((position - count)..<position)
    case .ended:
      state = .idle
      return .end
    default:
      return nextElsewhere(bytes, &position, &tables)
    }
  }

  private mutating func nextElsewhere(
    _ bytes: RawSpan, _ position: inout Int, _ tables: inout HeadTables
  ) -> Event {
    while position < bytes.byteCount {
      let rest = position..<bytes.byteCount
      switch state {
      case .fixed, .ended:
        return next(bytes, &position, &tables)
      case .idle:
        guard begin(bytes, &position) else { continue }
      case .head:
        if let event = readHead(bytes, &position, &tables) { return event }
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
      case .chunk(let chunk):
        if let event = readChunk(chunk, bytes, &position) { return event }
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

  /// So many bytes of a content of known length are there, or passed over.
  mutating func use(_ count: Int) {
    left -= count
    if left == 0 { state = .ended }
  }

  /// Lets go of what is held; a large buffer is not kept.
  mutating func drop() {
    if !held.isEmpty { held.removeAll(keepingCapacity: held.capacity <= 8 << 10) }
    scan = HeadReader.Scan()
  }

  mutating func lose(afterLoss: Bool) {
    drop()
    left = 0
    atLineStart = false
    state = .searching(afterLoss: afterLoss)
  }

  mutating func note(_ problem: SyntaxProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }
}
