@testable import Capture
import Bytes
import Packets
import Testing

struct PcapVariantTests {
  typealias Make = CaptureBytes

  private func header(
    _ magic: UInt32, bigEndian: Bool, major: UInt16 = 2, minor: UInt16 = 4, linkType: UInt32 = 1
  ) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] { Make.uint32(value, bigEndian: bigEndian) }
    return word(magic) + Make.uint16(major, bigEndian: bigEndian)
      + Make.uint16(minor, bigEndian: bigEndian) + word(0) + word(0) + word(1000) + word(linkType)
  }

  private func record(_ words: [UInt32], _ packet: [UInt8], bigEndian: Bool) -> [UInt8] {
    words.flatMap { Make.uint32($0, bigEndian: bigEndian) } + packet
  }

  @Test(arguments: [false, true])
  func kuznetsovsHasLongerRecords(bigEndian: Bool) throws {
    let file =
      header(0xA1B2_CD34, bigEndian: bigEndian)
      + record([1, 2, 3, 60, 4, 0], [7, 8, 9], bigEndian: bigEndian)
      + record([1, 3, 1, 1, 4, 0], [10], bigEndian: bigEndian)
    let contents = try CaptureContents(file)
    #expect(contents.packets == [[7, 8, 9], [10]])
    #expect(contents.records.map(\.wireLength) == [60, 1])
    #expect(contents.records.map(\.time.nanoseconds) == [1_000_002_000, 1_000_003_000])
  }

  @Test(arguments: [false, true], [0x1C00_01AB, 0x1C00_01AC] as [UInt32])
  func ixiasHasALongerHeader(bigEndian: Bool, magic: UInt32) throws {
    let file =
      header(magic, bigEndian: bigEndian) + Make.uint32(17, bigEndian: bigEndian)
      + record([1, 2, 1, 1], [7], bigEndian: bigEndian)
    let contents = try CaptureContents(file)
    #expect(contents.packets == [[7]])
    #expect(contents.records.map(\.time.nanoseconds) == [1_000_002_000])
  }

  @Test(
    arguments: [
      (2, 2, 60, 3), (543, 0, 60, 3), (2, 3, 60, 3), (2, 3, 3, 60), (2, 4, 3, 60), (2, 9, 3, 60),
    ] as [(UInt16, UInt16, UInt32, UInt32)])
  func oldVersionsHaveTheLengthsSwapped(
    major: UInt16, minor: UInt16, first: UInt32, second: UInt32
  ) throws {
    let file =
      header(0xA1B2_C3D4, bigEndian: true, major: major, minor: minor)
      + record([1, 2, first, second], [7, 8, 9], bigEndian: true)
    let contents = try CaptureContents(file)
    #expect(contents.packets == [[7, 8, 9]])
    #expect(contents.records.map(\.wireLength) == [60])
  }

  @Test(
    arguments: [
      (0x0000_0001, 1), (0xF400_0001, 1), (0x2400_0071, 113), (12, 101), (14, 101),
    ] as [(UInt32, UInt32)])
  func theLinkTypeIsBelowTheFrameCheckLength(field: UInt32, number: UInt32) throws {
    let file =
      header(0xA1B2_C3D4, bigEndian: false, linkType: field)
      + record([1, 2, 1, 1], [7], bigEndian: false)
    #expect(try CaptureContents(file).records.map(\.linkType.rawValue) == [number])
  }

  @Test func whatIsBeyondTheSnaplenIsKept() throws {
    let packet = [UInt8](repeating: 5, count: 300)
    let file = Make.pcap(
      [.init(seconds: 1, bytes: packet), .init(seconds: 1, bytes: [1])], snaplen: 40)
    let contents = try CaptureContents(file)
    #expect(contents.packets == [packet, [1]])
    #expect(contents.info.damage.isEmpty)
  }

  @Test(arguments: [65_535, 0, 0x7FFF_FFFF, 1_000_000] as [UInt32])
  func aLargePacketMakesTheBufferGrow(snaplen: UInt32) throws {
    let packets = [10, 262_144, 3, 100_000, 0].map {
      Make.Packet(seconds: 1, bytes: [UInt8](repeating: UInt8($0 % 251), count: $0))
    }
    let contents = try CaptureContents(Make.pcap(packets, snaplen: snaplen), capacity: 100)
    #expect(contents.packets == packets.map(\.bytes))
    #expect(contents.info.damage.isEmpty)
  }
}
