import Packets
import Streams
import TestSupport
import Testing

struct EvictionTests {
  private func connection(_ port: UInt16, wait: Int = 1) -> [Packet] {
    (Packet.handshake + [.a(1001, "one", ack: 5001)]).map {
      $0.with(\.port, port).with(\.wait, wait)
    }
  }

  @Test func tooManyOpenConnectionsLetTheOneIdleLongestGo() {
    var limits = StreamLimits()
    limits.connections = 2
    let packets = connection(1000) + connection(1001) + connection(1002)
    let (text, statistics) = Recorder.record(packets, limits)
    #expect(
      text == """
        begin 0 a; a 0 one; begin 1 a; a 0 one; end evicted; begin 2 a; a 0 one; \
        end captureEnded; end captureEnded
        """)
    #expect(statistics.connectionLimitReached == 1)
    #expect(statistics.idleConnectionsLetGo == 0)
  }

  @Test func whatWasLetGoGoesOnInMidstreamUnderItsNumber() {
    var limits = StreamLimits()
    limits.connections = 1
    let more = Packet.a(1004, "two", ack: 5001).with(\.port, 1000)
    let (text, _) = Recorder.record(connection(1000) + connection(1001) + [more], limits)
    #expect(
      text == """
        begin 0 a; a 0 one; end evicted; begin 1 a; a 0 one; end evicted; begin 0 a; a 0 two; \
        end captureEnded
        """)
  }

  @Test func anAcknowledgementAloneDoesNotBringItBack() {
    var limits = StreamLimits()
    limits.connections = 1
    let late = Packet.a(1004, ack: 5001, []).with(\.port, 1000)
    let (_, statistics) = Recorder.record(connection(1000) + connection(1001) + [late], limits)
    #expect(statistics.connections == 2)
    #expect(statistics.packetsAfterEnd == 1)
  }

  @Test(arguments: [(0, 1), (5, 0)])
  func idleConnectionsGoWhenThereAreMany(_ kept: Int, _ letGo: Int) {
    var limits = StreamLimits()
    limits.idleConnections = kept
    limits.timeToIdle = 10_000_000_000
    let packets = connection(1000) + connection(1001, wait: 4_000)
    let (_, statistics) = Recorder.record(packets, limits)
    #expect(statistics.idleConnectionsLetGo == 0)
    let later = connection(1002, wait: 11_000)
    #expect(Recorder.record(packets + later, limits).statistics.idleConnectionsLetGo == letGo)
  }

  @Test func endsThatAreForgottenCostNoMoreThanTheirBound() {
    var limits = StreamLimits()
    limits.connections = 3
    limits.endpointsKept = 10
    let packets = (0..<200).flatMap { connection(UInt16(1000 + $0)) }
    let (_, statistics) = Recorder.record(packets, limits)
    #expect(statistics.connections == 200)
    #expect(statistics.connectionLimitReached == 197)
    #expect(statistics.endpointLimitReached > 10)
  }

  /// What comes to a connection that is done and quiet for so long comes too late, whether or not
  /// another that began made room meanwhile.
  @Test(arguments: [nil, 2_000, 4_999, 5_000], [(4_999, true), (5_000, false)])
  func aConnectionThatIsDoneIsKeptForSoLong(_ other: Int?, _ late: (wait: Int, comes: Bool)) {
    let reset = Packet.b(5001, ack: 1004, .rst).with(\.port, 1000)
    let between = min(other ?? 0, late.wait)
    let begin = Packet.a(1000, .syn).with(\.port, 1001).with(\.wait, between)
    let more = Packet.a(1004, "two", ack: 5001).with(\.port, 1000)
      .with(\.wait, late.wait - between)
    let (text, statistics) = Recorder.record(
      connection(1000) + [reset] + (other == nil ? [] : [begin]) + [more])
    #expect(text.contains("a 3 two") == late.comes)
    #expect(statistics.packetsAfterEnd == (late.comes ? 0 : 1))
  }

  @Test func oneTimeFarAheadLetsNothingGo() {
    let ahead = connection(1001, wait: 0).prefix(1).map { $0.with(\.wait, 50_000_000) }
    let reset = Packet.b(5001, ack: 1004, .rst).with(\.port, 1000)
    let more = Packet.a(1004, "two", ack: 5001).with(\.port, 1000).with(\.wait, -49_999_999)
    let (text, _) = Recorder.record(connection(1000) + [reset] + ahead + [more])
    #expect(text.contains("a 3 two"))
  }
}
