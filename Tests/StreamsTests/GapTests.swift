import Packets
import Streams
import Testing

struct GapTests {
  /// `a` sends ABC, then JKL; what stands between is not in the capture, and acknowledged by the
  /// packet of this number, from 1.
  private static let hole: [Packet] =
    Packet.handshake + [
      .a(1001, "ABC", ack: 5001), .a(1010, "JKL", ack: 5001), .b(5001, ack: 1013),
    ]
  private static let acknowledged = hole.count
  private static let nothing = Packet.b(5001, ack: 1004)

  @Test func waitsFor64FurtherPackets() {
    let moments = Recorder.moments(Self.hole + Self.nothing * 64)
    #expect(moments["a gap 3..<9"] == Self.acknowledged + 64)
    #expect(moments["a 9 JKL"] == Self.acknowledged + 64)
    #expect(Recorder.moments(Self.hole + Self.nothing * 63)["a gap 3..<9"] == nil)
  }

  @Test(arguments: [(999, false), (1000, true), (5000, true)])
  func waitsForASecond(milliseconds: Int, isPassed: Bool) {
    let moments = Recorder.moments(Self.hole + [Self.nothing.with(\.wait, milliseconds)])
    #expect(moments["a gap 3..<9"] == (isPassed ? Self.acknowledged + 1 : nil))
  }

  @Test func waitsFromTheAcknowledgementOn() {
    let packets = Array(Self.hole.dropLast()) + Self.nothing * 100 + [.b(5001, ack: 1013)]
    #expect(Recorder.moments(packets + Self.nothing * 63)["a gap 3..<9"] == nil)
    #expect(
      Recorder.moments(packets + Self.nothing * 64)["a gap 3..<9"] == packets.count + 64)
  }

  @Test func eachPartWaitsFromItsOwnAcknowledgementOn() {
    let packets: [Packet] = Self.hole.dropLast() + [.b(5001, ack: 1006)]
    let more = Self.nothing * 9 + [.b(5001, ack: 1013)] + Self.nothing * 64
    let moments = Recorder.moments(packets + more)
    #expect(moments["a gap 3..<5"] == packets.count + 64)
    #expect(moments["a gap 5..<9"] == packets.count + 74)
  }

  @Test func aTailWaitsAsLong() {
    let packets = Packet.handshake + [.a(1001, "ABC", ack: 5001), .b(5001, ack: 1010)]
    let moments = Recorder.moments(packets + Self.nothing * 64)
    #expect(moments["a gap 3..<9 or fin"] == packets.count + 64)
  }

  @Test func isShownByTheFirstPacketBehindIt() {
    #expect(Recorder.shownBy(Self.hole + Self.nothing * 64) == [5])
    // Behind a tail nothing came.
    let tail = Packet.handshake + [.a(1001, "ABC", ack: 5001), .b(5001, ack: 1010)]
    #expect(Recorder.shownBy(tail + Self.nothing * 64) == [tail.count + 64])
  }

  @Test func isNoGapUntilItIsAcknowledged() {
    let packets = Self.hole.dropLast() + Self.nothing * 1000
    #expect(
      Recorder.record(Array(packets)).text
        == "begin 0 a; a 0 ABC; a unknown 3..<9; a 9 JKL; end captureEnded")
  }

  @Test func isNoGapWhenTheBytesComeInTime() {
    let packets = Self.hole + Self.nothing * 63 + [.a(1004, "DEFGHI", ack: 5001)]
    #expect(
      Recorder.record(packets).text == "begin 0 a; a 0 ABC; a 3 DEFGHI; a 9 JKL; end captureEnded")
  }

  @Test func recordedBehindItsAcknowledgement() {
    let packets: [Packet] =
      Packet.handshake + [.a(1001, "ABC"), .b(5001, ack: 1007), .a(1004, "DEF")]
    #expect(Recorder.record(packets).text == "begin 0 a; a 0 ABC; a 3 DEF; end captureEnded")
  }

  static let late: [StreamRow] = [
    StreamRow("all of it", [.a(1004, "DEFGHI")], "a fill 3..<9"),
    StreamRow("twice", [.a(1004, "DEFGHI"), .a(1004, "DEFGHI")], "a fill 3..<9"),
    StreamRow(
      "with more on both sides", [.a(1001, "ABCDEFGHIJKLMN")], "a fill 3..<9; a 12 MN rest"),
    StreamRow(
      "in parts", [.a(1006, "FG"), .a(1004, "DEFGH"), .a(1001, "ABCDEFGHI")],
      "a fill 5..<7; a fill 3..<5; a fill 7..<8; a fill 8..<9"),
    StreamRow("cut by the snaplen", [.a(1004, "DEFGHI", cut: 6)], "a fill 3..<9"),
    StreamRow("after a FIN", [.a(1013, .fin), .a(1004, "DEF")], "a fin; a fill 3..<6"),
    StreamRow("the byte of a keep-alive probe is none", [.a(1012, "\0")], ""),
  ]

  @Test(arguments: late)
  func bytesThatComeLateFillIt(_ row: StreamRow) {
    let packets = Self.hole + Self.nothing * 64 + row.packets.dropFirst(3)
    let told = row.told.dropFirst("begin 0 a; ".count)
    #expect(
      Recorder.record(Array(packets)).text
        == "begin 0 a; a 0 ABC; a gap 3..<9; a 9 JKL; " + (told.isEmpty ? "" : told + "; ")
        + "end captureEnded")
  }

  @Test func aFinThatWasPassedOverEndsTheDirection() {
    let packets: [Packet] =
      Packet.handshake + [.a(1001, "ABC", ack: 5001), .b(5001, ack: 1008)] + Self.nothing * 64
      + [.a(1007, ack: 5001, .fin), .a(1004, "DEF")]
    #expect(
      Recorder.record(packets).text
        == "begin 0 a; a 0 ABC; a gap 3..<7 or fin; a fin; a fill 3..<6; end captureEnded")
  }

  @Test func withoutTheOtherEndHolesAreNotKnownToBeGaps() {
    let packets: [Packet] = [.a(1001, "ABC"), .a(1010, "JKL")]
    #expect(
      Recorder.moments(packets + Packet.a(1013) * 64)["a unknown 3..<9"] == packets.count + 64)
    #expect(Recorder.moments(packets + Packet.a(1013) * 63)["a unknown 3..<9"] == nil)
  }

  static let far: [StreamRow] = [
    StreamRow("one segment", [.a(1001 + jump, "?"), .a(1004, "DEF")], "a 3 DEF; "),
    StreamRow("one acknowledgement", [.b(5001, ack: 1001 + jump), .a(1004, "DEF")], "a 3 DEF; "),
    StreamRow(
      "segments far from one another", [.a(1001 + jump, "?"), .a(1001 + 2 * jump, "?")], ""),
    StreamRow(
      "a segment, and another near it",
      [
        .a(1001 + jump, "W", ack: 5001), .a(1002 + jump, "X", ack: 5001),
        .b(5001, ack: 1003 + jump),
      ],
      "a gap 3..<\(jump + 1); a \(jump + 1) X; "),
    StreamRow(
      "a segment, and its acknowledgement", [.a(1001 + jump, "W"), .b(5001, ack: 1002 + jump)],
      "a gap 3..<\(jump + 1) or fin; "),
    StreamRow(
      "not so far", [.a(1001 + jump / 2, "X")], "a unknown 3..<\(jump / 2); a \(jump / 2) X; "),
  ]
  private static let jump = 100 << 20

  @Test(arguments: far)
  func aNumberFarAwayIsBelievedTheSecondTime(_ row: StreamRow) {
    let packets = Packet.handshake + [.a(1001, "ABC", ack: 5001)] + row.packets.dropFirst(3)
    let told = row.told.dropFirst("begin 0 a; ".count)
    #expect(Recorder.record(packets).text == "begin 0 a; a 0 ABC; " + told + "end captureEnded")
  }
}
