import Forge
import Packets
import TestSupport
import Testing

struct FragmentTests {
  typealias Make = PacketBytes

  /// A piece of the content of an IPv4 packet, with `range` of it.
  static func ipv4(
    _ content: [UInt8], _ range: Range<Int>, hasMore: Bool, identification: Int = 7
  ) -> [UInt8] {
    var packet = Make.ipv4(
      Array(content[range]), fragment: range.lowerBound / 8 | (hasMore ? 0x2000 : 0))
    packet[4...5] = Make.uint16(identification)[...]
    return Make.ethernet(0x0800, packet)
  }

  /// A piece of the content of an IPv6 packet, behind an options header.
  static func ipv6(_ content: [UInt8], _ range: Range<Int>, hasMore: Bool) -> [UInt8] {
    let header = Make.fragmentHeader(
      next: 6, offsetAndMore: range.lowerBound | (hasMore ? 1 : 0), Array(content[range]))
    return Make.ethernet(0x86DD, Make.ipv6(Make.extensionHeader(next: 44, header), next: 60))
  }

  /// Counting bytes, from `start` on.
  static func data(_ count: Int, from start: Int = 0) -> [UInt8] {
    (start..<start + count).map { UInt8(truncatingIfNeeded: $0 * 7) }
  }

  @Test(arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func comeInAnyOrder(_ order: [Int]) throws {
    let data = Self.data(100)
    let content = Make.tcp(data)
    let ranges = [0..<48, 48..<96, 96..<120]
    for make in [{ Self.ipv4($0, $1, hasMore: $2) }, Self.ipv6] {
      var decoder = PacketDecoder()
      for (place, index) in order.enumerated() {
        let found = decoder.find(make(content, ranges[index], index < 2))
        #expect(found.isEmpty == (place < 2))
        if place < 2 { #expect(decoder.skipped == [.fragmentPending: place + 1]) }
        guard let whole = found.first else { continue }
        #expect(whole.payload == data)
        #expect(whole.segment.payloadLength == 100)
        #expect(whole.segment.source.port == 49200)
        #expect(whole.segment.hopLimit == 64)
      }
      #expect(decoder.skipped == [.fragmentReassembled: 2])
      // It is not kept for the next packet.
      #expect(decoder.find(Make.ethernet(0x0806, [])).isEmpty)
    }
  }

  @Test func theFirstCopyStands() throws {
    let content = Make.tcp(Self.data(76))
    // The same up to a position, and other bytes from there on.
    func changed(from position: Int) -> [UInt8] {
      content.enumerated().map { $0 < position ? $1 : ~$1 }
    }
    var decoder = PacketDecoder()
    // The first; over its start, all over it, within it, and again; the last.
    let pieces: [([UInt8], Range<Int>)] = [
      (content, 32..<64), (changed(from: 32), 24..<48), (changed(from: 24), 16..<72),
      (changed(from: 0), 40..<48), (changed(from: 0), 32..<64), (content, 64..<96),
    ]
    for (index, (bytes, range)) in pieces.enumerated() {
      #expect(decoder.find(Self.ipv4(bytes, range, hasMore: index < 5)).isEmpty)
    }
    #expect(decoder.skipped == [.fragmentPending: 6])
    let found = decoder.find(Self.ipv4(changed(from: 16), 0..<40, hasMore: true))
    let whole = try #require(found.first)
    var expected = content
    expected.replaceSubrange(64..<72, with: changed(from: 64)[64..<72])
    #expect(whole.bytes == expected)
  }

  @Test func tunnelsAreLookedForInside() throws {
    let inner = Make.ipv4(Make.tcp(Self.data(50)))
    let gre = [0, 0, 0x65, 0x58] + Make.ethernet(0x8100, Make.vlan(0x0800, inner))
    var decoder = PacketDecoder()
    for start in stride(from: 0, to: gre.count, by: 24) {
      let end = min(start + 24, gre.count)
      let piece = Make.ipv4(
        Array(gre[start..<end]), proto: 47, fragment: start / 8 | (end < gre.count ? 0x2000 : 0))
      let found = decoder.find(Make.ethernet(0x0800, piece))
      #expect(found.isEmpty == (end < gre.count))
      if let whole = found.first { #expect(whole.payload == Self.data(50)) }
    }
  }

  @Test func fragmentsOfFragments() throws {
    let content = Make.tcp(Self.data(60))
    var decoder = PacketDecoder()
    var found: [Decoded] = []
    for (range, hasMore) in [(40..<80, false), (0..<40, true)] {
      let inner = Make.ipv4(
        Array(content[range]), fragment: range.lowerBound / 8 | (hasMore ? 0x2000 : 0))
      for (range, hasMore) in [(0..<32, true), (32..<60, false)] {
        found += decoder.find(
          Make.ethernet(
            0x0800,
            Make.ipv4(
              Array(inner[range]), proto: 4,
              fragment: range.lowerBound / 8 | (hasMore ? 0x2000 : 0))))
      }
    }
    #expect(found.map(\.payload) == [Self.data(60)])
    #expect(decoder.skipped == [.fragmentReassembled: 3])
  }

  @Test func cutBySnaplenKeepsPositions() throws {
    let content = Make.tcp(Self.data(180))
    var decoder = PacketDecoder()
    let last = Self.ipv4(content, 96..<200, hasMore: false)
    #expect(decoder.find(last).isEmpty)
    let first = Self.ipv4(content, 0..<96, hasMore: true)
    let found = decoder.find(Array(first[..<84]), wireLength: first.count)
    let whole = try #require(found.first)
    #expect(whole.payload == Self.data(30))
    #expect(whole.segment.payloadLength == 180)
  }

  @Test func waitOnlySoLong() {
    let content = Make.tcp(Self.data(76))
    var decoder = PacketDecoder()
    #expect(decoder.find(Self.ipv4(content, 0..<48, hasMore: true), at: 100).isEmpty)
    #expect(decoder.find(Self.ipv4(content, 0..<48, hasMore: true), at: 130).isEmpty)
    #expect(decoder.find(Self.ipv4(content, 48..<96, hasMore: false), at: 131).isEmpty)
    #expect(decoder.skipped == [.fragmentTimeout: 2, .fragmentPending: 1])
    #expect(decoder.find(Self.ipv4(content, 0..<48, hasMore: true), at: 161).count == 1)
    #expect(decoder.skipped == [.fragmentTimeout: 2, .fragmentReassembled: 1])
  }

  @Test func onlySoManyPacketsAreHeld() {
    let content = Make.tcp(Self.data(76))
    var decoder = PacketDecoder()
    let count = PacketDecoder.maximumFragmentedPackets + 3
    for number in 0..<count {
      let packet = Self.ipv4(content, 0..<48, hasMore: true, identification: number)
      #expect(decoder.find(packet).isEmpty)
    }
    #expect(decoder.skipped == [.fragmentLimit: 3, .fragmentPending: count - 3])
    let last = { Self.ipv4(content, 48..<96, hasMore: false, identification: $0) }
    #expect(decoder.find(last(3)).count == 1)
    #expect(decoder.find(last(0)).isEmpty)
  }

  @Test func onlySoManyBytesAreHeld() {
    let content = Self.data(60_000)
    var decoder = PacketDecoder()
    for number in 0..<100 {
      _ = decoder.find(Self.ipv4(content, 0..<60_000, hasMore: true, identification: number))
    }
    let held = decoder.skipped[.fragmentPending] ?? 0
    #expect(held == PacketDecoder.maximumFragmentBytes / 60_300)
    #expect(decoder.skipped[.fragmentLimit] == 100 - held)
  }

  @Test func whatContradictsItselfIsMalformed() {
    let content = Self.data(400)
    var decoder = PacketDecoder()
    _ = decoder.find(Self.ipv4(content, 0..<200, hasMore: true))
    // An end before what is there; two ends; beyond the end.
    _ = decoder.find(Self.ipv4(content, 96..<100, hasMore: false))
    #expect(decoder.skipped == [.fragmentPending: 1, .malformedIP: 1])
    _ = decoder.find(Self.ipv4(content, 304..<320, hasMore: false))
    _ = decoder.find(Self.ipv4(content, 304..<328, hasMore: false))
    _ = decoder.find(Self.ipv4(content, 312..<400, hasMore: true))
    #expect(decoder.skipped == [.fragmentPending: 2, .malformedIP: 3])
    // Nothing in it, and more than any packet can have.
    _ = decoder.find(Self.ipv4(content, 8..<12, hasMore: true))
    let far = Make.ipv4(content, fragment: 0x1FFF)
    _ = decoder.find(Make.ethernet(0x0800, far))
    #expect(decoder.skipped == [.fragmentPending: 2, .malformedIP: 5])
  }

  @Test func protocolsThatAreNotOursAreNotHeld() {
    var decoder = PacketDecoder()
    _ = decoder.find(Make.ethernet(0x0800, Make.ipv4(Self.data(64), proto: 1, fragment: 0x2000)))
    _ = decoder.find(Make.ethernet(0x0800, Make.ipv4(Self.data(64), proto: 50, fragment: 0x2000)))
    #expect(decoder.skipped == [.notTCP: 1, .encrypted: 1])
  }

  @Test func forgedFragments() throws {
    let source = Endpoint(address: IPAddress(ipv4: 0x0A00_0001), port: 1)
    let sink = Endpoint(address: IPAddress(ipv4: 0x0A00_0002), port: 2)
    var packet = PacketBuilder(from: source, to: sink, payload: .bytes(Self.data(3000)))
    packet.ipOptions = [1, 1, 1, 0]
    packet.identification = 99
    var decoder = PacketDecoder()
    let found = packet.fragments(size: 1480).flatMap { decoder.find($0) }
    #expect(found.map(\.payload) == [Self.data(3000)])
    #expect((found.first?.segment.identification ?? 0) & 0xFFFF == 99)
  }

  /// Against a model: a byte is what the first copy of it said, and a packet is there when all its
  /// bytes are.
  @Test(arguments: 0..<300 as Range<UInt64>)
  func anyPieces(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let count =
      8 * Int.random(in: 3...30, using: &generator) + Int.random(in: 0...7, using: &generator)
    let header = Make.tcp()
    var model = [UInt8?](repeating: nil, count: count)
    var hasEnd = false
    var decoder = PacketDecoder()
    var found: [Decoded] = []
    var packets = 0
    while found.isEmpty, packets < 500 {
      let start = 8 * Int.random(in: 0...(count - 1) / 8, using: &generator)
      let isLast = Bool.random(using: &generator)
      let least = min(start + 8, count)
      var end = isLast ? count : 8 * Int.random(in: least / 8...count / 8, using: &generator)
      if end <= start { end = count }
      let hasMore = !(end == count && isLast)
      if hasMore { end = end / 8 * 8 }
      // All of it at once is no fragment.
      guard start < end, start > 0 || hasMore else { continue }
      var content = [UInt8](repeating: UInt8(truncatingIfNeeded: packets), count: count)
      content.replaceSubrange(0..<20, with: header)
      found = decoder.find(
        seed % 2 == 0
          ? Self.ipv4(content, start..<end, hasMore: hasMore)
          : Self.ipv6(content, start..<end, hasMore: hasMore))
      packets += 1
      if !hasMore { hasEnd = true }
      for position in start..<end where model[position] == nil {
        model[position] = content[position]
      }
      let isWhole = hasEnd && !model.contains(nil)
      #expect(found.isEmpty == !isWhole)
    }
    if let whole = found.first {
      #expect(whole.bytes == model.compactMap { $0 })
      #expect(decoder.skipped[.fragmentReassembled] ?? 0 == packets - 1)
    } else {
      #expect(decoder.skipped == [.fragmentPending: packets])
    }
  }
}
