import Forge
import Packets
import Testing

struct FaultTests {
  /// Where the segments of the healthy connection lie.
  private let healthy = Wire.capture().serverData()

  private func check(
    _ fault: Fault, _ target: FaultTarget = .data(3)
  ) -> (data: [Range<Int>], truth: ForgedTruth.Direction, capture: ForgedCapture) {
    let capture = Wire.capture([FaultRule(fault, target)])
    return (capture.serverData(), capture.truth()[0].fromServer, capture)
  }

  @Test func missedByTheCapture() {
    let (data, truth, capture) = check(.missed, .data([3, 4]))
    #expect(data == healthy.enumerated().filter { ![3, 4].contains($0.offset) }.map(\.element))
    let hole = UInt64(healthy[3].lowerBound)..<UInt64(healthy[4].upperBound)
    #expect(truth.captureLoss == [hole])
    #expect(truth.received.ranges == [0..<truth.sent])
    #expect(capture.clientAcknowledgements() == Wire.capture().clientAcknowledgements())
  }

  @Test(arguments: [true, false])
  func lostOnTheWay(seen: Bool) {
    let (data, truth, capture) = check(.lost(seen: seen))
    #expect(data.count(where: { $0 == healthy[3] }) == (seen ? 2 : 1))
    #expect(data.lastIndex(of: healthy[3]) ?? 0 > 3)
    #expect(Set(data) == Set(healthy))
    #expect(truth.received.ranges == [0..<truth.sent])
    #expect(truth.captureLoss.isEmpty)
    // The receiver says four times and more what it waits for.
    let stuck = capture.clientAcknowledgements().count { $0 == healthy[3].lowerBound }
    #expect(stuck >= 4)
  }

  @Test(arguments: [1, 2, 5])
  func overtaken(places: Int) {
    let (data, truth, _) = check(.delayed(places: places))
    var expected = healthy
    expected.insert(expected.remove(at: 3), at: 3 + places)
    #expect(Array(data.prefix(4 + places)) == Array(expected.prefix(4 + places)))
    #expect(truth.received.ranges == [0..<truth.sent])
  }

  @Test func recordedAfterItsAcknowledgement() throws {
    let (data, _, capture) = check(.recordedLate(places: 4))
    #expect(data.count == healthy.count)
    let packets = capture.packets()
    let late = try #require(
      packets.firstIndex {
        $0.segment?.sequence == 3_000_000_001 + UInt32(healthy[3].lowerBound)
          && $0.sender == .server
      })
    let earlier = packets[..<late].filter { $0.sender == .client }
    #expect(
      earlier.contains {
        $0.segment?.acknowledgement == 3_000_000_001 + UInt32(healthy[3].upperBound)
      })
  }

  @Test func copiedByAMirrorPort() {
    let capture = check(.duplicated).capture
    let packets = capture.packets()
    let pairs = zip(packets, packets.dropFirst()).filter { $0.bytes == $1.bytes }
    #expect(pairs.count == 1)
    #expect(packets.count == Wire.capture().packets().count + 1)
  }

  @Test func sentAgainThoughReceived() {
    let (data, truth, _) = check(.repeated(after: 2))
    #expect(Array(data.prefix(7)) == Array(healthy[0...5]) + [healthy[3]])
    #expect(truth.received.ranges == [0..<truth.sent])
  }

  @Test(arguments: [(700, 1448), (-700, 1448), (0, 2896), (100, 200)])
  func sentAgainOverOtherBounds(shift: Int, count: Int) {
    let data = check(.repeated(shift: shift, count: count, after: 2)).data
    let start = healthy[3].lowerBound + shift
    #expect(data[6] == start..<start + count)
  }

  @Test func cutShort() throws {
    let packets = check(.cut(to: 100)).capture.packets()
    let cut = packets.filter { $0.bytes.count < $0.length }
    #expect(cut.map(\.bytes.count) == [100])
    #expect(cut.first?.payload.count == 46)
    #expect(cut.first?.segment?.payloadLength == healthy[3].count)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func whateverIsLostArrivesInTheEnd(seed: UInt64) {
    let capture = Wire.capture([
      FaultRule(.lost(seen: seed % 2 == 0), .randomData(0.2, seed: seed)),
      FaultRule(.lost(seen: true), of: .client, .randomPackets(0.1, seed: seed)),
      FaultRule(.delayed(places: 2), .randomData(0.1, seed: seed + 1)),
      FaultRule(.repeated(shift: 300), .randomData(0.1, seed: seed + 2)),
      FaultRule(.missed, .randomPackets(0.05, seed: seed + 3)),
    ])
    let truth = capture.truth()[0]
    for peer in Peer.allCases {
      #expect(truth[peer].sent == capture.connections[0].content(of: peer).count)
      #expect(truth[peer].received.ranges == [0..<truth[peer].sent])
      #expect(truth[peer].acknowledgedInCapture <= truth[peer].acknowledged)
    }
    // The truth about the capture is what its packets hold.
    let seen = ByteIntervals(
      capture.serverData().map { UInt64($0.lowerBound)..<UInt64($0.upperBound) })
    #expect(truth.fromServer.captured == seen)
    #expect(truth.packets == capture.packets().count)
    #expect(capture.pcap() == capture.pcap())
  }
}
