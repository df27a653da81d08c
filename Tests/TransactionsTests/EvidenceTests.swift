import Forge
import HTTP
import Packets
import Testing
import Transactions

/// Packets and times: where messages were seen, and when.
struct EvidenceTests {
  static func capture(_ change: (inout ForgedConnection) -> Void = { _ in }) -> ForgedCapture {
    Wire.capture(
      [
        Wire.ask("GET /a HTTP/1.1\r\n"), .pause(.milliseconds(30)), Wire.ask("Host: h\r\n\r\n"),
        .pause(.milliseconds(50)), Wire.answer("HTTP/1.1 200 OK\r\nContent-"),
        Wire.answer("Length: 3000\r\n\r\n"), .send(.server, .pattern(seed: 1, 0..<2000)),
        .pause(.milliseconds(700)), .send(.server, .pattern(seed: 1, 2000..<3000)),
        .pause(.seconds(2)), Wire.get("/b"), Wire.ok(1),
      ], change)
  }

  /// The packets of an end that carry data, by number, with their times.
  static func data(_ capture: ForgedCapture, _ peer: Peer) -> [(number: Int, time: Timestamp)] {
    capture.packets().enumerated().compactMap { index, packet in
      packet.sender == peer && packet.segment?.payloadLength ?? 0 > 0
        ? (index + 1, packet.time) : nil
    }
  }

  @Test func namesPacketsAndTimes() throws {
    let capture = Self.capture()
    let reading = Reading(capture)
    let client = Self.data(capture, .client)
    let server = Self.data(capture, .server)
    let request = try #require(reading.transactions[0].request)
    let response = try #require(reading.transactions[0].response)
    #expect(request.frames.all == [.init(client[0].number, client[1].number)])
    #expect(request.time == client[0].time)
    #expect(request.lastByte == client[1].time)
    #expect(request.sequence == 1000)
    let last = server[server.count - 2]
    #expect(response.frames.all == [.init(server[0].number, last.number)])
    #expect(response.time == server[0].time)
    #expect(reading.transactions[0].end == last.time)
    #expect(response.longestStall == last.time.since(server[server.count - 3].time))
    #expect(response.longestStall > 700_000_000)
    let next = try #require(reading.transactions[1].response)
    #expect(
      next.frames.all == [.init(server[server.count - 1].number, server[server.count - 1].number)])
    #expect(next.longestStall == 0)
    #expect(reading.connections[0].start == capture.packets()[0].time)
    #expect(
      reading.transactions[1].request?.frames.all == [.init(client[2].number, client[2].number)])
  }

  @Test func packetsOfSeveralInputsAreToldApart() throws {
    let capture = Self.capture()
    let packets = capture.packets().count
    let split = Self.data(capture, .server)[2].number
    let reading = Reading(capture) { $0 < split ? 0 : 1 }
    let response = try #require(reading.transactions[0].response)
    #expect(response.frames.all.map(\.input) == [0, 1])
    #expect(response.frames.all[0].last == split)
    #expect(response.frames.all[1].first >= 1)
    #expect(response.frames.all[1].last <= packets - split)
    #expect(reading.transactions[1].response?.frames.all.map(\.input) == [1])
  }

  @Test func transactionsAreNumberedByTime() {
    let capture = ForgedCapture(
      connections: (0..<20).map { index in
        var connection = ForgedConnection(
          client: Endpoint(address: Wire.client.address, port: UInt16(5000 + index)),
          server: Wire.server, start: .milliseconds(20 - index),
          events: [Wire.get("/\(index)"), Wire.ok(3000), Wire.get("/\(index)"), Wire.ok(1)])
        if index % 3 == 0 {
          connection.faults = [FaultRule(.recordedLate(places: 3), of: .client, .data([0, 1]))]
        }
        return connection
      })
    let reading = Reading(capture)
    #expect(reading.transactions.count == 40)
    #expect(reading.transactions.map(\.id) == Array(1...40))
    #expect(
      zip(reading.transactions, reading.transactions.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(reading.connections.map(\.id) == Array(1...20))
  }
}

extension FrameSpans.Span {
  /// Packets of the first input.
  init(_ first: Int, _ last: Int) {
    self = FrameSpans(Frame(input: 0, number: first, time: Timestamp(nanoseconds: 0))).head
    self.last = last
  }
}
