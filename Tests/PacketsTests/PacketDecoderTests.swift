import Packets
import Testing

struct PacketDecoderTests {
  typealias Make = PacketBytes
  static let data: [UInt8] = Array("GET / HTTP/1.1\r\n\r\n".utf8)

  /// A packet with the TCP data `data`, and what it begins with.
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var linkType = LinkType.ethernet
    var packet: [UInt8]
  }

  static let carriers: [Row] = {
    let tcp = Make.tcp(data)
    let ipv4 = Make.ipv4(tcp)
    let ipv6 = Make.ipv6(tcp)
    let snap: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0]
    let ah: [UInt8] = [6, 4] + [UInt8](repeating: 0, count: 22)
    return [
      Row(testDescription: "Ethernet, IPv4", packet: Make.ethernet(0x0800, ipv4)),
      Row(testDescription: "Ethernet, IPv6", packet: Make.ethernet(0x86DD, ipv6)),
      Row(
        testDescription: "padding",
        packet: Make.ethernet(0x0800, ipv4 + [UInt8](repeating: 0, count: 6))),
      Row(
        testDescription: "IPv6 padding",
        packet: Make.ethernet(0x86DD, ipv6 + [UInt8](repeating: 0, count: 6))),
      Row(testDescription: "802.1Q", packet: Make.ethernet(0x8100, Make.vlan(0x0800, ipv4))),
      Row(
        testDescription: "802.1ad and 802.1Q",
        packet: Make.ethernet(0x88A8, Make.vlan(0x8100, Make.vlan(0x86DD, ipv6)))),
      Row(
        testDescription: "stacked 0x9100",
        packet: Make.ethernet(0x9100, Make.vlan(0x9100, Make.vlan(0x0800, ipv4)))),
      Row(testDescription: "802.3 with SNAP", packet: Make.ethernet(66, snap + ipv4)),
      Row(
        testDescription: "IPv4 options",
        packet: Make.ethernet(0x0800, Make.ipv4(tcp, options: [1, 1, 1, 1, 1, 1, 1, 0]))),
      Row(
        testDescription: "IPv4 total length 0",
        packet: Make.ethernet(0x0800, Make.ipv4(tcp, totalLength: 0))),
      Row(
        testDescription: "IPv6 payload length 0",
        packet: Make.ethernet(0x86DD, Make.ipv6(tcp, length: 0))),
      Row(
        testDescription: "IPv4 authentication header",
        packet: Make.ethernet(0x0800, Make.ipv4(ah + tcp, proto: 51))),
      Row(
        testDescription: "IPv6 extension headers",
        packet: Make.ethernet(
          0x86DD,
          Make.ipv6(
            Make.extensionHeader(
              next: 43,
              Make.extensionHeader(
                next: 60, units: 2,
                Make.extensionHeader(
                  next: 44, Make.fragmentHeader(next: 51, offsetAndMore: 0, ah + tcp)))),
            next: 0))),
      Row(testDescription: "NULL, little", linkType: .null, packet: [2, 0, 0, 0] + ipv4),
      Row(testDescription: "NULL, big", linkType: .null, packet: [0, 0, 0, 2] + ipv4),
      Row(testDescription: "NULL, Linux IPv6", linkType: .null, packet: [10, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, NetBSD IPv6", linkType: .null, packet: [24, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, FreeBSD IPv6", linkType: .null, packet: [28, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, macOS IPv6", linkType: .null, packet: [0, 0, 0, 30] + ipv6),
      Row(testDescription: "LOOP", linkType: .loop, packet: [0, 0, 0, 24] + ipv6),
      Row(testDescription: "RAW 4", linkType: .raw, packet: ipv4),
      Row(testDescription: "RAW 6", linkType: .raw, packet: ipv6),
      Row(testDescription: "RAW 12", linkType: LinkType(rawValue: 12), packet: ipv4),
      Row(testDescription: "RAW 14", linkType: LinkType(rawValue: 14), packet: ipv6),
      Row(testDescription: "IPV4", linkType: .ipv4, packet: ipv4),
      Row(testDescription: "IPV6", linkType: .ipv6, packet: ipv6),
    ]
  }()

  @Test(arguments: carriers)
  func findsTheSegment(in row: Row) throws {
    var decoder = PacketDecoder()
    let decoded = decoder.decode(
      row.packet.span.bytes, linkType: row.linkType, wireLength: row.packet.count)
    let segment = try #require(decoded)
    #expect(Array(row.packet[segment.payload]) == Self.data)
    #expect(segment.payloadLength == Self.data.count)
    let ends = ["\(segment.source)", "\(segment.destination)"]
    #expect(
      ends == ["10.0.0.1:49200", "10.0.0.2:80"]
        || ends == ["[2001:db8::1]:49200", "[2001:db8::2]:80"])
    #expect(segment.sequence == 0xFFFF_FFF0)
    #expect(segment.acknowledgement == 1000)
    #expect(segment.flags == [.psh, .ack])
    #expect(segment.window == 8192)
    #expect(segment.options.isEmpty)
    #expect(decoder.skipped.isEmpty)
  }

  /// However the snaplen cuts a packet: a segment that tells its whole length, or one reason.
  @Test(arguments: carriers)
  func cutAnywhere(_ row: Row) {
    for count in 0..<row.packet.count {
      var decoder = PacketDecoder()
      let cut = Array(row.packet[..<count])
      let segment = decoder.decode(
        cut.span.bytes, linkType: row.linkType, wireLength: row.packet.count)
      if let segment {
        #expect(segment.payloadLength == Self.data.count)
        #expect(Self.data.starts(with: cut[segment.payload]))
        #expect(decoder.skipped.isEmpty)
      } else {
        #expect(decoder.skipped.values.reduce(0, +) == 1)
        let reason = decoder.skipped.keys.first?.rawValue ?? ""
        #expect(count == 0 ? reason == "empty-packet" : reason.hasPrefix("truncated-"))
      }
    }
  }

  @Test(arguments: carriers)
  func neverStopsOnChangedBytes(_ row: Row) {
    var decoder = PacketDecoder()
    for offset in row.packet.indices {
      for value in [0, 1, 4, 0x0F, 0x40, 0x4F, 0x60, 0x7F, 0x80, 0xFF] as [UInt8] {
        var packet = row.packet
        packet[offset] = value
        for count in [packet.count, offset + 1, (offset + packet.count) / 2] {
          let cut = Array(packet[..<count])
          let segment = decoder.decode(
            cut.span.bytes, linkType: row.linkType, wireLength: packet.count)
          guard let segment else { continue }
          #expect(segment.payload.upperBound <= count)
          #expect(segment.options.upperBound <= count)
          #expect(segment.payloadLength >= segment.payload.count)
        }
      }
    }
  }

  @Test func lengthsAreThoseOfTheWire() throws {
    // 1000 bytes of data by the IP length, 100 of them captured.
    let packet = Make.ethernet(
      0x0800, Make.ipv4(Make.tcp([UInt8](repeating: 7, count: 100)), totalLength: 1040))
    let decoded = decode(packet, wireLength: 1054)
    let segment = try #require(decoded)
    #expect(segment.payload == 54..<154)
    #expect(segment.payloadLength == 1000)
  }

  @Test func offloadGoesToTheEndOfTheWire() throws {
    let packet = Make.ethernet(0x0800, Make.ipv4(Make.tcp([1, 2, 3]), totalLength: 0))
    let decoded = decode(packet, wireLength: 100_054)
    let segment = try #require(decoded)
    #expect(segment.payload == 54..<57)
    #expect(segment.payloadLength == 100_000)
  }

  @Test func headerCutInItsOptionsIsUsed() throws {
    let options: [UInt8] = [1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2]
    let whole = Make.ethernet(0x0800, Make.ipv4(Make.tcp([1, 2, 3], options: options)))
    let decoded = decode(whole, wireLength: whole.count)
    #expect(try #require(decoded).options == 54..<66)
    let cut = decode(Array(whole[..<60]), wireLength: whole.count)
    let segment = try #require(cut)
    #expect(segment.options == 54..<60)
    #expect(segment.payload == 60..<60)
    #expect(segment.payloadLength == 3)
  }

  @Test func openingSegmentMayCarryData() throws {
    let packet = Make.ethernet(0x0800, Make.ipv4(Make.tcp([1, 2, 3], flags: 0x02)))
    let decoded = decode(packet, wireLength: packet.count)
    let segment = try #require(decoded)
    #expect(segment.flags == .syn && segment.payloadLength == 3)
  }

  private func decode(_ packet: [UInt8], wireLength: Int) -> Segment? {
    var decoder = PacketDecoder()
    return decoder.decode(packet.span.bytes, linkType: .ethernet, wireLength: wireLength)
  }
}
