import Forge
import Packets
import Testing

struct PacketBuilderTests {
  private func builder(_ from: Endpoint = Wire.client, _ to: Endpoint = Wire.server)
    -> PacketBuilder
  {
    PacketBuilder(
      from: from, to: to, flags: [.psh, .ack], sequence: 0x0102_0304,
      acknowledgement: 0x0506_0708, payload: "hello")
  }

  @Test func writesEveryFieldOfIPv4AndTCP() {
    var packet = builder()
    packet.identification = 0xABCD
    packet.window = 0x1234
    packet.urgent = 9
    let bytes = packet.bytes()
    #expect(bytes[..<14] == [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0])
    #expect(bytes[14..<24] == [0x45, 0, 0, 45, 0xAB, 0xCD, 0x40, 0, 64, 6])
    #expect(bytes[26..<34] == [192, 168, 1, 2, 192, 168, 1, 3])
    #expect(bytes[34..<38] == [0xC0, 0x30, 0, 80])
    #expect(bytes[38..<50] == [1, 2, 3, 4, 5, 6, 7, 8, 0x50, 0x18, 0x12, 0x34])
    #expect(bytes[52..<54] == [0, 9])
    #expect(Array(bytes[54...]) == Array("hello".utf8))
  }

  /// A right checksum makes the sum over what it covers all ones.
  ///
  /// Source: RFC 1071 §1.
  @Test(arguments: [0, 1, 2, 7, 8, 9, 1447, 1448, 32_768])
  func checksumsAreRight(count: UInt64) {
    var packet = builder()
    packet.link = .raw
    packet.payload = .pattern(seed: 3, 0..<count)
    packet.ipOptions = [7, 3, 4]
    packet.options = [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2]
    let bytes = packet.bytes()
    #expect(Wire.checksum(bytes[..<24]) == 0xFFFF)
    let length = bytes.count - 24
    let pseudo = bytes[12..<20] + [0, 6, UInt8(length >> 8), UInt8(length & 0xFF)]
    #expect(Wire.checksum(pseudo + bytes[24...]) == 0xFFFF)
  }

  @Test func checksumsAreRightOverIPv6() {
    var packet = builder("[2001:db8::1]:5000", "[2001:db8::ff]:80")
    packet.link = .raw
    packet.extensions = [.init(0), .init(60, [1, 12] + Array(repeating: 0, count: 12))]
    let bytes = packet.bytes()
    #expect(bytes[4..<8] == [0, 8 + 16 + 25, 0, 64])
    #expect(bytes[40..<42] == [60, 0])
    #expect(bytes[48..<50] == [6, 1])
    let pseudo = bytes[8..<40] + [0, 0, 0, 25, 0, 0, 0, 6]
    #expect(Wire.checksum(pseudo + bytes[64...]) == 0xFFFF)
  }

  @Test func checksumsMayBeWrong() {
    var packet = builder()
    let right = packet.bytes()
    packet.checksum = .wrong
    let wrong = packet.bytes()
    #expect(zip(right, wrong).enumerated().filter { $1.0 != $1.1 }.map(\.offset) == [50, 51])
    packet.checksum = .offloaded
    let pseudo = right[26..<34] + [0, 6, 0, 25]
    let bytes = packet.bytes()
    #expect(UInt16(bytes[50]) << 8 | UInt16(bytes[51]) == Wire.checksum(pseudo))
  }

  @Test func lengthsAboveTheFieldAreZero() {
    var packet = builder()
    packet.payload = .pattern(seed: 0, 0..<65_496)
    #expect(packet.bytes()[16..<18] == [0, 0])
    packet.payload = .pattern(seed: 0, 0..<65_495)
    #expect(packet.bytes()[16..<18] == [0xFF, 0xFF])
  }

  struct LinkRow: CustomTestStringConvertible {
    var link: LinkLayer
    var number: UInt32
    var header: [UInt8]
    var testDescription: String { "\(link)" }
  }

  static let macs: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
  static let links: [LinkRow] = [
    LinkRow(link: .ethernet(), number: 1, header: macs + [8, 0]),
    LinkRow(
      link: .ethernet(tags: [VLANTag(5)]), number: 1, header: macs + [0x81, 0, 0, 5, 8, 0]),
    LinkRow(
      link: .ethernet(tags: [VLANTag(5, kind: .service), VLANTag(0xE007)]), number: 1,
      header: macs + [0x88, 0xA8, 0, 5, 0x81, 0, 0xE0, 7, 8, 0]),
    LinkRow(link: .raw, number: 101, header: []),
    LinkRow(link: .null(), number: 0, header: [2, 0, 0, 0]),
    LinkRow(link: .null(.big), number: 0, header: [0, 0, 0, 2]),
    LinkRow(link: .loop, number: 108, header: [0, 0, 0, 2]),
  ]

  @Test(arguments: links)
  func putsTheLinkFirst(_ row: LinkRow) {
    var packet = builder()
    packet.link = .raw
    let ip = packet.bytes()
    packet.link = row.link
    #expect(packet.bytes() == row.header + ip)
    #expect(row.link.linkType.rawValue == row.number)
  }

  @Test func fragmentsHoldTheWholeSegment() {
    var packet = builder()
    packet.link = .raw
    packet.payload = .pattern(seed: 1, 0..<100)
    let fragments = packet.fragments(size: 48)
    #expect(fragments.map { $0.count } == [68, 68, 44])
    #expect(fragments.map { Array($0[6..<8]) } == [[0x20, 0], [0x20, 6], [0, 12]])
    #expect(fragments.allSatisfy { Wire.checksum($0[..<20]) == 0xFFFF })
    #expect(fragments.flatMap { Array($0.dropFirst(20)) } == Array(packet.bytes().dropFirst(20)))
  }

  @Test func padsShortFrames() {
    var packet = builder()
    packet.payload = .empty
    packet.link = .ethernet(padded: true)
    #expect(packet.bytes().count == 60)
  }

  @Test func readsEndpoints() {
    #expect(("192.168.1.2:80" as Endpoint).description == "192.168.1.2:80")
    #expect(("[2001:db8::1:0]:443" as Endpoint).description == "[2001:db8::1:0]:443")
    #expect(("[::1]:1" as Endpoint).address == IPAddress(high: 0, low: 1))
    #expect(("[1:2:3:4:5:6:7:8]:1" as Endpoint).address.high == 0x0001_0002_0003_0004)
  }
}
