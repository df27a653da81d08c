import Packets

/// A segment on its way.
///
/// Positions count a stream with its SYN as 0, its first byte as 1, and its FIN after the last byte; they never wrap.
struct TravellingSegment {
  var sender: Peer
  /// The time of sending, then of arrival, then of capture, in nanoseconds since the capture began.
  var time: Int64 = 0
  /// What it occupies of the sequence space.
  var positions: Range<UInt64>
  var flags: TCPFlags
  /// The position of the other end that it acknowledges up to.
  var acknowledged: UInt64
  /// What came out of order beyond `acknowledged`, at most three intervals.
  var selective: [Range<UInt64>] = []
  var window: UInt16
  var identification: UInt16
  var timestamp: UInt32
  var echo: UInt32
  var isHidden: Bool
  var isLost = false
  var isDuplicated = false
  var recordedLate = 0
  var cut: Int?
  var hasWrongChecksum = false
  /// A keep-alive probe: it asks for an acknowledgement.
  var isProbe = false

  /// The stream offsets of its data, counted from the first byte.
  var data: Range<UInt64> {
    let start = max(positions.lowerBound, 1)
    let end = positions.upperBound - (flags.contains(.fin) ? 1 : 0)
    return start - 1..<max(start, end) - 1
  }
}
