internal import Bytes
internal import Packets
internal import Streams

/// Holds what is told of a connection against what was sent.
struct StreamWitness: StreamConsumer {
  private struct Direction {
    var next = 0
    /// What to add to an offset for its sequence number.
    var base: UInt32?
    var gaps = IntervalSet()
    /// What filled gaps before any bytes told the base.
    var unplaced: [Range<Int>] = []
    var wasFinished = false
    var wasReset = false
  }

  private struct Told {
    var isFirstEnd = true
    var first = Direction()
    var second = Direction()
  }

  /// What must not be so.
  private(set) var wrong: String?
  private var open: [Int: Told] = [:]
  private var begun = 0
  /// The sequence numbers that each end has sent, and that were told.
  private var sent = [IntervalSet(), IntervalSet()]
  private var told = [IntervalSet(), IntervalSet()]
  /// The ends of which gaps were filled whose sequence numbers nothing told.
  private var isUnplaced = [false, false]

  /// A packet goes to the reassembler.
  mutating func sent(_ packet: StreamModel.Packet) {
    let end = packet.isFirst ? 0 : 1
    for range in Self.ranges(packet.segment.sequence, packet.segment.payloadLength) {
      sent[end].insert(range)
    }
  }

  /// Sequence numbers from `start` on, in one piece or two.
  private static func ranges(_ start: UInt32, _ count: Int) -> [Range<Int>] {
    let lower = Int(start)
    let upper = lower + count
    if upper <= 1 << 32 { return [lower..<upper] }
    return [lower..<1 << 32, 0..<upper - 1 << 32]
  }

  private mutating func claim(_ isSound: Bool, _ words: @autoclosure () -> String) {
    if !isSound, wrong == nil { wrong = words() }
  }

  mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    claim(open[slot] == nil, "slot \(slot) begins twice")
    begun += 1
    claim(start.number == begun, "number \(start.number) is not the next")
    open[slot] = Told(isFirstEnd: start.first.port == 1000)
  }

  private mutating func change(
    _ slot: Int, _ side: Side, _ body: (inout Direction, _ isFirstEnd: Bool) -> String?
  ) {
    guard var told = open[slot] else { return claim(false, "slot \(slot) is not open") }
    let found =
      side == .first
      ? body(&told.first, told.isFirstEnd) : body(&told.second, !told.isFirstEnd)
    open[slot] = told
    if let found { claim(false, found) }
  }

  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    let count = bytes.byteCount + data.cut
    var end = 0
    var filled: [Range<Int>] = []
    var base: UInt32 = 0
    change(slot, data.side) { direction, isFirstEnd in
      end = isFirstEnd ? 0 : 1
      guard direction.next == data.offset, count > 0, data.cut >= 0 else {
        return "\(count) bytes at \(data.offset), not \(direction.next)"
      }
      direction.next += count
      base = data.sequence &- UInt32(truncatingIfNeeded: data.offset)
      guard base == direction.base ?? base else { return "the base moves" }
      direction.base = base
      swap(&filled, &direction.unplaced)
      if direction.wasFinished { return "bytes after FIN" }
      for index in 0..<bytes.byteCount {
        let sequence = data.sequence &+ UInt32(truncatingIfNeeded: index)
        guard bytes.byte(at: index) == StreamModel.byte(sequence, isFirst: isFirstEnd) else {
          return "not the true byte at \(data.offset + index)"
        }
      }
      return nil
    }
    note(end, data.sequence, count)
    for range in filled {
      note(end, base &+ UInt32(truncatingIfNeeded: range.lowerBound), range.count)
    }
  }

  private mutating func note(_ end: Int, _ sequence: UInt32, _ count: Int) {
    for range in Self.ranges(sequence, count) {
      claim(sent[end].contains(range), "\(range) was never sent")
      told[end].insert(range)
    }
  }

  mutating func pass(_ slot: Int, _ gap: StreamGap) {
    change(slot, gap.side) { direction, _ in
      guard direction.next == gap.range.lowerBound, !gap.range.isEmpty else {
        return "gap \(gap.range) at \(direction.next)"
      }
      direction.next = gap.range.upperBound
      direction.gaps.insert(gap.range)
      return direction.wasFinished ? "a gap after FIN" : nil
    }
  }

  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    var known: (end: Int, base: UInt32)?
    change(slot, side) { direction, isFirstEnd in
      guard !range.isEmpty, direction.gaps.remove(range) == range.count else {
        return "\(range) is filled, and is no gap"
      }
      if let base = direction.base {
        known = (isFirstEnd ? 0 : 1, base)
      } else {
        direction.unplaced.append(range)
      }
      return nil
    }
    if let (end, base) = known {
      note(end, base &+ UInt32(truncatingIfNeeded: range.lowerBound), range.count)
    }
  }

  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    change(slot, side) { direction, _ in
      switch end {
      case .fin:
        if direction.wasFinished { return "two FINs" }
        direction.wasFinished = true
      case .reset:
        if direction.wasReset { return "two resets" }
        direction.wasReset = true
      }
      return nil
    }
  }

  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {
    guard let told = open.removeValue(forKey: slot) else {
      return claim(false, "slot \(slot) ends twice")
    }
    for (direction, isFirstEnd) in [
      (told.first, told.isFirstEnd), (told.second, !told.isFirstEnd),
    ] where !direction.unplaced.isEmpty {
      isUnplaced[isFirstEnd ? 0 : 1] = true
    }
  }

  /// The capture is over.
  mutating func finish(_ statistics: StreamStatistics, _ isTame: Bool) {
    claim(open.isEmpty, "a connection does not end")
    claim(begun == statistics.connections, "not \(statistics.connections) connections")
    guard isTame, statistics.bytesBeforeStart == 0, statistics.segmentsDoubted == 0,
      statistics.gapLimitReached == 0
    else { return }
    for end in 0...1 where !isUnplaced[end] {
      // A byte before the next may be a keep-alive probe, and a gap there stays one.
      let left = sent[end].ranges.flatMap { told[end].gaps(in: $0) }.filter { $0.count > 1 }
      claim(left.isEmpty, "sent and not told: \(left)")
    }
  }
}
