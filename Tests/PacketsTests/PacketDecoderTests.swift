import Packets
import TestSupport
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

  static let carriers = basicRows + linkRows + wlanRows + tunnelRows

  @Test(arguments: carriers)
  func findsTheSegment(in row: Row) throws {
    var decoder = PacketDecoder()
    let found = decoder.find(row.packet, row.linkType)
    try #require(found.count == 1)
    let segment = found[0].segment
    #expect(found[0].payload == Self.data)
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
    #expect(segment.hopLimit == 64)
    let isIPv4 = segment.source.address.isIPv4
    #expect(segment.identification == (isIPv4 ? 0xABCD_0007 : 0xABCD_2345))
    #expect(decoder.skipped.isEmpty)
  }

  /// The way that is part of the caller: what it takes it tells as `decode` does, however a packet is
  /// cut or changed.
  @Test(arguments: carriers)
  func theUsualWayTellsTheSame(_ row: Row) {
    var variants = (0...row.packet.count).map { Array(row.packet[..<$0]) }
    for place in row.packet.indices {
      for bit in 0..<8 {
        var changed = row.packet
        changed[place] ^= 1 << UInt8(bit)
        variants.append(changed)
      }
    }
    for packet in variants {
      guard let usual = PacketDecoder.usual(packet.span.bytes, linkType: row.linkType) else {
        continue
      }
      var decoder = PacketDecoder()
      #expect(decoder.find(packet, row.linkType).map(\.segment) == [usual])
      #expect(decoder.skipped.isEmpty)
    }
  }

  @Test func nearlyAllPacketsAreUsual() {
    let packet = Make.ethernet(0x0800, Make.ipv4(Make.tcp(Self.data)))
    #expect(PacketDecoder.usual(packet.span.bytes, linkType: .ethernet) != nil)
    #expect(PacketDecoder.usual(packet.span.bytes, linkType: .raw) == nil)
    let tagged = Make.ethernet(0x8100, Make.vlan(0x0800, Make.ipv4(Make.tcp(Self.data))))
    #expect(PacketDecoder.usual(tagged.span.bytes, linkType: .ethernet) == nil)
  }

  /// However the snaplen cuts a packet: a segment that tells its whole length, or one reason.
  @Test(arguments: carriers)
  func cutAnywhere(_ row: Row) {
    for count in 0..<row.packet.count {
      var decoder = PacketDecoder()
      let found = decoder.find(
        Array(row.packet[..<count]), row.linkType, wireLength: row.packet.count)
      if let found = found.first {
        #expect(found.segment.payloadLength == Self.data.count)
        #expect(Self.data.starts(with: found.payload))
        #expect(decoder.skipped.isEmpty)
      } else {
        #expect(decoder.skippedCount == 1)
        let reason = decoder.skipped.keys.first ?? .notIP
        #expect(count == 0 ? reason == .emptyPacket : SkipReason.ofCuts.contains(reason))
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
          let before = decoder.skippedCount
          let found = decoder.find(
            Array(packet[..<count]), row.linkType, wireLength: packet.count)
          #expect(found.isEmpty == (decoder.skippedCount == before + 1))
          for found in found {
            #expect(found.segment.payload.upperBound <= found.bytes.count)
            #expect(found.segment.options.upperBound <= found.bytes.count)
            #expect(found.segment.payloadLength >= found.segment.payload.count)
          }
        }
      }
    }
  }

  /// The straight way through common packets finds what the loop over the layers finds, which reads
  /// packets that begin with IP of a known version.
  @Test(arguments: 0..<600 as Range<UInt64>)
  func bothWaysFindTheSame(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let isIPv4 = seed % 2 == 0
    let options = [UInt8](repeating: 1, count: 4 * Int.random(in: 0...10, using: &generator))
    let data = [UInt8](repeating: 7, count: Int.random(in: 0...40, using: &generator))
    let flags = UInt8.random(in: 0...255, using: &generator)
    let tcp = Make.tcp(data, flags: flags, options: options)
    var ip = isIPv4 ? Make.ipv4(tcp) : Make.ipv6(tcp)
    // Not the first byte: raw IP takes its version from there.
    let changed = Int.random(in: 1..<min(ip.count, 60), using: &generator)
    if seed % 3 != 0 { ip[changed] = UInt8.random(in: 0...255, using: &generator) }
    let type = isIPv4 ? 0x0800 : 0x86DD
    let packets: [(LinkType, [UInt8])] = [
      (.ethernet, Make.ethernet(type, ip)),
      (.ethernet, Make.ethernet(0x8100, Make.vlan(type, ip))),
      (.ethernet, Make.ethernet(0x9100, Make.vlan(type, ip))),
      (.raw, ip),
      (.null, [isIPv4 ? 2 : 30, 0, 0, 0] + ip),
      (.loop, [0, 0, 0, isIPv4 ? 2 : 24] + ip),
      (.linuxCooked, Make.uint16(0) + [0, 1] + Make.zeros(10) + Make.uint16(type) + ip),
      (.linuxCooked2, Make.uint16(type) + Make.zeros(6) + [0, 1] + Make.zeros(10) + ip),
    ]
    for count in [ip.count, Int.random(in: 1...ip.count, using: &generator)] {
      var reference = PacketDecoder()
      let wire = ip.count + Int.random(in: 0...3, using: &generator)
      let expected = reference.find(
        Array(ip[..<count]), isIPv4 ? .ipv4 : .ipv6, wireLength: wire
      ).first
      for (linkType, packet) in packets {
        var decoder = PacketDecoder()
        let before = packet.count - ip.count
        let found = decoder.find(
          Array(packet[..<(before + count)]), linkType, wireLength: before + wire
        ).first
        #expect(found?.payload == expected?.payload)
        #expect(found?.segment.options.count == expected?.segment.options.count)
        var segment = found?.segment
        segment?.payload = expected?.segment.payload ?? 0..<0
        segment?.options = expected?.segment.options ?? 0..<0
        #expect(segment == expected?.segment)
        #expect(decoder.skipped == reference.skipped)
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
    return decoder.decode(
      packet.span.bytes, linkType: .ethernet, wireLength: wireLength,
      time: Timestamp(nanoseconds: 0))
  }
}
