import Forge
import Packets
import Streams
import TestSupport
import Testing

/// Keeps account of one forged connection, by offsets as Forge counts them.
struct Ledger: StreamConsumer {
  struct Direction {
    /// Bytes told, filled and cut ones too.
    var seen = ByteIntervals()
    /// Gaps told as acknowledged, and never filled.
    var inferred: [Range<Int>] = []
    var unknown: [Range<Int>] = []
    /// The positions of gaps at which a FIN may stand.
    var maybeFin: Set<Int> = []
    /// Where the next event must begin.
    var next = 0
    /// What to add to an offset.
    var shift: Int?
    var bytes: [UInt8] = []
    var isFinished = false
  }

  let connection: ForgedConnection
  var client = Direction()
  var server = Direction()
  /// Whether an answer may come before its question, as that may never come.
  var allowsLoss = false
  private var firstIsClient = true

  init(_ connection: ForgedConnection) { self.connection = connection }

  subscript(peer: Peer) -> Direction {
    get { peer == .client ? client : server }
    set { if peer == .client { client = newValue } else { server = newValue } }
  }

  private func peer(_ side: Side) -> Peer { (side == .first) == firstIsClient ? .client : .server }

  mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    firstIsClient = start.first == connection.client
    #expect(start.number == 1)
  }

  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    let peer = peer(data.side)
    let first = connection.end(peer).initialSequence &+ 1
    let shift = Int(data.sequence &- first) - data.offset
    #expect(self[peer].shift ?? shift == shift)
    self[peer].shift = shift
    #expect(self[peer].next == data.offset)
    let count = bytes.byteCount + data.cut
    #expect(count > 0)
    self[peer].next += count
    let start = UInt64(data.offset + shift)
    self[peer].seen.insert(start..<(start + UInt64(count)))
    let told = bytes.withUnsafeBytes { Array($0) }
    let sent = connection.content(of: peer).slice(start..<(start + UInt64(told.count))).bytes
    if told != sent { Issue.record("other bytes at \(start)") }
    self[peer].bytes += told
    if !allowsLoss { #expect(data.acknowledging <= self[peer.other].next + 1) }
  }

  mutating func pass(_ slot: Int, _ gap: StreamGap) {
    let peer = peer(gap.side)
    #expect(self[peer].next == gap.range.lowerBound)
    #expect(!gap.range.isEmpty)
    self[peer].next = gap.range.upperBound
    if gap.isAcknowledged {
      self[peer].inferred.append(gap.range)
      if gap.mayEndInFin { self[peer].maybeFin.insert(gap.range.upperBound - 1) }
    } else {
      self[peer].unknown.append(gap.range)
    }
  }

  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    let peer = peer(side)
    let gaps = self[peer].inferred + self[peer].unknown
    #expect(range.allSatisfy { offset in gaps.contains { $0.contains(offset) } })
    self[peer].inferred = self[peer].inferred.flatMap { Self.cut($0, by: range) }
    self[peer].unknown = self[peer].unknown.flatMap { Self.cut($0, by: range) }
    let shift = self[peer].shift ?? 0
    self[peer].seen.insert(UInt64(range.lowerBound + shift)..<UInt64(range.upperBound + shift))
  }

  private static func cut(_ gap: Range<Int>, by range: Range<Int>) -> [Range<Int>] {
    let common = gap.clamped(to: range)
    if common.isEmpty { return [gap] }
    return [gap.lowerBound..<common.lowerBound, common.upperBound..<gap.upperBound]
      .filter { !$0.isEmpty }
  }

  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    self[peer(side)].isFinished = true
  }

  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {}

  /// The account of a capture of one connection.
  static func keep(_ capture: ForgedCapture, allowsLoss: Bool) -> Ledger {
    var ledger = Ledger(capture.connections[0])
    ledger.allowsLoss = allowsLoss
    var reassembler = Reassembler()
    for (index, packet) in capture.packets().enumerated() {
      guard let segment = packet.segment else { continue }
      let frame = Frame(input: 0, number: index + 1, time: packet.time)
      reassembler.receive(segment, packet.bytes.span.bytes, frame, into: &ledger)
    }
    reassembler.finish(into: &ledger)
    return ledger
  }
}
