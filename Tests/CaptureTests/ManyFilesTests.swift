@testable import Capture
import Bytes
import Foundation
import Packets
import Testing

struct ManyFilesTests {
  typealias Make = CaptureBytes

  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = NSTemporaryDirectory() + "captures-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  /// How many files this process has open.
  private var openFiles: Int {
    get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }
  }

  /// 1,500 files whose times follow each other, given in another order.
  @Test func aLongRotatedSeriesIsOneRecord() throws {
    try withFolder { folder in
      let count = 1500
      let paths = try (0..<count).map { (index: Int) throws -> String in
        let packets = (0..<3).map {
          Make.Packet(seconds: UInt32(1000 + index * 3 + $0), bytes: [UInt8($0), 0])
        }
        let plain = index % 2 == 0 ? Make.pcap(packets) : Make.pcapng(packets)
        let path = "\(folder)/\(index)"
        try Data(index % 5 == 0 ? Compressed.gzip(plain) : plain).write(to: URL(filePath: path))
        return path
      }
      let before = try openFiles
      let order = (0..<count).map { $0 * 7 % count }
      let merged = MergedSource(try order.map { try FileSource(path: paths[$0]) })
      #expect(try openFiles <= before + 4)
      var seconds: [Int64] = []
      var most = 0
      try merged.forEach { input, record, bytes in
        seconds.append(record.time.nanoseconds / 1_000_000_000)
        #expect(bytes.array() == [UInt8(record.number - 1), 0])
        if seconds.count % 500 == 1 { most = max(most, try openFiles) }
      }
      #expect(seconds == Array(1000..<Int64(1000 + 3 * count)))
      // Other tests may have files open at the same time.
      #expect(most <= before + MergedSource.mostOpen + 200)
      #expect(merged.sources.allSatisfy { $0.info.packets == 3 && $0.info.damage.isEmpty })
    }
  }

  /// Every packet comes from another file than the one before.
  @Test(arguments: [nil] + Compressed.allCases)
  func filesMayOverlap(_ compressed: Compressed?) throws {
    try withFolder { folder in
      let count = 100
      let paths = try (0..<count).map { (index: Int) throws -> String in
        let plain = Make.pcap(
          (0..<5).map {
            Make.Packet(seconds: UInt32(1000 + $0 * count + index), bytes: [UInt8(index)])
          })
        let path = "\(folder)/\(index)"
        try Data(compressed.map { $0(plain) } ?? plain).write(to: URL(filePath: path))
        return path
      }
      let merged = MergedSource(try paths.map { try FileSource(path: $0) })
      var seen: [UInt8] = []
      while let (_, record) = try merged.next() {
        merged.withBytes { seen += $0.array() }
        #expect(record.number == 1 + (seen.count - 1) / count)
      }
      #expect(seen == (0..<500).map { UInt8($0 % count) })
    }
  }

  @Test func aFileThatIsReplacedIsNotTakenForTheSame() throws {
    try withFolder { folder in
      let path = "\(folder)/a"
      let file = Make.pcap([.init(seconds: 1, bytes: [1]), .init(seconds: 2, bytes: [2])])
      try Data(file).write(to: URL(filePath: path))
      let source = try FileSource(path: path)
      #expect(try source.next() != nil)
      source.suspend()
      source.suspend()
      try source.resume()
      #expect(source.withBytes { $0.array() } == [1])
      source.suspend()
      // The old one is still there, so that the new one is sure to be another.
      try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
      try Data(file).write(to: URL(filePath: path))
      #expect(throws: CaptureError.self) { try source.next() }
    }
  }
}
