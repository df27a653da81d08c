import Packets

/// One direction of a connection: what came, what is early, what is missing.
///
/// Pure: no I/O. Positions count from 0 at the first known byte; they do not wrap.
struct HalfStream {
  // What each packet changes or asks stands first, so that it touches little memory.

  /// The sequence number of position 0; valid when `isKnown`.
  private(set) var base: UInt32 = 0
  /// The least window of its sender that is not a closed one.
  var leastWindow: UInt16 = 1
  private(set) var isKnown = false
  private var beganWithSYN = false
  /// The position behind all that was told.
  private(set) var next = 0
  /// The position up to which the other end acknowledged; -1: it never did.
  private(set) var acknowledged = -1
  /// Packets seen of it.
  var packets = 0
  /// The input of the last data that were next.
  var input = 0
  /// The last packets.
  var recent = RecentPackets()
  /// Why what is next does not come.
  var pause = PauseNotes()
  /// Whether its end was told.
  var isClosed = false
  /// Whether its sender's reset was told.
  var wasReset = false
  /// The position of the FIN; `Int.max` until it is seen.
  private(set) var fin = Int.max
  /// What the other end has beyond what it acknowledged.
  var selective = SelectiveAcknowledgement()
  /// The last segments told, where retransmissions are compared.
  var told = ToldSegments()
  /// Early segments.
  var held = HeldSegments()
  /// What its SYN says of its windows.
  var offer = WindowOffer()
  /// Acknowledgements beyond `next` that have not waited long enough to prove a hole.
  private var waiting: [WaitingAcknowledgement] = []
  /// The position up to which an acknowledgement has waited long enough.
  private(set) var confirmed = -1
  /// Gaps that were told, for bytes that come after all; the oldest are forgotten first.
  private(set) var gaps: [Range<Int>] = []
  /// The position behind the last gap that was forgotten: what comes before it cannot be told from
  /// what came already.
  private(set) var forgottenBelow = 0
  /// What the other end acknowledged before any packet of this direction was seen.
  var expected: UInt32?
  /// The base by which Wireshark tells a new conversation.
  var conversationBase: UInt32?
  /// The last sequence number that was too far beyond all others to be believed.
  private var doubted: UInt32?

  private struct WaitingAcknowledgement {
    var position: Int
    var packets: Int
    var time: Timestamp
  }

  static let gapsKept = 64
  /// How far beyond all that was seen a position is believed at once: more than nearly all windows,
  /// and so near that few numbers that are wrong come to lie within it.
  static let believedJump = 64 << 20

  // MARK: Positions

  /// Fixes position 0, by the first packet of this direction.
  mutating func start(at sequence: UInt32, isOpening: Bool) {
    base = sequence
    isKnown = true
    beganWithSYN = isOpening
    // The other end waited for bytes before it: they were sent, but not captured.
    if !isOpening, let expected {
      let distance = Int(SequenceNumber.distance(from: expected, to: sequence))
      if distance > 0, distance <= Self.believedJump { base = expected }
    }
  }

  /// Whether nothing was told or held yet.
  var isUntouched: Bool { next == 0 && held.isEmpty }

  /// Moves position 0 of an untouched direction, because a SYN tells where it is.
  mutating func restart(at sequence: UInt32) {
    base = sequence
    beganWithSYN = true
    acknowledged = -1
    confirmed = -1
    waiting = []
  }

  /// Takes the first packet of a direction to have been a keep-alive probe, one before position 0.
  mutating func skipProbe() {
    base &+= 1
    acknowledged = max(acknowledged - 1, -1)
    waiting = []
  }

  /// Whether data at `position` show that the first packet of this direction was a probe.
  var mayHaveBegunWithProbe: Bool { isUntouched && !beganWithSYN }

  /// The position of a sequence number, taken to be less than 2³¹ away from `next`.
  @inline(__always)
  func position(of sequence: UInt32) -> Int {
    let expected = base &+ UInt32(truncatingIfNeeded: next)
    return next &+ Int(SequenceNumber.distance(from: expected, to: sequence))
  }

  /// The sequence number of a position.
  func sequence(of position: Int) -> UInt32 { base &+ UInt32(truncatingIfNeeded: position) }

  /// Whether a position beyond `next` is to be believed: it is near what was seen, or another that
  /// was doubted is near it.
  mutating func believes(_ position: Int) -> Bool {
    let seen = max(next, held.end ?? 0, acknowledged)
    guard position - seen > Self.believedJump else { return true }
    let sequence = sequence(of: position)
    if let doubted {
      let distance = Int(SequenceNumber.distance(from: doubted, to: sequence))
      if abs(distance) <= Self.believedJump { return true }
    }
    doubted = sequence
    return false
  }

  /// Whether it is known, and no end of it was seen.
  @inline(__always)
  var isFlowing: Bool { isKnown && fin == .max }

  // MARK: Acknowledgements

  /// The other end has all before `position`, of which all was told.
  @inline(__always)
  mutating func noteAcknowledged(_ position: Int) {
    if position > acknowledged { acknowledged = position }
  }

  /// The other end has all before `sequence`.
  ///
  /// - Returns: its position; -1 when it is not believed.
  @inline(__always)
  mutating func acknowledge(
    _ sequence: UInt32, isReset: Bool, packets: Int, time: Timestamp
  ) -> Int {
    let position = min(position(of: sequence), fin)
    if position > next {
      return acknowledgeAhead(position, isReset: isReset, packets: packets, time: time)
    }
    if position > acknowledged { acknowledged = position }
    return position
  }

  private mutating func acknowledgeAhead(
    _ position: Int, isReset: Bool, packets: Int, time: Timestamp
  ) -> Int {
    // Many resets carry some number or other.
    guard isReset ? position <= held.end ?? 0 : believes(position) else { return -1 }
    guard position > acknowledged else { return position }
    acknowledged = position
    if waiting.count == Self.acknowledgementsKept {
      // The later of the two stands for both.
      waiting.removeLast()
    }
    waiting.append(WaitingAcknowledgement(position: position, packets: packets, time: time))
    return position
  }

  /// More than that only wait where the limits were raised.
  private static let acknowledgementsKept = 128

  /// Notes which acknowledgements have waited long enough by now.
  mutating func confirm(packets: Int, time: Timestamp, _ limits: StreamLimits) {
    guard !waiting.isEmpty else { return }
    var count = 0
    while count < waiting.count,
      limits.isDue(since: waiting[count].packets, waiting[count].time, packets, time)
    {
      confirmed = max(confirmed, waiting[count].position)
      count += 1
    }
    waiting.removeFirst(count)
  }

  /// Whether by now anything that is held may be told, or what is missing passed over.
  ///
  /// Of waiting acknowledgements the first is due first. Where nothing of the other direction ever
  /// came more may be due.
  @inline(always)
  func mayMove(packets: Int, time: Timestamp, _ context: borrowing StreamContext) -> Bool {
    if let oldest = waiting.first,
      context.limits.isDue(since: oldest.packets, oldest.time, packets, time)
    {
      return true
    }
    return confirmed > next || held.head.start <= next
      || !held.isEmpty && context.isOver(self)
  }

  /// Whether something is missing or waits.
  @inline(__always)
  var isWaiting: Bool { !held.isEmpty || acknowledged > next }

  /// The other end has the bytes between two edges, beyond what it acknowledged.
  mutating func acknowledgeSelectively(_ left: UInt32, _ right: UInt32) {
    let start = max(position(of: left), 0)
    let end = min(position(of: right), fin)
    // A block below what was told says that bytes came twice. Source: RFC 2883.
    guard end > start, end > next, believes(end) else { return }
    selective.insert(start..<end)
  }

  // MARK: Going on

  /// Takes a FIN behind the byte before `position`.
  mutating func finish(at position: Int) {
    guard fin == .max else { return }
    let seen = max(held.end ?? 0, next)
    // Its own position may have been passed over as if it were that of a byte.
    let wasPassed = position == next - 1 && held.isEmpty && gaps.last?.upperBound == next
    guard position >= seen && believes(position) || wasPassed else { return }
    fin = max(position, next)
    acknowledged = min(acknowledged, fin)
  }

  /// Whether a sequence number is that of the byte behind all that was told.
  @inline(__always)
  func isNext(_ sequence: UInt32) -> Bool { self.sequence(of: next) == sequence }

  /// Marks that `count` more bytes were told, where no more is acknowledged than was told.
  @inline(__always)
  mutating func goOn(by count: Int) { next &+= count }

  /// Marks that `count` more bytes were told.
  @inline(__always)
  mutating func advance(by count: Int) {
    let wasBehind = acknowledged > next
    next &+= count
    if wasBehind { forgetWaiting() }
  }

  @inline(never)
  private mutating func forgetWaiting() {
    // Their positions rise.
    guard let first = waiting.first, first.position <= next else { return }
    waiting.removeFirst(waiting.firstIndex { $0.position > next } ?? waiting.count)
  }

  /// Marks that `range`, which begins at `next`, was told as a gap.
  mutating func pass(_ range: Range<Int>) {
    if let last = gaps.last, last.upperBound == range.lowerBound {
      gaps[gaps.count - 1] = last.lowerBound..<range.upperBound
    } else {
      if gaps.count == Self.gapsKept {
        forgottenBelow = gaps.removeFirst().upperBound
      }
      gaps.append(range)
    }
    advance(by: range.count)
  }

  /// Those parts of gaps told before that `range` fills; they are no gaps any more.
  mutating func fill(_ range: Range<Int>) -> [Range<Int>] {
    guard let last = gaps.last, last.upperBound > range.lowerBound else { return [] }
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
}
