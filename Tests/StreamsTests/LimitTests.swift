import Packets
import Streams
import Testing

struct LimitTests {
  /// A hole of one byte, then so many segments of ten bytes.
  private func packets(_ count: Int, port: UInt16 = 1000) -> [Packet] {
    let ahead = (0..<count).map { Packet.a(1002 + $0 * 10, "0123456789", ack: 5001) }
    return (Packet.handshake + ahead).map { $0.with(\.port, port) }
  }

  @Test func bytesOfADirection() {
    var limits = StreamLimits()
    limits.bytesPerDirection = 10 * (10 + 128)
    let moments = Recorder.moments(packets(11), limits)
    #expect(moments["a unknown 0..<1"] == 3 + 11)
    #expect(moments["a 101 0123456789"] == 3 + 11)
    let (_, statistics) = Recorder.record(packets(11), limits)
    #expect(statistics.directionLimitReached == 1)
    #expect(statistics.totalLimitReached == 0)
    #expect(statistics.mostHeld == 11 * (10 + 128))
    #expect(Recorder.record(packets(10), limits).statistics.directionLimitReached == 0)
  }

  @Test func segmentsOfADirection() {
    var limits = StreamLimits()
    limits.segmentsPerDirection = 5
    #expect(Recorder.moments(packets(6), limits)["a unknown 0..<1"] == 3 + 6)
    #expect(Recorder.record(packets(6), limits).statistics.directionLimitReached == 1)
    #expect(Recorder.moments(packets(5), limits)["a unknown 0..<1"] == nil)
  }

  @Test func bytesInAll() {
    var limits = StreamLimits()
    limits.bytesInAll = 10 * (10 + 128)
    let all = packets(6) + packets(4, port: 1001) + packets(1, port: 1002)
    let (_, statistics) = Recorder.record(all, limits)
    #expect(statistics.directionLimitReached == 0)
    #expect(statistics.totalLimitReached == 1)
    #expect(statistics.mostHeld == 11 * (10 + 128))
    #expect(Recorder.record(Array(all.dropLast()), limits).statistics.totalLimitReached == 0)
  }

  @Test func whatIsAcknowledgedIsAGapWhenABoundEndsTheWait() {
    var limits = StreamLimits()
    limits.segmentsPerDirection = 1
    let packets: [Packet] =
      Packet.handshake + [.a(1005, "E", ack: 5001), .b(5001, ack: 1003), .a(1006, "F", ack: 5001)]
    #expect(
      Recorder.record(packets, limits).text
        == "begin 0 a; a gap 0..<2; a unknown 2..<4; a 4 E; a 5 F; end captureEnded")
  }

  @Test func aBoundEndsTheWaitForTheOtherDirectionToo() {
    var limits = StreamLimits()
    limits.segmentsPerDirection = 1
    let packets: [Packet] =
      Packet.handshake + [.b(5001, "OK", ack: 1004), .b(5003, "!", ack: 1004), .a(1001, "GET")]
    let (text, statistics) = Recorder.record(packets, limits)
    #expect(text == "begin 0 a; b 0 OK; a 0 GET; b 2 !; end captureEnded")
    #expect(statistics.directionLimitReached == 1)
  }
}
