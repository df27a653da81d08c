@testable import Capture
import Packets
import Testing

struct CompressionTests {
  typealias Make = CaptureBytes

  static let packets: [Make.Packet] = (0..<300).map { (index: Int) -> Make.Packet in
    let bytes: [UInt8] = (0..<index).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ index) }
    return Make.Packet(seconds: 1_400_000_000 + UInt32(index), bytes: bytes)
  }

  @Test(arguments: Compressed.allCases, [1, 2, 7, 100, 4096, 1 << 18])
  func readsWhatIsCompressed(_ compressed: Compressed, capacity: Int) throws {
    let plain = Make.pcap(Self.packets)
    let contents = try CaptureContents(compressed(plain), capacity: capacity)
    #expect(contents.packets == Self.packets.map(\.bytes))
    #expect(contents.info.compression == compressed.rawValue)
    #expect(contents.info.format == .pcap)
    #expect(contents.info.damage.isEmpty)
  }

  @Test(arguments: Compressed.allCases, [1, 64, 1 << 18])
  func readsSeveralFramesInOneFile(_ compressed: Compressed, capacity: Int) throws {
    let plain = Make.pcapng(Self.packets)
    var file: [UInt8] = []
    for start in stride(from: 0, to: plain.count, by: 10_000) {
      file += compressed(Array(plain[start..<min(start + 10_000, plain.count)]))
      if compressed != .gzip { file += Compressed.skippable([1, 2, 3]) }
    }
    if compressed == .gzip { file += compressed([]) + [UInt8](repeating: 0, count: 512) }
    let contents = try CaptureContents(file, capacity: capacity)
    #expect(contents.packets == Self.packets.map(\.bytes))
    #expect(contents.info.damage.isEmpty)
  }

  @Test(arguments: [Compressed.zstd, .lz4])
  func aFrameToBeSkippedMayComeFirst(_ compressed: Compressed) throws {
    let skipped = Compressed.skippable([]) + Compressed.skippable([UInt8](repeating: 1, count: 999))
    let contents = try CaptureContents(skipped + compressed(Make.pcap(Self.packets)), capacity: 50)
    #expect(contents.packets == Self.packets.map(\.bytes))
    #expect(contents.info.compression == compressed.rawValue)
  }

  @Test func whatIsCompressedTwiceIsRead() throws {
    let file = Compressed.gzip(Compressed.zstd(Make.pcap(Self.packets)))
    let contents = try CaptureContents(file)
    #expect(contents.packets == Self.packets.map(\.bytes))
    #expect(contents.info.compression == "gzip")
    let deep = (0..<9).reduce(Make.pcap([])) { bytes, _ in Compressed.gzip(bytes) }
    #expect(throws: CaptureError.self) { try CaptureContents(deep) }
  }

  @Test(arguments: Compressed.allCases)
  func whatIsCutIsReadAsFarAsItGoes(_ compressed: Compressed) throws {
    let packets = Array(Self.packets[..<40])
    let file = compressed(Make.pcap(packets))
    var most = 0
    for length in 0..<file.count {
      guard let contents = try? CaptureContents(Array(file[..<length])) else { continue }
      #expect(contents.packets == packets[..<contents.packets.count].map(\.bytes))
      #expect(contents.packets.count >= most)
      most = contents.packets.count
      #expect(contents.info.damage.count == 1)
      #expect(contents.info.damage[0].lost == nil)
      #expect(contents.info.damage[0].reason == "its \(compressed) data is cut off")
      // In decompressed bytes: where the first record that is missing begins.
      #expect(contents.info.damage[0].offset == Make.pcap(Array(packets[..<most])).count)
    }
  }

  @Test(arguments: Compressed.allCases)
  func bearsAnyByteBeingWrong(_ compressed: Compressed) throws {
    let file = compressed(Make.pcap(Array(Self.packets[..<40])))
    for place in file.indices {
      var bytes = file
      bytes[place] ^= 0x55
      let contents = try? CaptureContents(bytes)
      #expect(contents?.packets.count ?? 0 <= 100)
      // What is read of it does not depend on how much is read at once.
      let pieces = try? CaptureContents(bytes, capacity: 50 + place % 100)
      #expect(contents?.packets == pieces?.packets)
      #expect(contents?.info.damage == pieces?.info.damage)
    }
  }

  @Test func whatFollowsGzipDataIsDamage() throws {
    let contents = try CaptureContents(Compressed.gzip(Make.pcap(Self.packets)) + [1, 2, 3])
    #expect(contents.packets.count == 300)
    #expect(contents.info.damage.map(\.reason) == ["what follows its gzip data is no gzip data"])
  }
}
