import Packets
import Streams
import Testing

/// A conversation and what is told of it.
struct StreamRow: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var packets: [Packet]
  var told: String

  /// A conversation behind a handshake, which is told of by `begin 0 a`.
  init(_ name: String, _ packets: [Packet], _ told: String) {
    self.init(bare: name, Packet.handshake + packets, "begin 0 a; " + told)
  }

  init(bare name: String, _ packets: [Packet], _ told: String) {
    testDescription = name
    self.packets = packets
    self.told = told
  }
}

struct OrderTests {
  static let rows: [StreamRow] = [
    StreamRow(
      "in order", [.a(1001, "GET", ack: 5001), .b(5001, "OK", ack: 1004), .a(1004, ack: 5003)],
      "a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      "reordered", [.a(1004, "DEF"), .a(1007, "GHI"), .a(1001, "ABC")],
      "a 0 ABC; a 3 DEF; a 6 GHI; end captureEnded"),
    StreamRow(
      "retransmitted", [.a(1001, "ABC"), .a(1001, "ABC"), .a(1004, "DEF")],
      "a 0 ABC; a 3 DEF; end captureEnded"),
    StreamRow(
      "the first copy wins", [.a(1001, "ABC"), .a(1001, "xyzDE")],
      "a 0 ABC; a 3 DE rest; end captureEnded"),
    StreamRow(
      "the first copy wins while it is held", [.a(1004, "DEF"), .a(1001, "ABCxyz")],
      "a 0 ABC; a 3 DEF; end captureEnded"),
    StreamRow(
      "the later copy lies around the first",
      [.a(1004, "DEF"), .a(1002, "BCxyzGH"), .a(1001, "A")],
      "a 0 A; a 1 BC; a 3 DEF; a 6 GH rest; end captureEnded"),
    StreamRow(
      "the later copy lies around two",
      [.a(1003, "C"), .a(1005, "E"), .a(1002, "BxDxF"), .a(1001, "A")],
      "a 0 A; a 1 B; a 2 C; a 3 D rest; a 4 E; a 5 F rest; end captureEnded"),
    StreamRow(
      "the later copy begins in the first", [.a(1002, "BC"), .a(1003, "xD"), .a(1001, "A")],
      "a 0 A; a 1 BC; a 3 D rest; end captureEnded"),
    StreamRow(
      bare: "numbers that wrap",
      [
        .a(0xFFFF_FFFD, .syn), .b(0xFFFF_FFFF, ack: 0xFFFF_FFFE, .syn),
        .a(0xFFFF_FFFE, ack: 0), .a(1, "DEF", ack: 0), .a(0xFFFF_FFFE, "ABC", ack: 0),
        .b(0, "OK", ack: 4), .a(4, "G", ack: 2),
      ], "begin 0 a; a 0 ABC; a 3 DEF; b 0 OK; a 6 G; end captureEnded"),
    StreamRow(
      bare: "a connection opened by both",
      [
        .a(1000, .syn), .b(5000, .syn), .a(1000, ack: 5001, .syn), .b(5000, ack: 1001, .syn),
        .a(1001, "ABC", ack: 5001),
      ], "begin 0 a; a 0 ABC; end captureEnded"),
    StreamRow(
      bare: "no SYN", [.b(5001, "OK", ack: 1004), .a(1004, "GET", ack: 5003)],
      "begin 0 b; b 0 OK; a 0 GET; end captureEnded"),
    StreamRow(
      bare: "what lies before the first packet is left out",
      [.a(1004, "DEF"), .a(1001, "ABC"), .a(1007, "GHI")],
      "begin 0 a; a 0 DEF; a 3 GHI; end captureEnded"),
    StreamRow(
      bare: "SYN with data", [.a(1000, "GET", .syn), .b(5000, ack: 1004, .syn), .b(5001, "OK")],
      "begin 0 a; a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      bare: "SYN whose data were not taken",
      [.a(1000, "GET", .syn), .b(5000, ack: 1001, .syn), .a(1001, "GET", ack: 5001)],
      "begin 0 a; a 0 GET; end captureEnded"),
    StreamRow(
      bare: "SYN of the server not captured",
      [
        .a(1000, .syn), .a(1001, "GET", ack: 5001), .a(1004, ack: 5003),
        .b(5003, "OK", ack: 1004), .a(1004, ack: 5005),
      ], "begin 0 a; a 0 GET; b gap 0..<2; b 2 OK; end captureEnded"),
    StreamRow(
      bare: "SYN of the client not captured",
      [.b(5000, ack: 1001, .syn), .a(1004, "DEF", ack: 5001), .b(5001, ack: 1007)],
      "begin 0 b; a gap 0..<3; a 3 DEF; end captureEnded"),
    StreamRow(
      "keep-alive probes without a byte and with one",
      [
        .a(1001, "ABC", ack: 5001), .b(5001, ack: 1004), .a(1003, ack: 5001), .b(5001, ack: 1004),
        .a(1003, "\0", ack: 5001), .b(5001, ack: 1004), .a(1004, "DEF", ack: 5001),
      ], "a 0 ABC; a 3 DEF; end captureEnded"),
    StreamRow(
      "keep-alive probes before anything", [.a(1000, ack: 5001), .a(1000, "\0"), .a(1001, "ABC")],
      "a 0 ABC; end captureEnded"),
    StreamRow(
      bare: "a capture that begins with a keep-alive probe",
      [
        .a(1000, ack: 5001), .b(5001, ack: 1001), .a(1001, "GET", ack: 5001),
        .b(5001, "OK", ack: 1004),
      ], "begin 0 a; a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      "cut by the snaplen", [.a(1001, "ABCDEF", cut: 4), .a(1007, "GHI"), .a(1010, "JKL", cut: 3)],
      "a 0 AB+4; a 6 GHI; a 9 +3; end captureEnded"),
    StreamRow(
      "cut by the snaplen and early",
      [.a(1003, "CDEFGH", cut: 4), .a(1001, "ABx", cut: 1), .a(1004, "xxxxxI")],
      "a 0 AB; a 2 CD+4; a 8 I rest; end captureEnded"),
  ]

  @Test(arguments: rows)
  func tellsBytesInOrder(_ row: StreamRow) {
    #expect(Recorder.record(row.packets).text == row.told)
  }

  static let causality: [StreamRow] = [
    StreamRow(
      "the capture has the answer first",
      [.b(5001, "OK", ack: 1004), .a(1001, "GET", ack: 5001), .a(1004, ack: 5003)],
      "a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      "answers wait for the question they acknowledge",
      [
        .a(1001, "ONE", ack: 5001), .b(5001, "un", ack: 1004), .b(5003, "deux", ack: 1007),
        .b(5007, "trois", ack: 1012), .a(1004, "TWO", ack: 5003), .a(1007, "THREE", ack: 5007),
      ], "a 0 ONE; b 0 un; a 3 TWO; b 2 deux; a 6 THREE; b 6 trois; end captureEnded"),
    StreamRow(
      "an acknowledgement may be of a FIN that was not captured",
      [.a(1001, "GET", ack: 5001), .b(5001, "OK", ack: 1005)],
      "a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      "what each waits for is beyond the other",
      [.a(1001, "GET", ack: 5003), .b(5001, "OK", ack: 1004), .a(1004, "X", ack: 5003)],
      "a 0 GET; b 0 OK; a 3 X; end captureEnded"),
    StreamRow(
      "what contradicts itself does not wait for ever",
      [.a(1001, "GET", ack: 5004), .b(5001, "OK!", ack: 1004)] + Packet.a(1004, ack: 5004) * 64
        + [.a(1004, "X", ack: 5004)],
      "a 0 GET; b 0 OK!; a 3 X; end captureEnded"),
    StreamRow(
      "a question that was not captured is passed over first",
      [.b(5001, "OK", ack: 1004), .a(1004, ack: 5003)] + Packet.a(1004, ack: 5003) * 63,
      "a gap 0..<3 or fin; b 0 OK; end captureEnded"),
  ]

  @Test(arguments: causality)
  func tellsWhatWasSentAfterWhatItsSenderHad(_ row: StreamRow) {
    #expect(Recorder.record(row.packets).text == row.told)
  }
}
