import Bytes
import Packets

/// A segment that came before what precedes it, or before what its sender had received.
struct HeldSegment {
  /// Positions on the wire.
  var range: Range<Int>
  /// What was captured of it, from its beginning.
  var bytes: [UInt8]
  /// Whether it is the beginning of a segment as sent.
  var beginsSegment: Bool
  /// What must have been told of the other direction before it; -1: nothing.
  var acknowledging: Int
  var acknowledgement: UInt32
  var frame: Frame
  /// How many packets of the connection had passed when it came.
  var arrival: Int
}

/// One direction of a connection: what came, what is early, what is missing.
///
/// Pure: no I/O. Positions count from 0 at the first known byte; they do not wrap.
struct HalfStream {
  /// The sequence number of position 0; valid when `isKnown`.
  private(set) var base: UInt32 = 0
  private(set) var isKnown = false
  /// The position behind all that was told.
  var next = 0
  /// The position up to which the other end acknowledged; -1: it never did.
  private(set) var acknowledged = -1
  /// The position of the FIN, when it was seen.
  private(set) var fin: Int?
  /// Whether its end was told.
  var isClosed = false
  /// Packets seen of it.
  var packets = 0
  /// Early segments, disjoint, in order.
  private(set) var held: [HeldSegment] = []
  private(set) var heldBytes = 0
  /// Gaps that were told, for bytes that come after all; the oldest are forgotten first.
  private(set) var gaps: [Range<Int>] = []
  /// When the acknowledgement beyond `next` was noticed: packets of the connection, and time.
  private(set) var tailNoticed: (packets: Int, time: Timestamp)?
  /// The base by which Wireshark tells a new conversation.
  var conversationBase: UInt32?

  static let gapsKept = 64

  /// Fixes position 0.
  mutating func start(at sequence: UInt32) {
    base = sequence
    isKnown = true
  }

  /// The position of a sequence number, taken to be less than 2³¹ away from `next`.
  @inline(__always)
  func position(of sequence: UInt32) -> Int {
    let expected = base &+ UInt32(truncatingIfNeeded: next)
    return next + Int(Int32(bitPattern: sequence &- expected))
  }

  /// The sequence number of a position.
  func sequence(of position: Int) -> UInt32 { base &+ UInt32(truncatingIfNeeded: position) }

  /// The other end has all before `sequence`.
  @inline(__always)
  mutating func acknowledge(_ sequence: UInt32, packets: Int, time: Timestamp) {
    guard isKnown else { return }
    var position = position(of: sequence)
    if let fin, position > fin { position = fin }
    guard position > acknowledged else { return }
    acknowledged = position
    if position > next, tailNoticed == nil { tailNoticed = (packets, time) }
  }

  mutating func finish(at position: Int) {
    if fin == nil { fin = max(position, next) }
    if let fin, acknowledged > fin { acknowledged = fin }
  }

  /// Whether something is missing or waits.
  @inline(__always)
  var isWaiting: Bool { !held.isEmpty || acknowledged > next }

  /// Marks that `count` more bytes were told.
  @inline(__always)
  mutating func advance(by count: Int) {
    next += count
    if tailNoticed != nil, acknowledged <= next { tailNoticed = nil }
  }

  /// Marks that `range`, which begins at `next`, was told as a gap.
  mutating func pass(_ range: Range<Int>) {
    if gaps.count == Self.gapsKept { gaps.removeFirst() }
    gaps.append(range)
    tailNoticed = nil
    advance(by: range.count)
  }

  /// Those parts of gaps told before that `range` fills; they are no gaps any more.
  mutating func fill(_ range: Range<Int>) -> [Range<Int>] {
    guard !gaps.isEmpty else { return [] }
    var filled: [Range<Int>] = []
    var left: [Range<Int>] = []
    for gap in gaps {
      let common = gap.clamped(to: range)
      if common.isEmpty {
        left.append(gap)
        continue
      }
      filled.append(common)
      if gap.lowerBound < common.lowerBound { left.append(gap.lowerBound..<common.lowerBound) }
      if common.upperBound < gap.upperBound { left.append(common.upperBound..<gap.upperBound) }
    }
    gaps = left
    return filled
  }

  /// Holds what of `segment` is not held yet: the first copy of a byte stands.
  ///
  /// - Returns: the bytes that were captured and are now held.
  mutating func hold(_ segment: HeldSegment) -> Int {
    // The first that ends behind where the new one begins.
    var low = 0
    var high = held.count
    while low < high {
      let middle = (low + high) / 2
      if held[middle].range.upperBound <= segment.range.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var index = low
    var start = segment.range.lowerBound
    var added = 0
    while start < segment.range.upperBound {
      let nextStart = index < held.count ? held[index].range.lowerBound : Int.max
      if nextStart > start {
        let piece = segment.piece(start..<min(nextStart, segment.range.upperBound))
        start = piece.range.upperBound
        added += piece.bytes.count
        held.insert(piece, at: index)
        index += 1
        if start == segment.range.upperBound { break }
      }
      start = max(start, held[index].range.upperBound)
      index += 1
    }
    heldBytes += added
    return added
  }

  /// Takes the first early segment.
  mutating func release() -> HeldSegment {
    let segment = held.removeFirst()
    heldBytes -= segment.bytes.count
    return segment
  }
}

extension HeldSegment {
  /// The part of it that covers `part`.
  func piece(_ part: Range<Int>) -> HeldSegment {
    guard part != range else { return self }
    var piece = self
    let lower = min(part.lowerBound - range.lowerBound, bytes.count)
    let upper = min(part.upperBound - range.lowerBound, bytes.count)
    piece.bytes = Array(bytes[lower..<upper])
    piece.range = part
    piece.beginsSegment = beginsSegment && part.lowerBound == range.lowerBound
    return piece
  }
}
