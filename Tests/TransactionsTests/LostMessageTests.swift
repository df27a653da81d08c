import Forge
import HTTP
import Packets
import Testing
import Transactions

/// Whole messages that the capture does not hold, and what becomes of those around them.
struct LostMessageTests {
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var events: [ForgedEvent]
    var faults: [FaultRule] = []
    var change: @Sendable (inout ForgedConnection) -> Void = { _ in }
    var lines: [String]
    var pairings: [Pairing]
  }

  static let plain: [ForgedEvent] =
    (0..<4).flatMap { [Wire.get("/\($0)"), Wire.ok(5000 + UInt64($0))] } + Wire.finish
  static let ranges: [ForgedEvent] =
    (0..<4).flatMap { Wire.part("/\($0)", $0 * 1000..<$0 * 1000 + 100, of: 5000) } + Wire.finish
  static let pipelinedRanges: [ForgedEvent] =
    ranges.filter { $0.sender == .client } + ranges.filter { $0.sender == .server }

  static let rows: [Row] = [
    Row(
      testDescription: "the end of a response and the head of the next", events: plain,
      faults: [FaultRule(.missed, .data([3, 4]))],
      lines: [
        "GET /0 > 200 complete", "GET /1 > - none", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.certain, .responseNotCaptured, .inferred, .certain]),
    Row(
      testDescription: "two responses of four", events: ranges,
      faults: [FaultRule(.missed, .data([1, 2]))],
      lines: [
        "GET /0 > 206 complete", "GET /1 > - none", "GET /2 > - none", "GET /3 > 206 complete",
      ], pairings: [.certain, .responseNotCaptured, .responseNotCaptured, .inferred]),
    Row(
      testDescription: "a pipelined response", events: pipelinedRanges,
      faults: [FaultRule(.missed, .data([1]))],
      lines: [
        "GET /0 > 206 complete", "GET /1 > - none", "GET /2 > 206 complete",
        "GET /3 > 206 complete",
      ], pairings: [.certain, .responseNotCaptured, .inferred, .certain]),
    Row(
      testDescription: "a request", events: plain,
      faults: [FaultRule(.missed, of: .client, .data(1))],
      lines: [
        "GET /0 > 200 complete", "- > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.certain, .requestNotCaptured, .inferred, .certain]),
    Row(
      testDescription: "a pipelined request", events: pipelinedRanges,
      faults: [FaultRule(.missed, of: .client, .data(1))],
      lines: [
        "GET /0 > 206 complete", "GET /2 > 206 complete", "GET /3 > 206 complete",
        "- > 206 complete",
      ], pairings: [.certain, .inferred, .certain, .requestNotCaptured]),
    Row(
      testDescription: "a request and its response", events: plain,
      faults: [
        FaultRule(.missed, of: .client, .data(1)), FaultRule(.missed, .data([4, 5, 6, 7])),
      ],
      lines: ["GET /0 > 200 complete", "GET /2 > 200 complete", "GET /3 > 200 complete"],
      pairings: [.certain, .inferred, .certain]),
    Row(
      testDescription: "the first request", events: plain,
      faults: [FaultRule(.missed, of: .client, .data(0))],
      lines: [
        "- > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.requestNotCaptured, .inferred, .certain, .certain]),
    Row(
      testDescription: "the last response", events: plain,
      faults: [FaultRule(.missed, .data(Set(12...15)))],
      lines: [
        "GET /0 > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > - none",
      ], pairings: [.certain, .certain, .certain, .responseNotCaptured]),
    Row(
      testDescription: "no packet of the server", events: plain,
      faults: [FaultRule(.missed, .randomPackets(1, seed: 1))],
      lines: ["GET /0 > - none", "GET /1 > - none", "GET /2 > - none", "GET /3 > - none"],
      pairings: Array(repeating: .responseNotCaptured, count: 4)),
    Row(
      testDescription: "no packet of the client", events: plain,
      faults: [FaultRule(.missed, of: .client, .randomPackets(1, seed: 1))],
      lines: Array(repeating: "- > 200 complete", count: 4),
      pairings: Array(repeating: .requestNotCaptured, count: 4)),
    Row(
      testDescription: "midstream, between exchanges", events: plain,
      change: { $0.opening = .midstream },
      lines: [
        "GET /0 > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.inferred, .certain, .certain, .certain]),
    Row(
      testDescription: "midstream, within a content",
      events: [Wire.get("/a"), Wire.ok(50_000)] + plain,
      change: { $0.kept = 15..<1000 },
      lines: [
        "GET /0 > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.inferred, .certain, .certain, .certain]),
    Row(
      testDescription: "midstream, within a head",
      events: [
        Wire.ask("GET /a HTTP/1.1\r\nHos"), Wire.ask("t: h\r\n\r\n"), Wire.ok(10),
      ] + plain, change: { $0.kept = 4..<1000 },
      lines: [
        "- > 200 complete", "GET /0 > 200 complete", "GET /1 > 200 complete",
        "GET /2 > 200 complete", "GET /3 > 200 complete",
      ], pairings: [.requestNotCaptured, .inferred, .certain, .certain, .certain]),
    Row(
      testDescription: "the capture ends before the last response",
      events: [Wire.get("/a"), Wire.ok(10), Wire.get("/b")],
      faults: [FaultRule(.missed, of: .client, .packets([0]))],
      lines: ["GET /a > 200 complete", "GET /b > - none"], pairings: [.inferred, .certain]),
    Row(
      testDescription: "an answer recorded before its question", events: plain,
      faults: [FaultRule(.recordedLate(places: 4), of: .client, .data([0, 2]))],
      lines: [
        "GET /0 > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.certain, .certain, .certain, .certain]),
    Row(
      testDescription: "an answer recorded before its question, in midstream", events: plain,
      faults: [FaultRule(.recordedLate(places: 1), of: .client, .data([0]))],
      change: { $0.opening = .midstream },
      lines: [
        "GET /0 > 200 complete", "GET /1 > 200 complete", "GET /2 > 200 complete",
        "GET /3 > 200 complete",
      ], pairings: [.inferred, .inferred, .certain, .certain]),
  ]

  @Test(arguments: rows)
  func readsWhatIsLeft(_ row: Row) {
    let reading = Reading(row.events, faults: row.faults, row.change)
    #expect(
      Set(reading.lines) == Set(row.lines) && reading.lines.count == row.lines.count,
      "\(reading.lines)")
    let pairings = zip(reading.lines, reading.pairings).sorted { $0.0 < $1.0 }.map(\.1)
    let expected = zip(row.lines, row.pairings).sorted { $0.0 < $1.0 }.map(\.1)
    #expect(pairings == expected)
    #expect(reading.connections.map(\.isHTTP) == [true])
    #expect(reading.connections.map(\.client) == [Wire.client])
    let unpaired = reading.pairings.count { $0 == .requestNotCaptured }
    #expect(reading.connections[0].unpairedResponses == unpaired)
  }

  @Test func tellsWhichSidesAreThere() {
    let missing: [(Peer, Bool, Bool)] = [(.client, false, true), (.server, true, false)]
    for (peer, client, server) in missing {
      let reading = Reading(
        Self.plain, faults: [FaultRule(.missed, of: peer, .randomPackets(1, seed: 1))])
      #expect(reading.connections[0].sides == (client, server))
    }
  }

  /// Content that happens to look like a record of TLS, in midstream, must not end the reading.
  @Test func oneRecordIsNotTLS() {
    let events: [ForgedEvent] = [.send(.server, [23, 3, 3, 0, 200, 1, 2, 3])] + Self.plain
    let reading = Reading(events) { $0.opening = .midstream }
    #expect(reading.connections[0].isHTTP)
    #expect(reading.transactions.count == 4)
  }

  @Test func recordsInMidstreamAreTLS() {
    let record: [UInt8] = [23, 3, 3, 0, 3, 1, 2, 3]
    for count in [1, 4] {
      let events = Array(
        repeating: ForgedEvent.send(.server, .bytes(record + record)), count: count)
      let reading = Reading(events) { $0.opening = .midstream }
      #expect(reading.connections.map(\.opaqueProtocol) == ["TLS"])
      #expect(reading.connections.map(\.opaqueBytes) == [count * 16])
    }
  }

  /// Whether requests may have been lost: those of the client's bytes that are not there tell it.
  @Test(arguments: [(Peer.client, true), (.server, false)])
  func knowsThatRequestsAreLacking(_ peer: Peer, _ lacks: Bool) {
    let events = [
      Wire.get("/a"), Wire.ok(5), Wire.get("/b"), Wire.ok(5), Wire.get("/c"), Wire.ok(5),
    ]
    let whole = Reading(events + Wire.finish)
    #expect(!whole.connections[0].mayLackRequests)
    let reading = Reading(events + Wire.finish, faults: [FaultRule(.missed, of: peer, .data([1]))])
    #expect(reading.connections[0].lostBytes > 0)
    #expect(reading.connections[0].hasRequestHole == lacks)
    #expect(reading.connections[0].mayLackRequests == lacks)
  }
}

extension ForgedEvent {
  var sender: Peer? {
    switch self {
    case .send(let peer, _), .finish(let peer): peer
    default: nil
    }
  }
}
