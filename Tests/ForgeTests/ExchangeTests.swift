import Forge
import Packets
import Testing

struct ExchangeTests {
  private func text(_ payload: Payload) -> String { String(decoding: payload.bytes, as: UTF8.self) }

  @Test func asksForARange() {
    let exchange = ForgedResource("/a", host: "h", size: 10, etag: "\"e\"")
      .rangeExchange(first: 2, last: 4, ifRange: "\"e\"")
    #expect(
      exchange.request.map { text($0.payload) } == """
        GET /a HTTP/1.1\r
        Host: h\r
        User-Agent: forge/1\r
        Accept: */*\r
        Range: bytes=2-4\r
        If-Range: "e"\r
        \r\n
        """)
    let response = exchange.response?.payload.bytes ?? []
    #expect(
      String(decoding: response.dropLast(3), as: UTF8.self) == """
        HTTP/1.1 206 Partial Content\r
        Date: Sun, 04 May 2014 05:14:54 GMT\r
        Last-Modified: Sat, 03 May 2014 00:43:22 GMT\r
        ETag: "e"\r
        Accept-Ranges: bytes\r
        Content-Type: application/octet-stream\r
        Content-Range: bytes 2-4/10\r
        Content-Length: 3\r
        \r\n
        """)
    #expect(Array(response.suffix(3)) == Pattern(seed: 1).bytes(in: 2..<5))
  }

  struct FramingRow: CustomTestStringConvertible {
    var framing: ForgedResponse.Framing
    var sent: UInt64?
    var expected: String
    var testDescription: String { expected }
  }

  static let framings: [FramingRow] = [
    FramingRow(framing: .contentLength(), expected: "Content-Length: 10\r\n\r\n0123456789"),
    FramingRow(framing: .contentLength(99), expected: "Content-Length: 99\r\n\r\n0123456789"),
    FramingRow(framing: .contentLength(), sent: 4, expected: "Content-Length: 10\r\n\r\n0123"),
    FramingRow(framing: .none, expected: "\r\n0123456789"),
    FramingRow(
      framing: .chunked(ChunkedCoding(sizes: [1, 5], extensions: ";a=b", trailers: ["T: 1"])),
      expected: """
        Transfer-Encoding: chunked\r
        \r
        1;a=b\r
        0\r
        5;a=b\r
        12345\r
        4;a=b\r
        6789\r
        0;a=b\r
        T: 1\r
        \r\n
        """),
  ]

  @Test(arguments: framings)
  func framesTheBody(_ row: FramingRow) {
    let response = ForgedResponse(
      200, framing: row.framing, body: "0123456789", sent: row.sent)
    #expect(text(response.payload) == "HTTP/1.1 200 OK\r\n" + row.expected)
  }

  @Test func putsPartsBetweenBoundaries() {
    let exchange = ForgedResource("/a", size: 10).multipartExchange([0...0, 5...6], boundary: "B")
    let bytes = exchange.response?.payload.bytes ?? []
    let body = String(decoding: bytes, as: UTF8.self)
    #expect(body.contains("Content-Type: multipart/byteranges; boundary=B\r\n"))
    #expect(body.contains("\r\n--B\r\nContent-Type: application/octet-stream\r\n"))
    #expect(body.contains("Content-Range: bytes 5-6/10\r\n\r\n"))
    #expect(body.hasSuffix("\r\n--B--\r\n"))
  }

  @Test func sendsAllRequestsFirstWhenPipelined() {
    let exchange = Wire.resource.rangeExchange(first: 0, last: 9)
    let connection = ForgedConnection(
      client: Wire.client, server: Wire.server, exchanges: [exchange, exchange],
      isPipelined: true)
    let senders = ForgedCapture(connections: [connection]).packets()
      .filter { $0.segment?.payloadLength ?? 0 > 0 }.map(\.sender)
    #expect(senders == [.client, .client, .server, .server])
  }
}
