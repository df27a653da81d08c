import Packets
import Streams
import Testing

struct EndTests {
  static let rows: [StreamRow] = [
    StreamRow(
      "FIN of both",
      [
        .a(1001, "GET", ack: 5001), .b(5001, "OK", ack: 1004, .fin), .a(1004, ack: 5004, .fin),
        .b(5004, ack: 1005),
      ], "a 0 GET; b 0 OK; b fin; a fin; end closed"),
    StreamRow(
      "FIN before the data that precede it", [.a(1004, .fin), .a(1001, "ABC")],
      "a 0 ABC; a fin; end captureEnded"),
    StreamRow(
      "FIN sent again", [.a(1001, "ABC", .fin), .a(1001, "ABC", .fin), .a(1004, .fin)],
      "a 0 ABC; a fin; end captureEnded"),
    StreamRow(
      "data after FIN", [.a(1001, "ABC", .fin), .a(1004, "DEF"), .a(1005, "EF")],
      "a 0 ABC; a fin; end captureEnded"),
    StreamRow(
      "data beyond FIN", [.a(1004, .fin), .a(1001, "ABCDEF"), .a(1007, "GHI")],
      "a 0 ABC; a fin; end captureEnded"),
    StreamRow(
      "FIN before data that came is none", [.a(1001, "ABC"), .a(1002, .fin), .a(1004, "DEF")],
      "a 0 ABC; a 3 DEF; end captureEnded"),
    StreamRow(
      "FIN before data that are held is none",
      [.a(1007, "GHI"), .a(1002, .fin), .a(1001, "ABCDEF")],
      "a 0 ABCDEF; a 6 GHI; end captureEnded"),
    StreamRow(
      "RST", [.a(1001, "GET", ack: 5001), .b(5001, ack: 1004, .rst)],
      "a 0 GET; b reset; end closed"),
    StreamRow(
      "RST sent again", [.b(5001, .rst), .b(5001, .rst), .a(1001, ack: 5001, .rst)],
      "b reset; a reset; end closed"),
    StreamRow(
      "RST that was not accepted: bytes go on",
      [.a(1001, "GET"), .b(5001, ack: 1004, .rst), .b(5001, "OK", ack: 1004)],
      "a 0 GET; b reset; b 0 OK; end closed"),
    StreamRow(
      "RST with a number far away", [.a(1001, "GET"), .b(0xB000_0000, ack: 1004, .rst)],
      "a 0 GET; end captureEnded"),
    StreamRow(
      "RST that acknowledges what was not sent",
      [.a(1001, "GET"), .b(5001, ack: 900_000, .rst), .a(1004, "X")],
      "a 0 GET; b reset; a 3 X; end closed"),
    StreamRow(
      bare: "RST refuses a connection", [.a(1000, .syn), .b(0, ack: 1001, .rst)],
      "begin 0 a; b reset; end closed"),
    StreamRow(
      "a tail of one byte may be a FIN", [.a(1001, "GET", ack: 5001), .b(5001, ack: 1005)],
      "a 0 GET; end captureEnded"),
    StreamRow(
      "a tail of more bytes was lost", [.a(1001, "GET", ack: 5001), .b(5001, ack: 1007)],
      "a 0 GET; a gap 3..<6 or fin; end captureEnded"),
    StreamRow(
      "a tail before a FIN was lost",
      [.a(1001, "GET", ack: 5001), .a(1007, ack: 5001, .fin), .b(5001, ack: 1008)],
      "a 0 GET; a gap 3..<6; a fin; end captureEnded"),
    StreamRow(
      "a hole that nobody acknowledged", [.a(1001, "GET", ack: 5001), .a(1007, "X", ack: 5001)],
      "a 0 GET; a unknown 3..<6; a 6 X; end captureEnded"),
    StreamRow(
      "a hole acknowledged in part",
      [.a(1001, "GET", ack: 5001), .a(1010, "X", ack: 5001), .b(5001, ack: 1006)],
      "a 0 GET; a gap 3..<5; a unknown 5..<9; a 9 X; end captureEnded"),
  ]

  @Test(arguments: rows)
  func tellsHowDirectionsEnd(_ row: StreamRow) {
    #expect(Recorder.record(row.packets).text == row.told)
  }

  static let reuse: [StreamRow] = [
    StreamRow(
      "SYN sent again", [.a(1000, .syn), .a(1001, "GET")], "a 0 GET; end captureEnded"),
    StreamRow(
      "SYN with another number",
      [.a(1001, "GET"), .a(9000, .syn), .b(7000, ack: 9001, .syn), .a(9001, "PUT", ack: 7001)],
      "a 0 GET; end closed; begin 1 a; a 0 PUT; end captureEnded"),
    StreamRow(
      "SYN with the same number after FIN",
      [.a(1001, "GET", ack: 5001, .fin), .a(1000, .syn), .a(1001, "PUT")],
      "a 0 GET; a fin; end closed; begin 1 a; a 0 PUT; end captureEnded"),
    StreamRow(
      "SYN with the same number after RST",
      [.b(5001, ack: 1001, .rst), .a(1000, .syn), .a(1001, "PUT")],
      "b reset; end closed; begin 1 a; a 0 PUT; end captureEnded"),
    StreamRow(
      "SYN of the other end", [.a(1001, "GET", .fin), .b(9000, .syn), .a(2000, ack: 9001, .syn)],
      "a 0 GET; a fin; end closed; begin 1 b; end captureEnded"),
    StreamRow(
      "SYN and ACK with another number, of the same stream to Wireshark",
      [.b(5001, "OK", ack: 1001), .b(9000, ack: 3001, .syn), .a(3001, "GET", ack: 9001)],
      "b 0 OK; end closed; begin 0 b; a 0 GET; end captureEnded"),
    StreamRow(
      bare: "SYN and ACK with another number before anything was sent",
      [.a(1000, .syn), .b(0, ack: 1001), .b(7000, ack: 1001, .syn), .b(7001, "OK", ack: 1001)],
      "begin 0 a; b 0 OK; end captureEnded"),
    StreamRow(
      bare: "SYN and ACK after a forged RST and FIN",
      [
        .a(1000, .syn), .b(0, ack: 1001, .rst), .b(0, ack: 1001, .fin), .b(7000, ack: 1001, .syn),
        .a(1001, "GET", ack: 7001), .b(7001, "OK", ack: 1004),
      ],
      "begin 0 a; b reset; b fin; end closed; begin 0 b; a 0 GET; b 0 OK; end captureEnded"),
    StreamRow(
      "late packets, and a SYN, after it was let go",
      [.a(1001, ack: 5001, .fin), .b(5001, ack: 1002, .fin), other(1, after: 5000)]
        + [.a(1001, "late", ack: 5002), .b(5001, ack: 1002, .fin), .b(5000, ack: 1001, .syn)],
      """
      a fin; b fin; end closed; begin 1 a; begin 0 b; end captureEnded; end captureEnded
      """),
    StreamRow(
      "a SYN after it was let go",
      [.b(5001, ack: 1001, .rst), other(1, after: 5000), .a(1000, .syn)],
      "b reset; end closed; begin 1 a; begin 2 a; end captureEnded; end captureEnded"),
    StreamRow(
      "what goes on after a RST is not let go",
      [
        .b(5001, ack: 1001, .rst), .a(1001, "AB", wait: 4000), other(1, after: 4000),
        .a(1003, "CD"), other(2, after: 4998), .a(1005, "EF"), other(3, after: 5000),
      ],
      """
      b reset; a 0 AB; begin 1 a; a 2 CD; begin 2 a; a 4 EF; end closed; begin 3 a; \
      end captureEnded; end captureEnded; end captureEnded
      """),
  ]

  /// The beginning of another connection, some milliseconds later.
  static func other(_ number: UInt16, after wait: Int) -> Packet {
    .a(1000, .syn).with(\.port, 2000 + number).with(\.wait, wait)
  }

  @Test(arguments: reuse)
  func tellsConnectionsOfOnePairOfPortsApart(_ row: StreamRow) {
    #expect(Recorder.record(row.packets).text == row.told)
  }
}
