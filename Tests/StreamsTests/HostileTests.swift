import Packets
import Streams
import TestSupport
import Testing

/// Counts, and checks that each direction is told in order.
private struct Auditor: StreamConsumer {
  private var next: [Int: [Int]] = [:]
  private(set) var begun = 0
  private(set) var ended = 0

  mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    #expect(next[slot] == nil)
    next[slot] = [0, 0]
    begun += 1
  }

  private mutating func advance(_ slot: Int, _ side: Side, _ range: Range<Int>) {
    #expect(next[slot]?[side.rawValue] == range.lowerBound)
    #expect(!range.isEmpty)
    next[slot]?[side.rawValue] = range.upperBound
  }

  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    advance(slot, data.side, data.offset..<(data.offset + bytes.byteCount + data.cut))
  }

  mutating func pass(_ slot: Int, _ gap: StreamGap) { advance(slot, gap.side, gap.range) }

  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    #expect(range.upperBound <= next[slot]?[side.rawValue] ?? 0)
  }

  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    #expect(next[slot] != nil)
  }

  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {
    #expect(next.removeValue(forKey: slot) != nil)
    ended += 1
  }
}

struct HostileTests {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func anySegmentsKeepTheBounds(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var limits = StreamLimits()
    limits.bytesPerDirection = 20_000
    limits.segmentsPerDirection = 50
    limits.bytesInAll = 50_000
    var reassembler = Reassembler(limits: limits, seed: seed)
    var auditor = Auditor()
    let bytes = [UInt8](repeating: 0x58, count: 2000)
    // Numbers lie near one another, near a few others, or anywhere.
    let centre = UInt32.random(in: 0 ... .max, using: &random)
    let spread: [UInt32] = [3000, 100_000, 70 << 20, 1 << 31, .max]
    func number() -> UInt32 {
      let width = spread[min(Int.random(in: 0...(Int(seed % 5) * 2), using: &random) / 2, 4)]
      return centre &+ UInt32.random(in: 0...width, using: &random) &- width / 2
    }
    func endpoint(_ number: Int) -> Endpoint {
      Endpoint(address: IPAddress(ipv4: UInt32(number % 2)), port: UInt16(number / 2))
    }
    let peers = seed % 2 == 0 ? 2 : 7
    var time: Int64 = 0
    for index in 0..<3000 {
      let count = Int.random(in: -1000...2000, using: &random)
      let captured = max(0, min(count, Int.random(in: 0...4000, using: &random)))
      let usual = Int.random(in: 0..<4, using: &random) > 0
      let segment = Segment(
        source: endpoint(Int.random(in: 0..<peers, using: &random)),
        destination: endpoint(Int.random(in: 0..<peers, using: &random)),
        sequence: number(), acknowledgement: number(),
        flags: usual ? .ack : TCPFlags(rawValue: .random(in: 0 ... .max, using: &random)),
        window: 0, payload: 0..<captured, payloadLength: max(0, count))
      time += Int64.random(in: -10_000_000...30_000_000, using: &random)
      reassembler.receive(
        segment, bytes.span.bytes,
        Frame(input: index % 3, number: index, time: Timestamp(nanoseconds: time)), into: &auditor)
      // One segment more, in pieces between those of its direction, is held until it is told.
      #expect(reassembler.statistics.mostHeld <= limits.bytesInAll + 2000 + 52 * 128)
    }
    reassembler.finish(into: &auditor)
    #expect(auditor.begun == auditor.ended)
    #expect(auditor.begun == reassembler.statistics.connections)
  }

  @Test func manySegmentsBackwardsTakeNoTime() {
    var reassembler = Reassembler()
    var auditor = Auditor()
    let clock = ContinuousClock()
    let duration = clock.measure {
      for index in 0..<100_000 {
        let packet = Packet.a(10_000_000 - index % 4000 * 2, "X")
        reassembler.receive(
          packet.segment, [0x58].span.bytes,
          Frame(input: 0, number: index, time: Timestamp(nanoseconds: 0)), into: &auditor)
      }
      reassembler.finish(into: &auditor)
    }
    #expect(duration < .seconds(20))
  }
}
