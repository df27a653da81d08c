import Forge
import Packets
import Testing
import Transactions

/// Who held a content up.
struct StallTests {
  /// The cause of the longest stall of the first response.
  private func cause(
    _ events: [ForgedEvent], faults: [FaultRule] = [],
    _ change: (inout ForgedConnection) -> Void = { _ in }
  ) throws -> StallCause? {
    try response(events, faults: faults, change).longestStallCause
  }

  private func response(
    _ events: [ForgedEvent], faults: [FaultRule] = [],
    _ change: (inout ForgedConnection) -> Void = { _ in }
  ) throws -> Response {
    let reading = Reading([Wire.get("/a")] + events, faults: faults, change)
    return try #require(reading.transactions.first?.response)
  }

  /// The content in two pieces, and what happens between.
  private func halves(_ between: [ForgedEvent]) -> [ForgedEvent] {
    [Wire.ok(20_000, sent: 10_000)] + between + [.send(.server, .pattern(seed: 7, 10_000..<20_000))]
  }

  @Test(arguments: [Peer.client, .server])
  func aServerThatSendsNothingIsIdle(vantage: Peer) throws {
    let events = halves([.pause(.seconds(2))])
    #expect(try cause(events) { $0.vantage = vantage } == .senderIdle)
    let response = try response(events)
    #expect(response.longestStall > 2_000_000_000)
    let packets = try #require(response.longestStallPackets)
    #expect(packets.before > 0 && packets.before < packets.after && packets.evidence == 0)
  }

  @Test(arguments: [Peer.client, .server])
  func aClosedWindowIsTheClients(vantage: Peer) throws {
    let events = halves([
      .window(.client, 0), .pause(.seconds(2)), .window(.client, 1000),
    ])
    let response = try response(events) { $0.vantage = vantage }
    #expect(response.longestStallCause == .receiverWindow)
    let packets = try #require(response.longestStallPackets)
    #expect(packets.before < packets.evidence && packets.evidence < packets.after)
  }

  @Test func aWindowThatTakesNoSegmentIsClosed() throws {
    // 5 << 8 is less than a segment, 6 << 8 is one.
    #expect(try cause(halves([.window(.client, 5), .pause(.seconds(2))])) == .receiverWindow)
    #expect(try cause(halves([.window(.client, 6), .pause(.seconds(2))])) == .senderIdle)
    // Without the SYN nothing is known of the scale.
    #expect(
      try cause(halves([.window(.client, 5), .pause(.seconds(2))])) { $0.opening = .midstream }
        == .senderIdle)
    // Where the server offers no scale none applies.
    #expect(
      try cause(halves([.window(.client, 1000), .pause(.seconds(2))])) {
        $0.serverEnd.windowShift = nil
      } == .receiverWindow)
  }

  @Test func aServerIsIdleThatWaitsLongAfterTheWindowOpened() throws {
    let events = halves([
      .window(.client, 0), .pause(.milliseconds(300)), .window(.client, 1000), .pause(.seconds(2)),
    ])
    #expect(try cause(events) == .senderIdle)
  }

  @Test func aResetOfTheClientClosesNoWindow() throws {
    let events = halves([.pause(.seconds(2))])
    #expect(
      try cause(events + [.window(.client, 0), .reset(.client)]) == .senderIdle)
  }

  @Test(arguments: [true, false], [Peer.client, .server])
  func whatIsSentAgainWasLost(seen: Bool, vantage: Peer) throws {
    let response = try response(
      [Wire.ok(200_000)], faults: [FaultRule(.lost(seen: seen), .data(4))]
    ) {
      $0.vantage = vantage
      $0.roundTrip = .milliseconds(300)
      $0.flight = 20_000
    }
    #expect(response.longestStall > 250_000_000)
    if seen || vantage == .client {
      #expect(try #require(response.longestStallPackets).after > 0)
    }
  }

  @Test func aHoleThatIsFilledLateWasLost() throws {
    // The flight ends within the hole's round trip, so that all waits for it.
    let response = try response(
      [Wire.ok(15_000), .pause(.seconds(1))], faults: [FaultRule(.lost(seen: false), .data(4))]
    ) { $0.roundTrip = .milliseconds(400) }
    #expect(response.longestStallCause == .loss)
    #expect(try #require(response.longestStallPackets).evidence > 0)
  }

  @Test func aFirstCopyThatTheCaptureSawWasLost() throws {
    let response = try response(
      [Wire.ok(2000), .send(.server, .pattern(seed: 7, 0..<0))],
      faults: [FaultRule(.lost(seen: true), .data(0))])
    #expect(response.longestStall < 250_000_000)
    let late = try self.response(
      halves([]), faults: [FaultRule(.lost(seen: true), .data(6))]
    ) {
      $0.retransmissionTimeout = .seconds(2)
      $0.vantage = .server
    }
    #expect(late.longestStallCause == .loss)
    #expect(late.longestStall > 1_000_000_000)
  }

  @Test func aMirrorPortsCopyIsNoLoss() throws {
    let events = halves([.pause(.seconds(2))])
    #expect(try cause(events, faults: [FaultRule(.duplicated, .data([5, 6]))]) == .senderIdle)
  }

  @Test func aKeepAliveProbeIsNoLoss() throws {
    #expect(
      try cause(halves([.pause(.seconds(1)), .keepAlive(.server), .pause(.seconds(1))]))
        == .senderIdle)
  }

  @Test func whereTheCaptureMissesPacketsItIsUnknown() throws {
    let events = [
      Wire.ok(20_000, sent: 10_000), .unseen([.send(.server, .pattern(seed: 7, 10_000..<15_000))]),
      .pause(.seconds(2)), .send(.server, .pattern(seed: 7, 15_000..<20_000)),
    ]
    #expect(try cause(events) == .unknown)
  }

  @Test func withoutTheClientsPacketsItIsUnknown() throws {
    let capture = Wire.capture([Wire.get("/a")] + halves([.pause(.seconds(2))]))
    let reading = Reading(capture) { _ in 0 }
    #expect(reading.transactions[0].response?.longestStallCause == .senderIdle)
    let faults = [FaultRule(.missed, of: .client, .randomPackets(1, seed: 1))]
    let deaf = Reading([Wire.get("/a")] + halves([.pause(.seconds(2))]), faults: faults)
    #expect(deaf.transactions.first?.response?.longestStallCause == .unknown)
  }

  @Test func whatCameInOnePacketHasNoStall() throws {
    let response = try response([Wire.ok(10)])
    #expect(response.longestStall == 0)
    #expect(response.longestStallCause == nil)
    #expect(response.longestStallPackets == nil)
  }

  @Test func contentHasItsTime() throws {
    let response = try response([
      Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\n"), .pause(.milliseconds(500)),
      .send(.server, .pattern(seed: 1, 0..<1000)), .pause(.milliseconds(700)),
      .send(.server, .pattern(seed: 1, 1000..<3000)),
    ])
    let time = try #require(response.contentTime)
    #expect(time.lowerBound.since(response.time) > 500_000_000)
    #expect(time.upperBound.since(time.lowerBound) > 700_000_000)
    #expect(time.upperBound.since(time.lowerBound) < 1_000_000_000)
    #expect(try self.response([Wire.ok(0)]).contentTime == nil)
  }
}
