import Packets

/// How far a record has come, by the times of all its segments: it never goes back.
struct RecordClock {
  private(set) var now = Timestamp(nanoseconds: .min)
  private var isInDoubt = false

  /// So far ahead, in nanoseconds, no single segment is believed to be.
  private static let farAhead: Int64 = 3_600_000_000_000

  /// Takes the time of the next segment.
  @inline(__always)
  mutating func note(_ time: Timestamp) {
    if time > now { advance(to: time) }
  }

  /// Whether a time is believed however far the segments before it had come, if it is ahead.
  func isNear(_ time: Timestamp) -> Bool { time.since(now) < Self.farAhead }

  @inline(__always)
  private mutating func advance(to time: Timestamp) {
    if time.since(now) >= Self.farAhead, !isInDoubt, now.nanoseconds != .min {
      isInDoubt = true
    } else {
      isInDoubt = false
      now = time
    }
  }
}
