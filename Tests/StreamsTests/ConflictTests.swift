import Streams
import TestSupport
import Testing

struct ConflictTests {
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var packets: [Packet]
    var conflicts: [String]
  }

  static let long = String(repeating: "0123456789", count: 10)

  static let rows: [Row] = [
    Row(
      testDescription: "the same again",
      packets: [.a(1001, long, ack: 5001), .a(1001, long, ack: 5001)], conflicts: []),
    Row(
      testDescription: "other bytes at the same place",
      packets: [
        .a(1001, long, ack: 5001), .a(1001, String(long.reversed()), ack: 5001),
      ], conflicts: ["a 0..<100"]),
    Row(
      testDescription: "a short segment",
      packets: [.a(1001, "abc", ack: 5001), .a(1001, "abd", ack: 5001)], conflicts: ["a 0..<3"]),
    Row(
      testDescription: "a keep-alive probe",
      packets: [.a(1001, "abc", ack: 5001), .a(1003, "x", ack: 5001)], conflicts: []),
    Row(
      testDescription: "another length is not compared",
      packets: [.a(1001, "abc", ack: 5001), .a(1001, "xy", ack: 5001)], conflicts: []),
    Row(
      testDescription: "cut bytes are not compared",
      packets: [.a(1001, "abc", ack: 5001), .a(1001, "xyz", ack: 5001, cut: 1)], conflicts: []),
    Row(
      testDescription: "early segments that overlap and agree",
      packets: [.a(1011, "abcdef", ack: 5001), .a(1014, "defghi", ack: 5001)], conflicts: []),
    Row(
      testDescription: "early segments that overlap and differ in one byte",
      packets: [.a(1011, "abcdef", ack: 5001), .a(1014, "deXghi", ack: 5001)],
      conflicts: ["a 13..<16"]),
    Row(
      testDescription: "a segment that fills the hole and disagrees with what is behind it",
      packets: [.a(1004, "def", ack: 5001), .a(1001, "abcX", ack: 5001)],
      conflicts: ["a 3..<4"]),
  ]

  @Test(arguments: rows)
  func noticesOtherBytes(_ row: Row) {
    #expect(Recorder.conflicts(Packet.handshake + row.packets) == row.conflicts)
  }

  @Test func comparesNothingWhenToldSo() {
    var limits = StreamLimits()
    limits.comparesRepeats = false
    let packets: [Packet] = [.a(1001, "abc", ack: 5001), .a(1001, "abd", ack: 5001)]
    #expect(Recorder.conflicts(Packet.handshake + packets, limits) == [])
  }

  @Test func remembersTheLastSegmentsOnly() {
    let many = (0..<70).map { Packet.a(1001 + $0 * 2, "ab", ack: 5001) }
    let late = [Packet.a(1001, "xy", ack: 5001), .a(1001 + 69 * 2, "xy", ack: 5001)]
    #expect(Recorder.conflicts(Packet.handshake + many + late) == ["a 138..<140"])
  }
}
