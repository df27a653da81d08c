@testable import Capture
import Foundation
import Packets
import Testing

struct PipeTests {
  /// More than a pipe holds, so that it is read while it is written.
  static let packets: [CaptureBytes.Packet] = (0..<2000).map {
    (index: Int) -> CaptureBytes.Packet in
    CaptureBytes.Packet(
      seconds: 1_400_000_000 + UInt32(index),
      bytes: [UInt8](repeating: UInt8(index % 256), count: 500))
  }

  @Test(arguments: [nil] + Compressed.allCases, [1, 100, 4096])
  func readsAFIFOHoweverItIsWritten(_ compressed: Compressed?, chunk: Int) throws {
    let plain = CaptureBytes.pcap(chunk == 1 ? Array(Self.packets[..<20]) : Self.packets)
    let file = compressed.map { $0(plain) } ?? plain
    let path = NSTemporaryDirectory() + "capture-\(UUID().uuidString)"
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let writer = Thread {
      let descriptor = open(path, O_WRONLY)
      defer { close(descriptor) }
      for start in stride(from: 0, to: file.count, by: chunk) {
        let piece = Array(file[start..<min(start + chunk, file.count)])
        guard write(descriptor, piece, piece.count) == piece.count else { return }
      }
    }
    writer.start()
    let contents = try CaptureContents(path: path)
    #expect(contents.packets.count == (chunk == 1 ? 20 : 2000))
    #expect(contents.info.damage.isEmpty)
    #expect(contents.info.compression == compressed?.rawValue)
  }

  @Test func aPipeStaysOpen() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { close(ends[0]) }
    let file = CaptureBytes.pcap(Array(Self.packets[..<10]))
    #expect(write(ends[1], file, file.count) == file.count)
    close(ends[1])
    let source = try FileSource(path: "/dev/fd/\(ends[0])")
    #expect(try source.next()?.number == 1)
    source.suspend()
    #expect(source.withBytes { $0.byteCount } == 500)
    #expect(try source.next()?.number == 2)
  }
}
