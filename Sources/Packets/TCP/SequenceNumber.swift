/// Arithmetic on TCP sequence numbers, which wrap at 2³².
///
/// Two numbers are compared by the shorter way round, so it holds while they are less than 2³¹
/// apart. Source: RFC 9293 §3.4.
public enum SequenceNumber {
  /// How far `b` lies beyond `a`; negative when it lies before.
  @inlinable @inline(__always)
  public static func distance(from a: UInt32, to b: UInt32) -> Int32 {
    Int32(bitPattern: b &- a)
  }

  /// Whether `a` comes before `b`.
  @inlinable @inline(__always)
  public static func precedes(_ a: UInt32, _ b: UInt32) -> Bool { distance(from: a, to: b) > 0 }

  /// The later of the two.
  @inlinable @inline(__always)
  public static func later(_ a: UInt32, _ b: UInt32) -> UInt32 { precedes(a, b) ? b : a }
}
