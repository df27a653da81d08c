import Forge
import Packets
import Testing

struct ForgedCaptureTests {
  struct FormatRow: CustomTestStringConvertible {
    var format: PcapFormat
    var magic: [UInt8]
    var fraction: [UInt8]
    var testDescription: String { "\(format.precision) \(format.order)" }
  }

  /// 1.234567891 s after the epoch, in each format.
  static let formats: [FormatRow] = [
    FormatRow(
      format: PcapFormat(.microseconds, .little), magic: [0xD4, 0xC3, 0xB2, 0xA1],
      fraction: [0x47, 0x94, 0x03, 0x00]),
    FormatRow(
      format: PcapFormat(.microseconds, .big), magic: [0xA1, 0xB2, 0xC3, 0xD4],
      fraction: [0x00, 0x03, 0x94, 0x47]),
    FormatRow(
      format: PcapFormat(.nanoseconds, .little), magic: [0x4D, 0x3C, 0xB2, 0xA1],
      fraction: [0xD3, 0x38, 0xFB, 0x0D]),
    FormatRow(
      format: PcapFormat(.nanoseconds, .big), magic: [0xA1, 0xB2, 0x3C, 0x4D],
      fraction: [0x0D, 0xFB, 0x38, 0xD3]),
  ]

  @Test(arguments: formats)
  func writesTheFileInEveryFormat(_ row: FormatRow) {
    var capture = ForgedCapture(connections: [], link: .loop, snaplen: 3, format: row.format)
    capture.start = Timestamp(nanoseconds: 1_000_000_000)
    capture.strays = [StrayPacket(at: .nanoseconds(234_567_891), [1, 2, 3, 4, 5])]
    func number(_ value: UInt8, of count: Int = 4) -> [UInt8] {
      let zeros = [UInt8](repeating: 0, count: count - 1)
      return row.format.order == .little ? [value] + zeros : zeros + [value]
    }
    let header = row.magic + number(2, of: 2) + number(4, of: 2) + number(0, of: 8)
    let record = number(1) + row.fraction + number(3) + number(5)
    #expect(capture.pcap() == header + number(3) + number(108) + record + [1, 2, 3])
  }

  @Test func mergesConnectionsByTime() {
    var connections: [ForgedConnection] = []
    for number in 0..<20 as Range<UInt16> {
      var connection = Wire.connection()
      connection.client.port = 50_000 + number
      connection.start = .milliseconds(Int64(number * 7 % 20) * 10)
      connections.append(connection)
    }
    let capture = ForgedCapture(connections: connections)
    let packets = capture.packets()
    #expect(zip(packets, packets.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(packets.count == 20 * Wire.capture().packets().count)
    for number in 0..<20 {
      let own = packets.filter { $0.connection == number }.compactMap(\.segment)
      #expect(own.map(\.sequence) == Wire.capture().packets().compactMap(\.segment?.sequence))
    }
  }

  @Test func keepsAPartOfThePackets() {
    var capture = Wire.capture()
    let all = capture.packets()
    capture.kept = 5..<12
    #expect(capture.packets() == Array(all[5..<12]))
    #expect(capture.truth()[0].packets == 7)
    #expect(!capture.truth()[0].fromClient.hasCapturedOpening)
    capture.kept = nil
    capture.connections[0].kept = 0..<6
    #expect(capture.packets() == Array(all[..<6]))
  }

  @Test func cutsAtTheSnaplen() {
    var capture = Wire.capture()
    let whole = capture.packets()
    capture.snaplen = 96
    for (cut, all) in zip(capture.packets(), whole) {
      #expect(cut.bytes == Array(all.bytes.prefix(96)))
      #expect(cut.length == all.bytes.count)
      #expect(cut.segment?.payloadLength == all.segment?.payloadLength)
    }
    #expect(capture.truth() == Wire.capture().truth())
  }

  @Test func hidesWhatIsUnseen() {
    let first = Wire.resource.rangeExchange(first: 0, last: 999)
    let second = Wire.resource.rangeExchange(first: 1000, last: 1999)
    let connection = ForgedConnection(
      client: Wire.client, server: Wire.server, exchanges: [first, second.unseen, first])
    let truth = ForgedCapture(connections: [connection]).truth()[0]
    let before = first.response?.payload.count ?? 0
    let hidden = second.response?.payload.count ?? 0
    #expect(truth.fromServer.captureLoss == [before..<before + hidden])
    #expect(truth.fromServer.received.ranges == [0..<before * 2 + hidden])
  }

  @Test func piecesAreTheWholeFile() throws {
    let capture = Scenario.bulk(size: 3_000_000)
    var pieces: [[UInt8]] = []
    let truth = capture.write { pieces.append($0) }
    #expect(Array(pieces.joined()) == capture.pcap())
    #expect(pieces.dropLast().allSatisfy { $0.count < 600_000 })
    #expect(truth == capture.truth())
    #expect(truth.count == 64)
    #expect(truth.reduce(0) { $0 + $1.fromServer.received.count } > 3_000_000)
  }

  @Test func segmentsLieWhereThePayloadIs() {
    for link in [LinkLayer.raw, .null(), .ethernet(tags: [VLANTag(1)], padded: true)] {
      var capture = Wire.capture()
      capture.link = link
      let stream = capture.packets().filter { $0.sender == .client }.flatMap(\.payload)
      #expect(stream == capture.connections[0].content(of: .client).bytes)
    }
  }
}
