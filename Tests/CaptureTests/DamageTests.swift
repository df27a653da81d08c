@testable import Capture
import Bytes
import Packets
import Testing

struct DamageTests {
  typealias Make = CaptureBytes

  static let packets: [Make.Packet] = (0..<40).map { (index: Int) -> Make.Packet in
    let length = index * 7 % 60
    let bytes: [UInt8] = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ index) }
    return Make.Packet(
      seconds: 1_400_000_000 + UInt32(index), fraction: UInt32(index), bytes: bytes)
  }

  /// The packets that are also among the true ones, which any others must not outnumber.
  private func expectSane(_ contents: CaptureContents, of true: [[UInt8]], lostAtMost: Int) {
    #expect(contents.packets.count >= `true`.count - lostAtMost)
    #expect(contents.packets.count <= `true`.count + 1)
    #expect(contents.records.map(\.capturedLength) == contents.packets.map(\.count))
    for damage in contents.info.damage { #expect((damage.lost ?? 0) >= 0) }
  }

  @Test(arguments: [false, true])
  func bearsAnyByteBeingWrong(isPcapng: Bool) throws {
    let all = Array(Self.packets[..<12])
    let file = isPcapng ? Make.pcapng(all) : Make.pcap(all)
    for place in (isPcapng ? 28 : 24)..<file.count {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var bytes = file
        bytes[place] ^= change
        let contents = try CaptureContents(bytes)
        // A length that lies by a little hides up to the record that it ends in; a description
        // that is lost takes all its packets with it.
        let isDescription = isPcapng && place < Make.pcapng([]).count
        expectSane(contents, of: all.map(\.bytes), lostAtMost: isDescription ? 12 : 2)
      }
    }
  }

  @Test(arguments: [false, true], [1, 8, 30])
  func tellsTheSameHoweverMuchIsReadAtOnce(isPcapng: Bool, missing: Int) throws {
    let all = Array(Self.packets[..<12])
    let file = isPcapng ? Make.pcapng(all) : Make.pcap(all)
    for place in (isPcapng ? 28 : 24)..<file.count - missing {
      var bytes = file
      bytes.removeSubrange(place..<place + missing)
      let contents = try CaptureContents(bytes)
      for capacity in [16, 45, 60, 75, 90] {
        let pieces = try CaptureContents(bytes, capacity: capacity)
        #expect(pieces == contents, "\(missing) bytes missing at \(place), by \(capacity)")
      }
    }
  }

  @Test(arguments: [false, true])
  func goesOnBehindAByteThatIsWrongInALength(isPcapng: Bool) throws {
    let all = Self.packets
    let start = (isPcapng ? Make.pcapng(Array(all[..<20])) : Make.pcap(Array(all[..<20]))).count
    let next = (isPcapng ? Make.pcapng(Array(all[..<21])) : Make.pcap(Array(all[..<21]))).count
    var file = isPcapng ? Make.pcapng(all) : Make.pcap(all)
    file[start + (isPcapng ? 6 : 10)] = 0x7F
    let contents = try CaptureContents(file)
    #expect(contents.packets == all[..<20].map(\.bytes) + all[21...].map(\.bytes))
    #expect(contents.info.damage.map(\.offset) == [start])
    #expect(contents.info.damage.map(\.lost) == [next - start])
  }

  static let noise: [UInt8] = (0..<70_001).map { (index: Int) -> UInt8 in
    UInt8(truncatingIfNeeded: index &* index &+ index >> 7)
  }

  @Test(arguments: [false, true])
  func passesOverWhatIsNoRecord(isPcapng: Bool) throws {
    let all = Self.packets
    let head = isPcapng ? Make.pcapng(Array(all[..<20])) : Make.pcap(Array(all[..<20]))
    let file = isPcapng ? Make.pcapng(all) : Make.pcap(all)
    for junk in [
      [UInt8](repeating: 0, count: 4096), [UInt8](repeating: 0xFF, count: 3001),
      Array(String(repeating: "no record of any kind ", count: 200_000).utf8),
      Self.noise,
    ] {
      let contents = try CaptureContents(head + junk + file[head.count...])
      #expect(contents.packets == all.map(\.bytes))
      #expect(contents.info.damage.map(\.offset) == [head.count])
      #expect(contents.info.damage.map(\.lost) == [junk.count])
    }
  }

  /// A length that is too great takes others into its packet, unless one looks.
  @Test func aLengthThatHidesOthersIsSeen() throws {
    let all = Self.packets
    let start = Make.pcap(Array(all[..<20])).count
    let next = Make.pcap(Array(all[..<21])).count
    for place in [8, 9] {
      var file = Make.pcap(all)
      file[start + place] ^= 0x03
      file[start + 13] = 0x10  // So that only what follows shows it.
      let contents = try CaptureContents(file)
      #expect(contents.packets.count == 39)
      #expect(contents.info.damage.map(\.offset) == [start])
      #expect(contents.info.damage.map(\.lost) == [next - start])
    }
  }

  @Test func theClockOfACaptureMayJump() throws {
    var all = Array(Self.packets[..<10])
    for index in 5..<10 { all[index].seconds = UInt32(index) }
    let contents = try CaptureContents(Make.pcap(all))
    #expect(contents.packets == all.map(\.bytes))
    #expect(contents.info.damage.isEmpty)
  }

  @Test func longLengthsDoNotSizeTheMemory() throws {
    // USB may have long packets, and this one claims 60 MB.
    var file = Make.pcap([], linkType: 189)
    file += Make.uint32(1) + Make.uint32(0) + Make.uint32(60_000_000) + Make.uint32(60_000_000)
    file += [1, 2, 3]
    let contents = try CaptureContents(file)
    #expect(contents.packets.isEmpty)
    #expect(
      contents.info.damage == [
        Damage(offset: 24, reason: "truncated: the file ends within a record", lost: 19)
      ])
  }

  @Test func manyDamagesAreBounded() throws {
    var file = PcapngBytes()
    file.section()
    file.interface()
    for index in 0..<3000 {
      file.enhanced([1], at: 1, interface: UInt32(1 + index % 2))
    }
    let contents = try CaptureContents(file.bytes)
    #expect(contents.info.damage.count == 1000)
    #expect(contents.info.damage.compactMap(\.lost).reduce(0, +) == 3000 * 36)
  }

  @Test(arguments: 0..<100)
  func bearsManyWrongBytes(seed: Int) throws {
    var state = UInt64(seed) &+ 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var file = seed % 2 == 0 ? Make.pcap(Self.packets) : Make.pcapng(Self.packets)
    for _ in 0..<(1 + seed / 4) { file[28 + random(file.count - 28)] = UInt8(random(256)) }
    let contents = try CaptureContents(file, capacity: 1 + random(300))
    #expect(contents.packets.count <= 200)
    #expect(contents.info.damage.allSatisfy { ($0.offset ?? 0) <= file.count })
  }
}
