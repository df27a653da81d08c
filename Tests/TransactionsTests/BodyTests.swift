import Forge
import HTTP
import Packets
import Testing
import Transactions

/// What is counted of contents, and how they end.
struct BodyTests {
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var events: [ForgedEvent]
    /// Expected, delivered, seen, inferred, unacknowledged, end.
    var bodies: [String]
    var faults: [FaultRule] = []
    var kept: Range<Int>?
  }

  /// 16 segments of content; the first holds the head as well.
  static let content = Wire.ok(21_720)
  static let cutShort = Wire.ok(21_720, sent: 10_000)

  static let rows: [Row] = [
    Row(
      testDescription: "complete", events: [Wire.get("/a"), content] + Wire.finish,
      bodies: ["21720 21720 21720 0 0 complete"]),
    Row(
      testDescription: "empty", events: [Wire.get("/a"), Wire.ok(0)],
      bodies: ["0 0 0 0 0 complete"]),
    Row(
      testDescription: "none", events: [Wire.get("/a"), Wire.answer("HTTP/1.1 204 No\r\n\r\n")],
      bodies: ["- 0 0 0 0 none"]),
    Row(
      testDescription: "client-closed",
      events: [Wire.get("/a"), cutShort, .finish(.client), .finish(.server)],
      bodies: ["21720 10000 10000 0 0 client-closed"]),
    Row(
      testDescription: "server-closed",
      events: [Wire.get("/a"), cutShort, .finish(.server), .finish(.client)],
      bodies: ["21720 10000 10000 0 0 server-closed"]),
    Row(
      testDescription: "client-reset", events: [Wire.get("/a"), cutShort, .reset(.client)],
      bodies: ["21720 10000 10000 0 0 client-reset"]),
    Row(
      testDescription: "server-reset", events: [Wire.get("/a"), cutShort, .reset(.server)],
      bodies: ["21720 10000 10000 0 1354 server-reset"]),
    Row(
      testDescription: "server-reset, behind others",
      events: [
        Wire.get("/a"), Wire.ok(100), Wire.get("/b"), Wire.ok(100), Wire.get("/c"), cutShort,
        .reset(.server),
      ],
      bodies: [
        "100 100 100 0 0 complete", "100 100 100 0 0 complete",
        "21720 10000 10000 0 1354 server-reset",
      ]),
    Row(
      testDescription: "server-reset, both unacknowledged",
      events: [
        Wire.get("/a"), Wire.get("/b"), Wire.ok(100), Wire.ok(100), .reset(.server),
      ],
      bodies: ["100 100 100 0 0 complete", "100 100 100 0 0 complete"]),
    Row(
      testDescription: "capture-ended", events: [Wire.get("/a"), cutShort],
      bodies: ["21720 10000 10000 0 0 capture-ended"]),
    Row(
      testDescription: "until close, by FIN",
      events: [
        Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\n\r\nabc"), .finish(.server),
      ],
      bodies: ["- 3 3 0 0 complete"]),
    Row(
      testDescription: "until close, by RST",
      events: [Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\n\r\nabc"), .reset(.server)],
      bodies: ["- 3 3 0 3 server-reset"]),
    Row(
      testDescription: "until close, not closed",
      events: [Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\n\r\nabc")],
      bodies: ["- 3 3 0 0 capture-ended"]),
    Row(
      testDescription: "a head that the server breaks off",
      events: [
        Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"), .finish(.server),
      ],
      bodies: ["5 0 0 0 0 server-closed"]),
    Row(
      testDescription: "a head that the capture breaks off",
      events: [Wire.get("/a"), Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")],
      bodies: ["5 0 0 0 0 capture-ended"]),
    Row(
      testDescription: "chunked",
      events: [
        Wire.get("/a"),
        Wire.answer(
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: 1\r\n\r\n"
        ), Wire.get("/b"), Wire.ok(1),
      ],
      bodies: ["- 5 5 0 0 complete", "1 1 1 0 0 complete"]),
    Row(
      testDescription: "chunks that are none",
      events: [
        Wire.get("/a"),
        Wire.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n"),
      ],
      bodies: ["- 3 3 0 0 desync"]),
    Row(
      testDescription: "a gap within", events: [Wire.get("/a"), content] + Wire.finish,
      bodies: ["21720 21720 18824 2896 0 complete"],
      faults: [FaultRule(.missed, .data([4, 5]))]),
    // The client's packets are not there, so nothing tells that the bytes came.
    Row(
      testDescription: "a gap that nobody acknowledged",
      events: [Wire.get("/a"), content, Wire.get("/b"), Wire.ok(4)],
      bodies: ["21720 18824 18824 0 0 capture-ended", "4 4 4 0 0 complete"],
      faults: [
        FaultRule(.missed, of: .client, .packets(Set(0...40))), FaultRule(.missed, .data([4, 5])),
      ]),
    Row(
      testDescription: "a gap across the end",
      events: [Wire.get("/a"), content, Wire.get("/b"), Wire.ok(4000)] + Wire.finish,
      bodies: ["21720 21720 21678 42 0 complete", "- 0 0 0 0 none"],
      faults: [FaultRule(.missed, .data([15, 16]))]),
    Row(
      testDescription: "a gap between messages",
      events: [
        Wire.get("/a"), content, Wire.get("/b"), Wire.ok(4), Wire.get("/c"), Wire.ok(5),
      ],
      bodies: ["21720 21720 21720 0 0 complete", "- 0 0 0 0 none", "5 5 5 0 0 complete"],
      faults: [FaultRule(.missed, .data([16]))]),
    Row(
      testDescription: "the last segments not acknowledged",
      events: [Wire.get("/a"), cutShort],
      bodies: ["21720 10000 10000 0 4250 capture-ended"],
      faults: [FaultRule(.missed, of: .client, .packets([5, 6, 7, 8]))]),
    Row(
      testDescription: "cut by the snaplen", events: [Wire.get("/a"), content] + Wire.finish,
      bodies: ["21720 21720 21720 0 0 complete"], faults: [FaultRule(.cut(to: 120), .data([3, 9]))]),
    Row(
      testDescription: "sent twice", events: [Wire.get("/a"), content] + Wire.finish,
      bodies: ["21720 21720 21720 0 0 complete"],
      faults: [FaultRule(.repeated(shift: 100), .data([3])), FaultRule(.duplicated, .data([5]))]),
  ]

  @Test(arguments: rows)
  func countsContent(_ row: Row) {
    let reading = Reading(row.events, faults: row.faults) { $0.kept = row.kept }
    #expect(reading.bodies == row.bodies)
  }

  /// Four segments; the second holds the line between two chunks.
  @Test(arguments: [true, false])
  func countsWhatFollowsALostLine(isFollowed: Bool) {
    let chunks = "3E8\r\n" + String(repeating: "a", count: 1000) + "\r\n"
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let stream = head + String(repeating: chunks, count: 5) + "0\r\n\r\n"
    let reading = Reading(
      [Wire.get("/a"), Wire.answer(stream)] + (isFollowed ? [Wire.get("/b"), Wire.ok(1)] : [])
        + Wire.finish, faults: [FaultRule(.missed, .data([1]))])
    // The first chunk and what the lost segment holds of the second, which is acknowledged.
    #expect(reading.bodies[0] == "- 2000 1389 611 0 desync")
    #expect(
      reading.transactions[0].body.unframed
        == stream.utf8.count - head.utf8.count - 2 * (chunks.utf8.count - 2) - 2)
    #expect(reading.bodies.count == (isFollowed ? 2 : 1))
  }

  @Test func placesAGap() {
    let row = Self.rows.first { $0.testDescription == "a gap within" }
    let reading = Reading(row?.events ?? [], faults: row?.faults ?? [])
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 21720\r\n\r\n".utf8.count
    let start = 4 * 1448 - head
    #expect(reading.transactions[0].body.inferredRanges == [start..<(start + 2896)])
    #expect(reading.transactions[0].body.deliveredRanges == [0..<21_720])
    #expect(reading.connections[0].lostBytes == 2896)
  }

  /// A segment recorded long after its acknowledgement: first a gap, then seen after all.
  @Test(arguments: [5, 70, 90])
  func lateBytesAreSeen(places: Int) {
    let reading = Reading(
      [Wire.get("/a"), Wire.ok(300_000)] + Wire.finish,
      faults: [FaultRule(.recordedLate(places: places), .data([4]))])
    #expect(reading.bodies == ["300000 300000 300000 0 0 complete"])
    #expect(reading.connections[0].lostBytes == 0)
  }

  @Test func requestContentIsCounted() {
    let reading = Reading([
      Wire.ask("PUT /a HTTP/1.1\r\nContent-Length: 5000\r\n\r\n"),
      .send(.client, .pattern(seed: 1, 0..<5000)), Wire.ok(0, status: 201),
    ])
    #expect(reading.transactions.map { $0.request?.contentLength } == [5000])
  }

  // MARK: Parts

  @Test func readsParts() {
    let resource = ForgedResource("/a", size: 10_000)
    let exchange = resource.multipartExchange([0...999, 5000...5009])
    let reading = Reading(exchange.events)
    let multipart = reading.transactions[0].body.multipart
    #expect(multipart?.parts.map(\.contentRange) == ["bytes 0-999/10000", "bytes 5000-5009/10000"])
    #expect(multipart?.parts.map(\.count) == [1000, 10])
    #expect(multipart?.parts.map(\.contentType) == Array(repeating: resource.contentType, count: 2))
    #expect(multipart?.problems == [])
    let payload = exchange.response?.payload.bytes ?? []
    let head = payload.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? 0
    let offset = head + (multipart?.parts.last?.offset ?? 0)
    #expect(Array(payload[offset..<(offset + 10)]) == resource.pattern.bytes(in: 5000..<5010))
  }

  @Test func aPartThatEndsShortIsNoProblemOfTheServer() {
    var exchange = ForgedResource("/a", size: 10_000).multipartExchange([0...999, 5000...5999])
    exchange.response?.sent = 1500
    let reading = Reading(exchange.events + [.reset(.client)])
    let multipart = reading.transactions[0].body.multipart
    #expect(multipart?.parts.count == 2)
    #expect(multipart?.problems == [])
    #expect(reading.transactions[0].body.end == .clientReset)
  }
}
