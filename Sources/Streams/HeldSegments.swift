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

  /// What it counts for in the bounds: its bytes, and what it takes to hold them.
  var cost: Int { bytes.count + Self.overhead }

  static let overhead = 128

  fileprivate static var nothing: HeldSegment {
    HeldSegment(
      range: 0..<0, bytes: [], beginsSegment: false, acknowledging: -1, acknowledgement: 0,
      frame: Frame(input: 0, number: 0, time: Timestamp(nanoseconds: 0)), arrival: 0)
  }

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

/// The early segments of one direction: disjoint, in order.
///
/// At the end they are added, and at the beginning taken, in constant time.
struct HeldSegments {
  private var segments: [HeldSegment] = []
  /// Those before it were taken.
  private var taken = 0
  /// What they count for in the bounds.
  private(set) var cost = 0

  // Not by the count, which is another load: this is asked for each packet.
  @inline(__always)
  var isEmpty: Bool { cost == 0 }

  var count: Int { segments.count - taken }

  var first: HeldSegment? { isEmpty ? nil : segments[taken] }

  /// The position of the first of them, and what must have been told of the other direction before
  /// it, without a copy of it; `Int.max` where there is none.
  @inline(__always)
  var head: (start: Int, acknowledging: Int) {
    if isEmpty { return (.max, .max) }
    return segments.withUnsafeBufferPointer {
      ($0[taken].range.lowerBound, $0[taken].acknowledging)
    }
  }

  /// The position behind all of them.
  var end: Int? { isEmpty ? nil : segments[segments.count - 1].range.upperBound }

  /// Adds what of `segment` is not held yet: the first copy of a byte stands.
  mutating func insert(_ segment: consuming HeldSegment) {
    var index = firstIndex(endingBehind: segment.range.lowerBound)
    if index == segments.count, !segment.range.isEmpty {
      cost += segment.cost
      segments.append(segment)
      return
    }
    var start = segment.range.lowerBound
    while start < segment.range.upperBound {
      let nextStart = index < segments.count ? segments[index].range.lowerBound : Int.max
      if nextStart > start {
        let piece = segment.piece(start..<min(nextStart, segment.range.upperBound))
        start = piece.range.upperBound
        cost += piece.cost
        segments.insert(piece, at: index)
        index += 1
        if start == segment.range.upperBound { break }
      }
      start = max(start, segments[index].range.upperBound)
      index += 1
    }
  }

  /// Where these bytes, which stand at `position`, differ from those held there; `nil`: nowhere.
  func conflict(_ position: Int, _ bytes: RawSpan) -> Range<Int>? {
    guard !isEmpty else { return nil }
    let range = position..<(position + bytes.byteCount)
    var index = firstIndex(endingBehind: position)
    while index < segments.count, segments[index].range.lowerBound < range.upperBound {
      let segment = segments[index]
      let start = segment.range.lowerBound
      let common = (start..<(start + segment.bytes.count)).clamped(to: range)
      index += 1
      guard !common.isEmpty else { continue }
      let held = segment.bytes.span.bytes.extracting(
        (common.lowerBound - start)..<(common.upperBound - start))
      let others = bytes.extracting(
        (common.lowerBound - position)..<(common.upperBound - position))
      if !held.isEqual(to: others) { return common }
    }
    return nil
  }

  /// Takes the first, which there must be.
  mutating func removeFirst() -> HeldSegment {
    // Moved out, not copied.
    var segment = HeldSegment.nothing
    swap(&segment, &segments[taken])
    cost -= segment.cost
    taken += 1
    if taken == segments.count {
      segments.removeAll(keepingCapacity: taken <= Self.capacityKept)
      taken = 0
    } else if taken >= Self.capacityKept, taken * 2 > segments.count {
      segments.removeFirst(taken)
      taken = 0
    }
    return segment
  }

  private static let capacityKept = 64

  private func firstIndex(endingBehind position: Int) -> Int {
    var low = taken
    var high = segments.count
    // Most come behind all others.
    if high > low, segments[high - 1].range.upperBound <= position { return high }
    while low < high {
      let middle = (low + high) / 2
      if segments[middle].range.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
