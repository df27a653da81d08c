import Forge
import HTTP
import Packets
import Testing
import Transactions

/// Heads of which the capture holds only the beginning.
struct CutHeadTests {
  /// Three exchanges on one connection, every head longer than what the snaplen leaves of it.
  static let events: [ForgedEvent] = (0..<3).flatMap { index -> [ForgedEvent] in
    let filler = String(repeating: "X-Filler: \(index)\r\n", count: 20)
    return [Wire.get("/\(index)", filler), Wire.ok(10_000 + UInt64(index), filler)]
  }

  static func sliced(
    _ events: [ForgedEvent], _ snaplen: Int, faults: [FaultRule] = []
  ) -> Reading {
    var capture = Wire.capture(events, faults: faults)
    capture.snaplen = snaplen
    return Reading(capture)
  }

  @Test(arguments: [110, 128, 200, 256])
  func contentIsPlacedWhereTheNextResponseBegins(snaplen: Int) {
    let reading = Self.sliced(Self.events + Wire.finish, snaplen)
    #expect(
      reading.bodies == [
        "10000 10000 10000 0 0 complete", "10001 10001 10001 0 0 complete", "10002 0 0 0 0 desync",
      ])
    #expect(reading.transactions.allSatisfy { $0.request?.head.completeness == .cutOff })
    #expect(reading.transactions.allSatisfy { $0.response?.head.completeness == .cutOff })
    #expect(reading.transactions.map { $0.request?.head.target } == ["/0", "/1", "/2"])
    // Every packet with content belongs to the response.
    let frames = reading.transactions[0].response?.frames.head
    #expect((frames?.last ?? 0) - (frames?.first ?? 0) >= 7)
    #expect(reading.connections[0].skippedBytes < 10_002)
    #expect(reading.connections[0].slicedBytes > 20_000)
  }

  @Test func whatWasLostOfThemIsInferred() {
    let reading = Self.sliced(
      Self.events + Wire.finish, 128, faults: [FaultRule(.missed, .data([3]))])
    #expect(reading.bodies[0] == "10000 10000 8552 1448 0 complete")
    let head = Self.events[1].payloadCount - 10_000
    #expect(
      reading.transactions[0].body.inferredRanges == [(3 * 1448 - head)..<(4 * 1448 - head)])
  }

  @Test func lateBytesOfThemAreSeen() {
    let reading = Self.sliced(
      [Wire.get("/a"), Wire.ok(300_000, "X: \(String(repeating: "x", count: 200))\r\n")]
        + Self.events, 128, faults: [FaultRule(.recordedLate(places: 90), .data([4]))])
    #expect(reading.bodies[0] == "300000 300000 300000 0 0 complete")
  }

  @Test func nothingIsClaimedWithoutALength() {
    let head = "HTTP/1.1 200 OK\r\n" + String(repeating: "X-Filler: 1\r\n", count: 20)
    let reading = Self.sliced(
      [Wire.get("/a"), Wire.answer("\(head)Content-Length: 3\r\n\r\nabc")] + Self.events, 128)
    #expect(reading.bodies[0] == "- 0 0 0 0 desync")
    #expect(reading.bodies[1] == "10000 10000 10000 0 0 complete")
  }

  @Test func nothingIsClaimedWhenTheBodyMayBeShort() {
    let filler = String(repeating: "X-Filler: 1\r\n", count: 20)
    for close in [ForgedEvent.finish(.server), .reset(.client), .finish(.client)] {
      let reading = Self.sliced([Wire.get("/a"), Wire.ok(5000, filler, sent: 4900), close], 128)
      #expect(reading.bodies == ["5000 0 0 0 0 desync"])
    }
  }

  @Test func interimAndEmptyResponsesAreRead() {
    let filler = String(repeating: "X-Filler: 1\r\n", count: 20)
    let reading = Self.sliced(
      [
        Wire.get("/a"), Wire.answer("HTTP/1.1 103 Early Hints\r\n\(filler)\r\n"),
        Wire.ok(5000, filler), Wire.get("/b", "If-None-Match: *\r\n"),
        Wire.answer("HTTP/1.1 304 Not Modified\r\n\(filler)\r\n"),
        Wire.get("/c"), Wire.ok(4, filler),
      ], 128)
    #expect(
      reading.lines == [
        "GET /a > 103 200 complete", "GET /b > 304 none", "GET /c > 200 desync",
      ])
  }

  @Test func keepsWholeLines() {
    let reading = Self.sliced(
      [
        Wire.get("/a", "Range: bytes=0-4\r\nUser-Agent: \(String(repeating: "x", count: 300))\r\n"),
        Wire.ok(5, status: 206, "X: \(String(repeating: "x", count: 300))\r\n"),
      ], 150)
    let request = reading.transactions[0].request?.head.fields
    #expect(request?.pairs.map(\.name) == ["Host", "Range"])
    #expect(reading.transactions[0].response?.head.fields.pairs.map(\.name) == ["Content-Length"])
  }

  @Test func partsBehindACutHeadAreNotHeldAgainstTheServer() {
    var exchange = ForgedResource("/a", size: 10_000).multipartExchange([0...999, 5000...5999])
    let count = Int(exchange.response?.body.count ?? 0)
    exchange.response?.framing = .none
    exchange.response?.headers.insert(
      contentsOf: [
        HeaderLine("Content-Length", "\(count)"),
        "Content-Type: multipart/byteranges; boundary=THIS_STRING_SEPARATES",
      ], at: 0)
    let reading = Self.sliced(exchange.events + Self.events, 200)
    #expect(reading.transactions[0].response?.head.completeness == .cutOff)
    #expect(reading.transactions[0].body.end == .complete)
    #expect(reading.transactions[0].body.delivered == count)
    #expect(reading.transactions[0].body.multipart == MultipartBody())
  }

  /// A head that is lost in the middle, not cut.
  @Test func aHeadMayBeLostInPart() {
    let filler = String(repeating: "X-Filler: 1\r\n", count: 200)
    let reading = Reading(
      [Wire.get("/a"), Wire.ok(5000, filler), Wire.get("/b"), Wire.ok(3)] + Wire.finish,
      faults: [FaultRule(.missed, .data([1]))])
    #expect(reading.bodies[0] == "5000 5000 4745 255 0 complete")
    #expect(reading.transactions[0].response?.head.completeness == .cutOff)
  }
}

extension ForgedEvent {
  var payloadCount: Int {
    if case .send(_, let payload) = self { Int(payload.count) } else { 0 }
  }
}
