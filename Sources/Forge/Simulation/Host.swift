/// One end of a simulated connection: what it has to send, and what it has got.
struct Host {
  let peer: Peer
  var end: ForgedConnection.End

  // What it sends, by position: 0 is its SYN, 1 its first byte.
  /// Whether it may send its SYN.
  var isOpening = false
  /// The first position that the other end has not acknowledged.
  var unacknowledged: UInt64 = 0
  /// The first position never sent.
  var next: UInt64 = 0
  /// The position after the last byte that its application has written.
  var queued: UInt64 = 1
  var isFinishing = false
  var duplicateAcknowledgements = 0
  /// While it recovers from a loss: what was sent when it noticed.
  var recovery: UInt64?
  var timeouts = 0
  var timerGeneration: UInt32 = 0
  var sendsAgainAt: Int64 = 0
  var isPumpScheduled = false

  // What it receives, by the other end's positions.
  /// The first position that has not arrived.
  var expected: UInt64 = 0
  /// What has arrived beyond it.
  var early = ByteIntervals()
  /// Segments with data not yet acknowledged.
  var unanswered = 0
  var acknowledgementGeneration: UInt32 = 0
  var echo: UInt32 = 0

  // The way out.
  var identification: UInt16 = 0
  var packetsSent = 0
  var dataSegmentsSent = 0
  var lastDeparture = Int64.min
  var isClosed = false

  init(peer: Peer, end: ForgedConnection.End) {
    self.peer = peer
    self.end = end
    identification = peer == .client ? 0x1000 : 0x8000
  }

  /// The position after the last thing that it has to send.
  var limit: UInt64 { queued + (isFinishing ? 1 : 0) }
  /// Whether both SYNs are known to have arrived.
  var isEstablished: Bool { unacknowledged > 0 && expected > 0 }
  /// Whether all that it has to send is acknowledged, and all that it got.
  var isSettled: Bool { isClosed || (unacknowledged == limit && unanswered == 0) }

  /// Whether there is something new that it may send now.
  func hasNew(flight: UInt64) -> Bool {
    if isClosed { return false }
    if next == 0 { return isOpening }
    return isEstablished && next < limit && next - unacknowledged < flight
  }

  /// The segment that begins at `position`: as large as allowed, with what the end has to send.
  func segment(at position: UInt64) -> Range<UInt64> {
    if position == 0 { return 0..<1 }
    let end = min(position + UInt64(self.end.segmentSize), queued)
    return position..<(end == queued ? limit : end)
  }

  /// Takes in what the other end sent; true when it must be acknowledged at once.
  mutating func take(_ positions: Range<UInt64>) -> Bool {
    if positions.upperBound <= expected { return true }
    if positions.lowerBound > expected {
      early.insert(positions)
      return true
    }
    let fillsHole = !early.ranges.isEmpty
    expected = positions.upperBound
    while let run = early.ranges.first, run.lowerBound <= expected {
      expected = max(expected, run.upperBound)
      early.removeFirst()
    }
    unanswered += 1
    return fillsHole
  }
}
