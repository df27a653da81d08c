import Forge
import Packets
import Testing

struct HandshakeTests {
  @Test func opensInThreeSteps() throws {
    var connection = Wire.connection()
    connection.clientEnd.initialSequence = 7
    connection.serverEnd.initialSequence = 0xFFFF_FFFF
    let segments = ForgedCapture(connections: [connection]).packets().compactMap(\.segment)
    #expect(segments[0].flags == .syn)
    #expect(segments[0].sequence == 7)
    #expect(segments[1].flags == [.syn, .ack])
    #expect(segments[1].sequence == 0xFFFF_FFFF)
    #expect(segments[1].acknowledgement == 8)
    #expect(segments[2].flags == .ack)
    #expect(segments[2].sequence == 8)
    #expect(segments[2].acknowledgement == 0)
  }

  @Test func opensFromBothEnds() {
    var connection = Wire.connection()
    connection.opening = .simultaneous
    let capture = ForgedCapture(connections: [connection])
    let flags = capture.packets().prefix(4).compactMap(\.segment?.flags)
    #expect(flags == [.syn, .syn, [.syn, .ack], [.syn, .ack]])
    #expect(
      capture.truth()[0].fromServer.received.ranges == [0..<capture.truth()[0].fromServer.sent])
  }

  @Test func mayHaveBegunLongAgo() {
    var connection = Wire.connection()
    connection.opening = .midstream
    let segments = ForgedCapture(connections: [connection]).packets().compactMap(\.segment)
    #expect(!segments.contains { $0.flags.contains(.syn) })
    #expect(segments[0].sequence == connection.clientEnd.initialSequence + 1)
    #expect(segments[0].flags == [.psh, .ack])
  }

  @Test(arguments: [Peer.client, .server])
  func closesFromEitherEnd(_ peer: Peer) throws {
    let connection = ForgedConnection(
      client: Wire.client, server: Wire.server, exchanges: [Wire.resource.exchange()],
      closing: .finish(by: peer))
    let packets = ForgedCapture(connections: [connection]).packets()
    let finishes = packets.filter { $0.segment?.flags.contains(.fin) ?? false }
    #expect(finishes.map(\.sender) == [peer, peer.other])
    let (first, last) = (try #require(finishes[0].segment), try #require(packets.last?.segment))
    #expect(last.sequence == first.sequence + 1)
    #expect(last.flags == .ack)
  }

  @Test func aResetEndsIt() {
    let connection = ForgedConnection(
      client: Wire.client, server: Wire.server,
      events: [
        .send(.client, "GET"), .start(.server, .pattern(seed: 1, 0..<500_000)),
        .until(.client, received: 10_000), .reset(.client),
      ])
    let capture = ForgedCapture(connections: [connection])
    let truth = capture.truth()[0].fromServer
    #expect(truth.sent < 500_000)
    #expect(truth.received.count >= 10_000)
    // What was under way is captured and not received.
    #expect(truth.captured.count > truth.received.count)
    #expect(capture.packets().contains { $0.segment?.flags == [.rst, .ack] })
  }

  @Test func probesOneByteBack() throws {
    let connection = ForgedConnection(
      client: Wire.client, server: Wire.server,
      events: [.send(.client, "abc"), .settle, .pause(.seconds(45)), .keepAlive(.client)])
    let packets = ForgedCapture(connections: [connection]).packets()
    let probe = try #require(packets.dropLast().last)
    #expect(probe.sender == .client)
    #expect(probe.segment?.sequence == connection.clientEnd.initialSequence + 3)
    #expect(probe.segment?.payloadLength == 0)
    #expect(packets.last?.segment?.acknowledgement == connection.clientEnd.initialSequence + 4)
  }
}
