import Forge
import Packets
import Streams
import TestSupport
import Testing

struct RandomStreamTests {
  /// Questions and long answers, and at times both ends at once.
  private func connection(_ random: inout SeededGenerator) -> ForgedConnection {
    var events: [ForgedEvent] = []
    for seed in 0..<UInt64.random(in: 1...4, using: &random) {
      let question = UInt64.random(in: 1...4000, using: &random)
      let answer = UInt64.random(in: 1...60_000, using: &random)
      if Bool.random(using: &random) {
        events.append(.start(.client, .pattern(seed: seed, 0..<question)))
      } else {
        events.append(.send(.client, .pattern(seed: seed, 0..<question)))
      }
      events.append(.send(.server, .pattern(seed: seed, 5000..<(5000 + answer))))
      if Int.random(in: 0..<4, using: &random) == 0 {
        events += [.settle, .keepAlive(.client), .pause(.milliseconds(900))]
      }
    }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: break
    case 1: events += [.settle, .reset(.client)]
    default: events += [.settle, .finish(.server), .finish(.client)]
    }
    var connection = ForgedConnection(
      client: "10.0.0.1:1000", server: "10.0.0.2:80", events: events)
    connection.clientEnd.initialSequence = UInt32.random(in: 0 ... .max, using: &random)
    // One in two wraps.
    connection.serverEnd.initialSequence =
      UInt32.max - UInt32.random(in: 0...60_000, using: &random)
    connection.serverEnd.segmentSize = Int.random(in: 100...3000, using: &random)
    connection.vantage = Bool.random(using: &random) ? .client : .server
    return connection
  }

  private func harmless(_ seed: UInt64, _ random: inout SeededGenerator) -> [FaultRule] {
    var rules: [FaultRule] = []
    for peer in Peer.allCases {
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let fault: Fault =
          switch Int.random(in: 0..<5, using: &random) {
          case 0: .delayed(places: Int.random(in: 1...6, using: &random))
          case 1: .duplicated
          case 2: .lost(seen: Bool.random(using: &random))
          case 3: .recordedLate(places: Int.random(in: 1...6, using: &random))
          default:
            .repeated(
              shift: Int.random(in: -2000...2000, using: &random),
              count: Int.random(in: 1...4000, using: &random),
              after: Int.random(in: 0...5, using: &random))
          }
        rules.append(FaultRule(fault, of: peer, .randomData(0.1, seed: seed)))
      }
    }
    return rules
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func tellsTheContentWhateverTheOrder(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var connection = connection(&random)
    connection.faults = harmless(seed, &random)
    let ledger = Ledger.keep(ForgedCapture(connections: [connection]), allowsLoss: false)
    for peer in Peer.allCases {
      #expect(ledger[peer].bytes == connection.content(of: peer).bytes)
      #expect(ledger[peer].inferred.isEmpty && ledger[peer].unknown.isEmpty)
    }
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func tellsNoMoreThanTheCaptureShows(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var connection = connection(&random)
    connection.faults = harmless(seed, &random)
    for peer in Peer.allCases {
      let probability: Double = [0.0, 0.02, 0.1, 0.4].randomElement(using: &random) ?? 0
      connection.faults.append(
        FaultRule(.missed, of: peer, .randomPackets(probability, seed: seed &+ 1)))
      connection.faults.append(
        FaultRule(
          .cut(to: Int.random(in: 54...400, using: &random)), of: peer,
          .randomData(probability, seed: seed &+ 2)))
    }
    if seed % 3 == 0 {
      let first = Int.random(in: 0...60, using: &random)
      connection.kept = first..<(first + Int.random(in: 1...100, using: &random))
    }
    let capture = ForgedCapture(connections: [connection])
    let truth = capture.truth()[0]
    let ledger = Ledger.keep(capture, allowsLoss: true)
    for peer in Peer.allCases { check(ledger[peer], truth[peer]) }
  }

  private func check(_ told: Ledger.Direction, _ truth: ForgedTruth.Direction) {
    // A direction of which only a gap was told begins with its SYN.
    let shift = told.shift ?? 0
    var expected = ByteIntervals()
    for range in truth.captured.ranges {
      let kept = range.clamped(to: UInt64(max(0, shift))..<UInt64.max)
      expected.insert(kept)
    }
    #expect(told.seen == expected)
    guard told.shift != nil else { return }
    for gap in told.inferred {
      let end = told.maybeFin.contains(gap.upperBound - 1) ? gap.upperBound - 1 : gap.upperBound
      let range = UInt64(gap.lowerBound + shift)..<UInt64(end + shift)
      #expect(truth.received.contains(range))
    }
    for gap in told.unknown { #expect(UInt64(gap.upperBound + shift) <= truth.sent) }
  }
}
