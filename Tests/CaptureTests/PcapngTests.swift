@testable import Capture
import Bytes
import Packets
import Testing

struct PcapngTests {
  /// Two sections of different byte order, each with two interfaces of its own.
  static var sections: [UInt8] {
    var file = PcapngBytes()
    file.section(isBigEndian: true)
    file.interface(linkType: 1, snaplen: 100, name: "eth0")
    file.interface(linkType: 101, resolution: 9)
    file.enhanced([1, 2, 3], at: 1_000_000, wire: 60)
    file.enhanced([4, 5], at: 2_000_000_001, interface: 1)
    file.statistics(interface: 1, received: 5, dropped: 2)
    file.statistics(interface: 1, received: 9, dropped: 3)
    file.section()
    file.interface(linkType: 113, resolution: 3)
    file.enhanced([6], at: 3_000)
    file.obsolete([7, 8, 9, 10], at: 4_000)
    file.interface(linkType: 0)
    file.enhanced([11], at: 5_000_000, interface: 1)
    return file.bytes
  }

  @Test(arguments: [1, 12, 33, 64, 1 << 18])
  func readsSections(capacity: Int) throws {
    let contents = try CaptureContents(Self.sections, capacity: capacity)
    #expect(contents.packets == [[1, 2, 3], [4, 5], [6], [7, 8, 9, 10], [11]])
    #expect(contents.records.map(\.linkType.rawValue) == [1, 101, 113, 113, 0])
    #expect(
      contents.records.map(\.time.nanoseconds) == [
        1_000_000_000, 2_000_000_001, 3_000_000_000, 4_000_000_000, 5_000_000_000,
      ])
    #expect(contents.records.map(\.wireLength) == [60, 2, 1, 4, 1])
    #expect(contents.records.map(\.number) == [1, 2, 3, 4, 5])
    #expect(contents.info.fractionDigits == 9)
    #expect(contents.info.damage.isEmpty)
    #expect(
      contents.info.interfaces == [
        InterfaceInfo(name: "eth0", linkType: "EN10MB", snaplen: 100),
        InterfaceInfo(linkType: "RAW", snaplen: 0, received: 9, dropped: 3),
        InterfaceInfo(linkType: "LINUX_SLL", snaplen: 0),
        InterfaceInfo(linkType: "NULL", snaplen: 0),
      ])
  }

  static let clocks: [(resolution: UInt8, offset: Int64, units: UInt64, nanoseconds: Int64)] = [
    (6, 0, 1_234_567, 1_234_567_000),
    (0, 0, 3, 3_000_000_000),
    (9, 0, 1_234_567_891_234_567_891, 1_234_567_891_234_567_891),
    (12, 0, 1_234_567_891_239, 1_234_567_891),
    (19, 0, 15_000_000_000_000_000_000, 1_500_000_000),
    (20, 0, 15_000_000_000_000_000_000, 0),
    (0x80, 0, 7, 7_000_000_000),
    (0x8A, 0, 1024 + 512, 1_500_000_000),
    (0xA0, 0, 3 << 31, 1_500_000_000),
    (0xBF, 0, 3 << 62, 1_500_000_000),
    (0xC0, 0, .max, 0),
    (0xFF, 0, .max, 0),
    (6, 5, 1_000_001, 6_000_001_000),
    (6, -5, 1_000_001, -3_999_999_000),
    (6, .max, 1_000_001, .max),
    (6, .min, 1_000_001, .min),
    (0, 0, .max, .max),
    (6, 0, .max, .max),
  ]

  @Test(arguments: clocks.indices)
  func readsTimes(row: Int) throws {
    let clock = Self.clocks[row]
    let time = PcapngClock(resolution: clock.resolution, offset: clock.offset).time(clock.units)
    #expect(time.nanoseconds == clock.nanoseconds)
    var file = PcapngBytes()
    file.section(isBigEndian: row % 2 == 0)
    file.interface(resolution: clock.resolution, offset: clock.offset)
    file.enhanced([1], at: clock.units)
    #expect(try CaptureContents(file.bytes).records.map(\.time) == [time])
  }

  @Test func simplePacketsEndWithTheSnaplen() throws {
    var file = PcapngBytes()
    file.section()
    file.interface(snaplen: 5)
    file.enhanced([1], at: 7_000_000)
    file.simple([1, 2, 3], wire: 3)
    file.simple([1, 2, 3, 4, 5], wire: 60)
    let contents = try CaptureContents(file.bytes)
    #expect(contents.packets == [[1], [1, 2, 3], [1, 2, 3, 4, 5]])
    #expect(contents.records.map(\.wireLength) == [1, 3, 60])
    // They have no time: that of the packet before stands for it.
    #expect(
      contents.records.map(\.time.nanoseconds) == [7_000_000_000, 7_000_000_000, 7_000_000_000])
  }

  @Test func otherBlocksArePassedOverAndSomeAreNumbered() throws {
    var file = PcapngBytes()
    file.section(options: file.option(1, Array("a comment".utf8)) + file.option(0, []))
    file.interface()
    file.block(0x7777_7777, [UInt8](repeating: 9, count: 100_000))
    file.enhanced([1], at: 1, options: file.option(1, Array("another".utf8)) + file.option(0, []))
    file.block(0x0BAD, file.word(1) + [1, 2, 3, 4])
    file.block(9, [1, 2, 3, 4])
    file.block(4, [])
    file.enhanced([2], at: 2)
    let contents = try CaptureContents(file.bytes, capacity: 64)
    #expect(contents.packets == [[1], [2]])
    // As Wireshark numbers them.
    #expect(contents.records.map(\.number) == [1, 4])
    #expect(contents.info.packets == 2 && contents.info.damage.isEmpty)
  }

  @Test func namesAndSecretsAreKept() throws {
    var file = PcapngBytes()
    file.section(isBigEndian: true)
    file.block(0x0A, [1, 2, 3, 4])
    file.block(4, [5, 6, 7, 8])
    for _ in 0..<3 { file.block(0x0A, [UInt8](repeating: 7, count: 7 << 20)) }
    try CaptureBytes.withFile(file.bytes) { path in
      let source = try FileSource(path: path)
      #expect(try source.next() == nil)
      #expect(source.secrets.map(\.body.count) == [4, 7 << 20, 7 << 20])
      #expect(source.secrets.first == CaptureBlock(body: [1, 2, 3, 4], isBigEndian: true))
      #expect(source.nameResolution == [CaptureBlock(body: [5, 6, 7, 8], isBigEndian: true)])
      #expect(source.info.damage.isEmpty)
    }
  }

  @Test func whatContradictsItselfIsDamage() throws {
    var file = PcapngBytes()
    file.section()
    file.interface()
    file.enhanced([1], at: 1)
    let starts = file.bytes.count
    file.enhanced([2], at: 2, interface: 1)
    file.enhanced([2], at: 2, interface: 1)
    file.enhanced([3], at: 3)
    let last = file.bytes.count
    file.block(6, file.word(0) + file.word(0) + file.word(0) + file.word(9) + file.word(9))
    file.enhanced([4], at: 4)
    let contents = try CaptureContents(file.bytes)
    #expect(contents.packets == [[1], [3], [4]])
    #expect(contents.info.damage.map(\.offset) == [starts, last])
    #expect(contents.info.damage.map(\.lost) == [72, 32])
  }

  @Test func aSectionOfAnotherVersionIsPassedOver() throws {
    var file = PcapngBytes()
    file.section()
    file.interface()
    file.enhanced([1], at: 1)
    let start = file.bytes.count
    file.section(isBigEndian: true, major: 2)
    file.interface()
    file.enhanced([2], at: 1)
    let end = file.bytes.count
    file.section(minor: 2)
    file.interface()
    file.enhanced([3], at: 1)
    let contents = try CaptureContents(file.bytes)
    #expect(contents.packets == [[1], [3]])
    #expect(contents.info.damage.map(\.offset) == [start])
    #expect(contents.info.damage.map(\.lost) == [end - start])
  }
}
