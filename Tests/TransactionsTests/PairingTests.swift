import Forge
import HTTP
import Packets
import Testing
import Transactions

/// Which request a response belongs to where nothing was lost, and what is no HTTP.
struct PairingTests {
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var events: [ForgedEvent]
    var lines: [String]
    var opaque: String?
    var isHTTP = true
  }

  static let rows: [Row] = [
    Row(
      testDescription: "keep-alive",
      events: [Wire.get("/a"), Wire.ok(10), Wire.get("/b"), Wire.ok(5000)] + Wire.finish,
      lines: ["GET /a > 200 complete", "GET /b > 200 complete"]),
    Row(
      testDescription: "pipelining",
      events: [Wire.get("/a"), Wire.get("/b"), Wire.get("/c"), Wire.ok(3), Wire.ok(0), Wire.ok(9)],
      lines: ["GET /a > 200 complete", "GET /b > 200 complete", "GET /c > 200 complete"]),
    Row(
      testDescription: "pipelining in one segment",
      events: [
        .send(
          .client,
          "GET /a HTTP/1.1\r\n\r\nHEAD /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\n"),
        .send(
          .server,
          """
          HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n\
          HTTP/1.1 404 No\r\nContent-Length: 1\r\n\r\nx
          """),
      ],
      lines: ["GET /a > 200 complete", "HEAD /b > 200 none", "GET /c > 404 complete"]),
    Row(
      testDescription: "interim responses",
      events: [
        Wire.ask("POST /a HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"),
        Wire.answer("HTTP/1.1 100 Continue\r\n\r\n"), Wire.ask("abc"),
        Wire.answer("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"), Wire.ok(4), Wire.get("/b"),
        Wire.ok(1),
      ],
      lines: ["POST /a > 100 103 200 complete", "GET /b > 200 complete"]),
    Row(
      testDescription: "no content by rule",
      events: [
        Wire.ask("HEAD /a HTTP/1.1\r\n\r\n"),
        Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
        Wire.get("/b"), Wire.answer("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"),
        Wire.get("/c"), Wire.answer("HTTP/1.1 204 No Content\r\n\r\n"), Wire.get("/d"), Wire.ok(5),
      ],
      lines: [
        "HEAD /a > 200 none", "GET /b > 304 none", "GET /c > 204 none", "GET /d > 200 complete",
      ]),
    Row(
      testDescription: "absolute form",
      events: [Wire.ask("GET http://h/a?b HTTP/1.1\r\nHost: h\r\n\r\n"), Wire.ok(1)],
      lines: ["GET http://h/a?b > 200 complete"]),
    Row(
      testDescription: "HTTP/1.0 until close",
      events: [
        Wire.ask("GET /a HTTP/1.0\r\n\r\n"), Wire.answer("HTTP/1.0 200 OK\r\n\r\nabc"),
        .finish(.server), .finish(.client),
      ],
      lines: ["GET /a > 200 complete"]),
    Row(
      testDescription: "response without request",
      events: [
        Wire.get("/a"), Wire.ok(1),
        Wire.answer("HTTP/1.1 408 Timeout\r\nContent-Length: 0\r\n\r\n"),
      ],
      lines: ["GET /a > 200 complete", "- > 408 complete"]),
    Row(
      testDescription: "request without response",
      events: [Wire.get("/a"), Wire.ok(1), Wire.get("/b")] + Wire.finish,
      lines: ["GET /a > 200 complete", "GET /b > - none"]),
    Row(
      testDescription: "server answers early",
      events: [
        Wire.ask("POST /a HTTP/1.1\r\nContent-Length: 3000\r\n\r\n"),
        .send(.client, .pattern(seed: 1, 0..<1000)), Wire.ok(2, status: 413),
        .send(.client, .pattern(seed: 1, 1000..<3000)), Wire.get("/b"), Wire.ok(3),
      ],
      lines: ["POST /a > 413 complete", "GET /b > 200 complete"]),
    Row(
      testDescription: "heads byte by byte",
      events: Array("GET /a HTTP/1.1\r\n\r\n".utf8).map { .send(.client, .bytes([$0])) }
        + Array("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx".utf8)
        .map { .send(.server, .bytes([$0])) },
      lines: ["GET /a > 200 complete"]),
    Row(
      testDescription: "excess behind a response",
      events: [Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab12345")],
      lines: ["GET /a > 200 complete"]),
    Row(
      testDescription: "Upgrade",
      events: [
        Wire.get("/a", "Upgrade: websocket\r\n"),
        Wire.answer("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\nGET /no HTTP/1.1\r\n\r\n"),
        Wire.ask("GET /no HTTP/1.1\r\n\r\n"),
      ],
      lines: ["GET /a > 101 none"], opaque: "websocket"),
    Row(
      testDescription: "HTTP/2 with prior knowledge",
      events: [Wire.ask("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nxxxxxxxxx"), Wire.answer("xxxxxxxxx")],
      lines: [], opaque: "HTTP/2", isHTTP: false),
    Row(
      testDescription: "HTTP/2 preface byte by byte",
      events: Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8).map { .send(.client, .bytes([$0])) },
      lines: [], opaque: "HTTP/2", isHTTP: false),
    Row(
      testDescription: "TLS",
      events: [
        .send(.client, [22, 3, 1, 0, 5, 1, 2, 3, 4, 5]), .send(.server, [22, 3, 3, 0, 1, 1]),
      ],
      lines: [], opaque: "TLS", isHTTP: false),
    Row(
      testDescription: "SMTP",
      events: [Wire.answer("220 mail ESMTP\r\n"), Wire.ask("EHLO x\r\n")],
      lines: [], opaque: "unknown", isHTTP: false),
    Row(
      testDescription: "a word from each end, and no more",
      events: [Wire.ask("Hi!"), Wire.answer("Hello!")], lines: [], opaque: "unknown",
      isHTTP: false),
    Row(
      testDescription: "a method that comes alone",
      events: [Wire.ask("GET"), Wire.ask(" /a HTTP/1.1\r\n\r\n"), Wire.ok(3)],
      lines: ["GET /a > 200 complete"]),
    Row(
      testDescription: "neither end known, the client first",
      events: [Wire.ask("(what)\r\n"), Wire.answer("(that)\r\n"), Wire.ask("GET / HTTP/1.1\r\n")],
      lines: [], opaque: "unknown", isHTTP: false),
    Row(
      testDescription: "a response to what is no request",
      events: [
        Wire.ask("GET /HTTP/1.1\r\nHost: h\r\n\r\n"),
        Wire.answer("HTTP/1.0 400 Bad Request\r\nContent-Length: 3\r\n\r\nabc"),
      ],
      lines: ["- > 400 complete"]),
  ]

  @Test(arguments: rows)
  func readsTransactions(_ row: Row) {
    let reading = Reading(row.events)
    #expect(reading.lines == row.lines)
    #expect(reading.connections.map(\.opaqueProtocol) == [row.opaque])
    #expect(reading.connections.map(\.isHTTP) == [row.isHTTP])
    #expect(reading.transactions.map(\.id) == Array(1..<(row.lines.count + 1)))
    let payloads = row.events.compactMap { event -> Int? in
      if case .send(_, let payload) = event { Int(payload.count) } else { nil }
    }
    let summary = reading.connections[0]
    #expect(summary.clientBytes + summary.serverBytes == payloads.reduce(0, +))
    if !row.isHTTP { #expect(summary.opaqueBytes == payloads.reduce(0, +)) }
  }

  @Test func everythingIsTheSameInSegmentsOfOneByte() {
    for row in Self.rows {
      let reading = Reading(row.events) {
        $0.clientEnd.segmentSize = 1
        $0.serverEnd.segmentSize = 1
      }
      #expect(reading.lines == row.lines, "\(row.testDescription)")
      #expect(reading.connections.map(\.opaqueProtocol) == [row.opaque], "\(row.testDescription)")
    }
  }

  @Test func countsBytesBehindAnUpgradeAsOpaque() {
    let reading = Reading([
      Wire.get("/a", "Upgrade: x\r\n"),
      Wire.answer("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n12345"), Wire.ask("1234567"),
    ])
    #expect(reading.connections[0].opaqueBytes == 12)
  }

  @Test func tellsOfExcess() {
    let row = Self.rows.first { $0.testDescription.hasPrefix("excess") }
    let reading = Reading(row?.events ?? [])
    #expect(reading.transactions.map(\.body.problems) == [[.excess(count: 5)]])
    #expect(reading.connections[0].skippedBytes == 5)
  }

  /// Must not take time in the square of the number of requests, whatever is known of the beginning.
  @Test(arguments: [ForgedConnection.Opening.handshake, .midstream])
  func pipelinesManyRequests(_ opening: ForgedConnection.Opening) {
    let count = 5000
    let requests = Array(repeating: Array("GET /a HTTP/1.1\r\n\r\n".utf8), count: count)
    let responses = Array(
      repeating: Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".utf8), count: count)
    let events: [ForgedEvent] = [
      .send(.client, .bytes(Array(requests.joined()))),
      .send(.server, .bytes(Array(responses.joined()))),
    ]
    let reading = Reading(events) {
      $0.opening = opening
      $0.clientEnd.segmentSize = 60_000
      $0.serverEnd.segmentSize = 60_000
    }
    let paired = reading.transactions.count { $0.response != nil && $0.request != nil }
    // In midstream, others may have been sent before: to which a response belongs cannot be told.
    #expect(paired == (opening == .handshake ? count : 0))
  }
}
