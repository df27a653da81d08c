import Forge
import Packets
import Testing
import Transactions

/// HTTP behind something else: a PROXY header, a SOCKS proxy, a CONNECT.
struct TunnelTests {
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var events: [ForgedEvent]
    var lines: [String]
    var opaque: String?
    var client: Endpoint?
  }

  static let exchange: [ForgedEvent] = [Wire.get("/a"), Wire.ok(3), Wire.get("/b"), Wire.ok(4)]
  static let lines = ["GET /a > 200 complete", "GET /b > 200 complete"]
  static let connect: [ForgedEvent] = [
    Wire.ask("CONNECT h:443 HTTP/1.1\r\n\r\n"), Wire.answer("HTTP/1.1 200 Established\r\n\r\n"),
  ]
  static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10]

  static func bytes(_ peer: Peer, _ bytes: [UInt8]) -> ForgedEvent { .send(peer, .bytes(bytes)) }

  static let rows: [Row] = [
    Row(
      testDescription: "PROXY version 1",
      events: [Wire.ask("PROXY TCP4 10.1.2.3 10.0.0.1 5555 80\r\n")] + exchange, lines: lines,
      client: "10.1.2.3:5555"),
    Row(
      testDescription: "PROXY version 1 and the request in one segment",
      events: [
        Wire.ask("PROXY TCP6 2001:db8::7 ::1 5555 80\r\nGET /a HTTP/1.1\r\n\r\n"), Wire.ok(3),
      ], lines: ["GET /a > 200 complete"], client: "[2001:db8::7]:5555"),
    Row(
      testDescription: "PROXY version 1 of an unknown client",
      events: [Wire.ask("PROXY UNKNOWN\r\n")] + exchange, lines: lines),
    Row(
      testDescription: "PROXY version 2",
      events: [
        bytes(
          .client, signature + [0x21, 0x11, 0, 12, 10, 1, 2, 3, 10, 0, 0, 1, 0x15, 0xB3, 0, 80])
      ] + exchange, lines: lines, client: "10.1.2.3:5555"),
    Row(
      testDescription: "PROXY version 2 for IPv6",
      events: [
        bytes(
          .client,
          signature + [0x21, 0x21, 0, 36, 0x20, 1, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [
            7
          ]
            + Array(repeating: 9, count: 16) + [0x15, 0xB3, 0, 80])
      ] + exchange, lines: lines, client: "[2001:db8::7]:5555"),
    Row(
      testDescription: "PROXY version 2 of the proxy itself",
      events: [bytes(.client, signature + [0x20, 0, 0, 0])] + exchange, lines: lines),
    Row(
      testDescription: "PROXY before TLS",
      events: [
        Wire.ask("PROXY TCP4 10.1.2.3 10.0.0.1 5555 443\r\n"),
        bytes(.client, [22, 3, 1, 0, 2, 1, 2]),
      ], lines: [], opaque: "TLS"),
    Row(
      testDescription: "SOCKS5",
      events: [
        bytes(.client, [5, 2, 0, 2]), bytes(.server, [5, 0]),
        bytes(.client, [5, 1, 0, 3, 1, 0x68, 0, 80]),
        bytes(.server, [5, 0, 0, 1, 1, 2, 3, 4, 0, 80]),
      ] + exchange, lines: lines),
    Row(
      testDescription: "SOCKS5 with a password",
      events: [
        bytes(.client, [5, 1, 2]), bytes(.server, [5, 2]),
        bytes(.client, [1, 2, 0x61, 0x62, 1, 0x63]), bytes(.server, [1, 0]),
        bytes(.client, [5, 1, 0, 1, 1, 2, 3, 4, 0, 80]),
        bytes(.server, [5, 0, 0, 4] + Array(repeating: 0, count: 18)),
      ] + exchange, lines: lines),
    Row(
      testDescription: "SOCKS5 that refuses",
      events: [
        bytes(.client, [5, 1, 0]), bytes(.server, [5, 0]),
        bytes(.client, [5, 1, 0, 1, 1, 2, 3, 4, 0, 80]),
        bytes(.server, [5, 2, 0, 1, 0, 0, 0, 0, 0, 0]),
      ], lines: [], opaque: "SOCKS"),
    Row(
      testDescription: "SOCKS4",
      events: [
        bytes(.client, [4, 1, 0, 80, 1, 2, 3, 4, 0x61, 0]),
        bytes(.server, [0, 0x5A, 0, 0, 0, 0, 0, 0]),
      ] + exchange, lines: lines),
    Row(
      testDescription: "SOCKS4A, then TLS",
      events: [
        bytes(.client, [4, 1, 1, 187, 0, 0, 0, 1, 0, 0x68, 0]),
        bytes(.server, [0, 0x5A, 0, 0, 0, 0, 0, 0]), bytes(.client, [22, 3, 1, 0, 2, 1, 2]),
      ], lines: [], opaque: "TLS"),
    Row(
      testDescription: "HTTP inside CONNECT", events: connect + exchange,
      lines: ["CONNECT h:443 > 200 none"] + lines),
    Row(
      testDescription: "empty lines before HTTP inside CONNECT",
      events: connect + [
        Wire.ask("\n"), Wire.answer("\n"), Wire.get("/a"),
        Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
      ], lines: ["CONNECT h:443 > 200 none", "GET /a > 200 complete"]),
    Row(
      testDescription: "CONNECT inside CONNECT", events: connect + connect + exchange,
      lines: ["CONNECT h:443 > 200 none", "CONNECT h:443 > 200 none"] + lines),
    Row(
      testDescription: "CONNECT refused, then requests",
      events: [connect[0], Wire.ok(5, status: 403)] + exchange,
      lines: ["CONNECT h:443 > 403 complete"] + lines),
    Row(
      testDescription: "TLS inside CONNECT",
      events: connect + [
        bytes(.client, [22, 3, 1, 0, 2, 1, 2]), bytes(.server, [22, 3, 3, 0, 1, 1]),
      ], lines: ["CONNECT h:443 > 200 none"], opaque: "TLS"),
    Row(
      testDescription: "something else inside CONNECT",
      events: connect + [bytes(.server, [1, 2, 3])], lines: ["CONNECT h:443 > 200 none"],
      opaque: "CONNECT tunnel"),
    Row(
      testDescription: "nothing inside CONNECT", events: connect + Wire.finish,
      lines: ["CONNECT h:443 > 200 none"], opaque: "CONNECT tunnel"),
    Row(
      testDescription: "a request that begins like a PROXY header",
      events: [Wire.ask("PROPFIND /a HTTP/1.1\r\n\r\n"), Wire.ok(1)],
      lines: ["PROPFIND /a > 200 complete"]),
    Row(
      testDescription: "empty lines before a request",
      events: [Wire.ask("\r\n\r\nGET /a HTTP/1.1\r\n\r\n"), Wire.ok(1)],
      lines: ["GET /a > 200 complete"]),
  ]

  @Test(arguments: rows, [1448, 1])
  func readsWhatIsInside(_ row: Row, segmentSize: Int) {
    let reading = Reading(row.events) {
      $0.clientEnd.segmentSize = segmentSize
      $0.serverEnd.segmentSize = segmentSize
    }
    #expect(reading.lines == row.lines)
    #expect(reading.connections.map(\.opaqueProtocol) == [row.opaque])
    #expect(reading.connections.map(\.isHTTP) == [!row.lines.isEmpty])
    #expect(reading.connections.map(\.client) == [Wire.client])
    if row.client != nil { #expect(reading.connections.map(\.proxiedClient) == [row.client]) }
    #expect(reading.transactions.allSatisfy { $0.client == row.client ?? Wire.client })
    #expect(reading.transactions.allSatisfy { $0.server == Wire.server && $0.pairing == .certain })
  }
}
