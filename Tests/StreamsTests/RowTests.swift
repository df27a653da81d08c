import Forge
import Packets
import Streams
import TestSupport
import Testing

/// Packets that are taken together are told as they are one by one.
struct RowTests {
  /// Several connections at once, one of them between the ends of another that is over, with losses,
  /// packets that came late, again or cut, and times that go back.
  private static func packets(_ seed: UInt64) -> [ForgedPacket] {
    var random = SeededGenerator(seed: seed)
    let connections = (0..<4).map { number in
      func end(_ last: UInt32, _ port: UInt16) -> Endpoint {
        let address =
          seed % 5 == 4
          ? IPAddress(high: 0x2001_0DB8_0000_0000, low: UInt64(last))
          : IPAddress(ipv4: 0x0A00_0000 + last)
        return Endpoint(address: address, port: port)
      }
      var connection = ForgedConnection(
        client: end(1, UInt16(1000 + number % 3)), server: end(2, 80),
        start: number == 3 ? .seconds(8) : .milliseconds(number),
        events: [
          .send(.client, .pattern(seed: 1, 0..<UInt64.random(in: 1...3000, using: &random))),
          .send(.server, .pattern(seed: 2, 0..<UInt64.random(in: 1...40_000, using: &random))),
          .settle, .finish(.server), .finish(.client),
        ])
      connection.hasTimestamps = Bool.random(using: &random)
      connection.clientEnd.window = seed % 6 == 5 ? 16 : 0xFFFF
      connection.clientEnd.initialSequence = .random(in: 0 ... .max, using: &random)
      for peer in Peer.allCases {
        connection.faults += [
          FaultRule(.missed, of: peer, .randomPackets(0.03, seed: seed)),
          FaultRule(.lost(seen: seed % 2 == 0), of: peer, .randomData(0.02, seed: seed &+ 4)),
          FaultRule(
            .repeated(shift: Int(seed % 3) * 100, after: 1 + Int(seed % 7)), of: peer,
            .randomData(0.03, seed: seed &+ 5)),
          FaultRule(.recordedLate(places: 2), of: peer, .randomData(0.03, seed: seed &+ 1)),
          FaultRule(.duplicated, of: peer, .randomData(0.03, seed: seed &+ 2)),
          FaultRule(
            .cut(to: Int.random(in: 54...200, using: &random)), of: peer,
            .randomData(0.3, seed: seed &+ 3)),
        ]
      }
      return connection
    }
    var packets = ForgedCapture(connections: connections).packets()
    // What is sent again differs here and there.
    for index in packets.indices where packets[index].bytes.count > 66 {
      if Int.random(in: 0..<20, using: &random) == 0 {
        packets[index].bytes[packets[index].bytes.count - 1] ^= 1
      }
    }
    return packets
  }

  /// Those that are reached, and those that are not.
  private static func limits(_ seed: UInt64) -> StreamLimits {
    var limits = StreamLimits()
    switch seed % 7 {
    case 1: limits.packetsToWait = 5
    case 2: limits.segmentsPerDirection = 3
    case 3: limits.bytesInAll = 6000
    case 4: limits.timeToWait = 1_000_000
    default: break
    }
    return limits
  }

  private static func placed(_ packets: [ForgedPacket]) -> (rows: [[PlacedPacket]], [UInt8]) {
    var rows: [[PlacedPacket]] = []
    var block: [UInt8] = []
    for (index, packet) in packets.enumerated() {
      let record = PacketRecord(
        number: index + 1, time: packet.time, linkType: .ethernet,
        capturedLength: packet.bytes.count, wireLength: packet.length)
      // Sixteen octets stand between packets, as in a file.
      block += [UInt8](repeating: 0x45, count: 16)
      let place = PlacedPacket(record, at: block.count)
      block += packet.bytes
      if let last = rows.last?.last, last.record.time <= record.time, index % 50 > 0 {
        rows[rows.count - 1].append(place)
      } else {
        rows.append([place])
      }
    }
    return (rows, block)
  }

  private static func segment(_ packet: ForgedPacket, _ decoder: inout PacketDecoder) -> Segment? {
    decoder.decode(
      packet.bytes.span.bytes, linkType: .ethernet, wireLength: packet.length, time: packet.time)
  }

  @Test(arguments: 0..<40 as Range<UInt64>, [nil, FlowShare(0, of: 2), FlowShare(1, of: 2)])
  func tellsWhatPacketsOneByOneTell(seed: UInt64, share: FlowShare?) {
    let packets = Self.packets(seed)
    var decoder = PacketDecoder()
    let limits = Self.limits(seed)
    var one = (reassembler: Reassembler(limits: limits, share: share), recorder: Recorder())
    for (index, packet) in packets.enumerated() {
      guard let segment = Self.segment(packet, &decoder) else { continue }
      let frame = Frame(input: 0, number: index + 1, time: packet.time)
      one.reassembler.receive(segment, packet.bytes.span.bytes, frame, into: &one.recorder)
    }
    one.reassembler.finish(into: &one.recorder)

    let (rows, block) = Self.placed(packets)
    var other = (reassembler: Reassembler(limits: limits, share: share), recorder: Recorder())
    var together = 0
    for row in rows {
      var next = 0
      while next < row.count {
        let end = other.reassembler.receivePlain(
          row.span, from: next, block.span.bytes, input: 0, into: &other.recorder)
        together += end - next
        next = end
        guard next < row.count else { break }
        let packet = packets[row[next].record.number - 1]
        if let segment = Self.segment(packet, &decoder) {
          let frame = Frame(input: 0, number: row[next].record.number, time: packet.time)
          other.reassembler.receive(
            segment, packet.bytes.span.bytes, frame, into: &other.recorder)
        }
        next += 1
      }
    }
    other.reassembler.finish(into: &other.recorder)
    #expect(other.recorder.lines == one.recorder.lines)
    #expect(other.recorder.conflicts == one.recorder.conflicts)
    #expect(other.recorder.shownBy == one.recorder.shownBy)
    #expect("\(other.reassembler.statistics)" == "\(one.reassembler.statistics)")
    // Of IPv6 none goes the straight way.
    #expect((together > 0) == (seed % 5 != 4))
  }

  /// What is not of Ethernet, is cut within its headers, lies outside the block or follows a loss that
  /// the capture tells of is not taken.
  @Test func takesOnlyWhatIsPlain() throws {
    let packets = Self.packets(0)
    let (rows, block) = Self.placed(packets)
    var reassembler = Reassembler()
    var recorder = Recorder()
    var plain: PlacedPacket?
    for place in rows.joined() where plain == nil {
      let copy = reassembler
      let row = [place]
      let taken = reassembler.receivePlain(
        row.span, from: 0, block.span.bytes, input: 0, into: &recorder)
      let packet = packets[place.record.number - 1]
      if taken == 1 {
        plain = place
        reassembler = copy
      } else if let segment = packet.segment {
        let frame = Frame(input: 0, number: place.record.number, time: packet.time)
        reassembler.receive(segment, packet.bytes.span.bytes, frame, into: &recorder)
      }
    }
    let packet = try #require(plain)
    let changes: [(inout PlacedPacket) -> Void] = [
      { _ in }, { $0.record.linkType = .raw }, { $0.record.capturedLength = 53 },
      { $0.record.droppedBefore = 1 }, { $0.start = block.count }, { $0.start = -1 },
      { $0.start += 1 },
    ]
    let taken = changes.map { change in
      var (changed, reassembler) = (packet, reassembler)
      change(&changed)
      let row = [changed]
      return reassembler.receivePlain(
        row.span, from: 0, block.span.bytes, input: 0, into: &recorder)
    }
    #expect(taken == [1, 0, 0, 0, 0, 0, 0])
  }
}
