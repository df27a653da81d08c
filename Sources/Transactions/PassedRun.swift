import Bytes
import HTTP
import Packets
import Streams

/// What packets of a server brought that only goes on with what is under way: content, or bytes in
/// which a response is searched for.
///
/// They are added up here, in a line of the processor's cache, and told to the reader of the connection
/// before anything else happens to it.
struct PassedRun {
  /// What runs.
  enum Kind {
    /// The content of known length of a response, or of what is no response of ours; nobody looks at it.
    case content
    /// The same of a response whose content gets a fingerprint, and is looked at by nobody else.
    case comparedContent
    /// The search for a response, after bytes were lost.
    case search
  }

  /// The position behind what was passed.
  private(set) var position = 0
  /// The position that no packet may reach.
  private var limit = 0
  /// The last packet.
  private var number = 0
  private var time = Timestamp(nanoseconds: 0)
  /// The longest time since the packet before, in nanoseconds, that changes nothing.
  private var longestPause: Int64 = 0
  /// What the server had received when it sent them; -1 before the first.
  private(set) var acknowledging = -1
  /// How many of the bytes were cut off by the snaplen.
  private(set) var cut = 0
  private var input: UInt32 = 0
  private(set) var kind = Kind.content
  private(set) var side = Side.first

  /// What stands where nothing runs.
  init() {}

  /// A run that begins behind `position`.
  ///
  /// - Parameters:
  ///   - kind: What runs.
  ///   - side: That of the server.
  ///   - position: Where it begins.
  ///   - limit: A position that it must not reach.
  ///   - frame: The packet before.
  ///   - longestPause: The longest pause so far, in nanoseconds.
  init(
    _ kind: Kind, from side: Side, at position: Int, before limit: Int, after frame: Frame,
    longestPause: Int64
  ) {
    self.kind = kind
    self.side = side
    self.position = position
    self.limit = limit
    number = frame.number
    time = frame.time
    input = UInt32(truncatingIfNeeded: frame.input)
    self.longestPause = longestPause
  }

  /// The last packet.
  var frame: Frame { Frame(input: Int(input), number: number, time: time) }

  /// Adds what a packet brought, where it only goes on.
  ///
  /// - Returns: whether it does; else nothing has changed.
  @inline(__always)
  mutating func pass(_ data: PlacedData, _ block: RawSpan, input: Int) -> Bool {
    pass(
      data.count, at: data.start, of: block, wired: data.length, offset: data.offset, data.side,
      data.acknowledging, data.number, data.time, input)
  }

  /// The same, of what was told by itself.
  mutating func pass(_ bytes: RawSpan, _ data: StreamData) -> Bool {
    pass(
      bytes.byteCount, at: 0, of: bytes, wired: bytes.byteCount &+ data.cut, offset: data.offset,
      data.side, data.acknowledging, data.frame.number, data.frame.time, data.frame.input)
  }

  @inline(__always)
  private mutating func pass(
    _ count: Int, at start: Int, of block: RawSpan, wired length: Int, offset: Int, _ side: Side,
    _ acknowledging: Int, _ number: Int, _ time: Timestamp, _ input: Int
  ) -> Bool {
    let end = offset &+ length
    // One that is negative is more than any pause.
    let pause = UInt64(bitPattern: time.nanoseconds &- self.time.nanoseconds)
    // What was held is told after what came later, perhaps at the same time.
    guard end < limit, side == self.side, pause <= UInt64(bitPattern: longestPause),
      number > self.number, acknowledging >= 0, input == Int(self.input)
    else { return false }
    if kind == .search {
      let bytes = block.extracting(unchecked: start..<start &+ count)
      guard MessageParser.beginsNoResponse(in: bytes) else { return false }
    }
    assert(offset == position)
    position = end
    cut &+= length &- count
    self.number = number
    self.time = time
    if acknowledging > self.acknowledging { self.acknowledging = acknowledging }
    return true
  }
}
