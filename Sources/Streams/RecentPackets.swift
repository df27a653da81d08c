import Packets

/// The last packets of one direction, to know one that the capture holds a second time.
///
/// A mirror port copies a packet as it enters and as it leaves, two capture points see it one after
/// the other: then it is the same to the IP identification and the checksum of TCP, which a
/// retransmission is not.
struct RecentPackets {
  private struct Packet {
    var key: UInt64 = 0
    var time: Timestamp = Timestamp(nanoseconds: .min)
  }

  /// How many packets of the direction may lie between the two.
  private static let kept = 8
  /// How long after the first the second may come, in nanoseconds.
  private static let window: Int64 = 1_000_000_000
  /// The same, for packets without an IP identification: a retransmission takes longer.
  private static let windowUnidentified: Int64 = 2_000_000

  private var next = 0
  private var packets = InlineArray<8, Packet>(repeating: Packet())

  /// Remembers a segment; returns whether it was there already.
  @inline(__always)
  mutating func isRepeated(_ segment: Segment, at time: Timestamp) -> Bool {
    let isIdentified = segment.identification & 0xFFFF != 0
    // An acknowledgement that says the same again is a packet of its own.
    guard isIdentified || segment.payloadLength > 0 else { return false }
    return isRepeated(Self.key(segment), isIdentified: isIdentified, time)
  }

  @inline(never)
  private mutating func isRepeated(_ key: UInt64, isIdentified: Bool, _ time: Timestamp) -> Bool {
    var found = false
    for index in 0..<Self.kept where packets[index].key == key {
      let since = time.since(packets[index].time)
      if abs(since) <= (isIdentified ? Self.window : Self.windowUnidentified) { found = true }
    }
    remember(key, time)
    return found
  }

  /// Remembers a segment that brings what none before it did.
  @inline(__always)
  mutating func remember(_ segment: Segment, at time: Timestamp) {
    guard segment.identification & 0xFFFF != 0 || segment.payloadLength > 0 else { return }
    remember(Self.key(segment), time)
  }

  @inline(__always)
  private mutating func remember(_ key: UInt64, _ time: Timestamp) {
    packets[next] = Packet(key: key, time: time)
    next = (next &+ 1) % Self.kept
  }

  @inline(__always)
  private static func key(_ segment: Segment) -> UInt64 {
    var key = UInt64(segment.identification) << 32 | UInt64(segment.sequence)
    key = (key ^ UInt64(segment.acknowledgement) << 16) &* 0x9E37_79B9_7F4A_7C15
    key ^= UInt64(truncatingIfNeeded: segment.payloadLength) << 8
    return key ^ UInt64(segment.flags.rawValue)
  }
}
