import Forge
import Packets
import Testing

struct StreamTests {
  /// The server's stream, put together again from the packets.
  private func stream(_ capture: ForgedCapture) -> [UInt8] {
    let first = capture.connections[0].serverEnd.initialSequence &+ 1
    var bytes: [UInt8] = []
    for packet in capture.packets() where packet.sender == .server {
      guard let segment = packet.segment, segment.payloadLength > 0 else { continue }
      #expect(Int(segment.sequence &- first) == bytes.count)
      bytes += packet.payload
    }
    return bytes
  }

  @Test(arguments: [0, 1000, UInt32.max - 5000, .max])
  func carriesWhatWasSent(initialSequence: UInt32) {
    var connection = Wire.connection()
    connection.serverEnd.initialSequence = initialSequence
    let capture = ForgedCapture(connections: [connection])
    let expected = connection.content(of: .server).bytes
    #expect(stream(capture) == expected)
    #expect(Array(expected.suffix(30_000)) == Wire.resource.pattern.bytes(in: 0..<30_000))
  }

  @Test(arguments: [536, 1448, 32_768, 65_535])
  func cutsAtTheSegmentSize(size: Int) {
    var connection = ForgedConnection(
      client: Wire.client, server: Wire.server, exchanges: [Wire.resource.exchange()])
    connection.serverEnd.segmentSize = size
    let data = ForgedCapture(connections: [connection]).serverData()
    #expect(data.dropLast().allSatisfy { $0.count == size })
    #expect(data.last?.upperBound == Int(connection.content(of: .server).count))
  }

  @Test func acknowledgesEverySecondSegment() {
    let data = Wire.capture().serverData()
    let ends = Set(data.enumerated().filter { $0.offset % 2 == 1 }.map(\.element.upperBound))
    let acknowledged = Set(Wire.capture().clientAcknowledgements())
    #expect(ends.isSubset(of: acknowledged))
    #expect(!acknowledged.contains(data[0].upperBound))
    #expect(acknowledged.contains(data[data.count - 1].upperBound))
  }

  @Test func pushesTheLastSegmentOnly() {
    let data = Wire.capture().packets().filter {
      $0.sender == .server && $0.segment?.payloadLength ?? 0 > 0
    }
    #expect(
      data.map { $0.segment?.flags.contains(.psh) ?? false }.firstIndex(of: true) == data.count - 1)
  }

  @Test func patternsAgreeWhereRangesOverlap() {
    let pattern = Pattern(seed: 5)
    let all = pattern.bytes(in: 0..<600_000)
    #expect(pattern.bytes(in: 262_000..<263_000) == Array(all[262_000..<263_000]))
    #expect(pattern.byte(at: 599_999) == all[599_999])
    #expect(Pattern(seed: 6).bytes(in: 0..<100) != Array(all[..<100]))
  }

  @Test func payloadsAreCutAnywhere() {
    let payload: Payload = .joined(["abc", .pattern(seed: 1, 10..<20), [1, 2], .empty])
    let all = payload.bytes
    #expect(all.count == 15)
    for start in 0...15 {
      for end in start...15 {
        #expect(payload.slice(UInt64(start)..<UInt64(end)).bytes == Array(all[start..<end]))
      }
    }
  }
}
