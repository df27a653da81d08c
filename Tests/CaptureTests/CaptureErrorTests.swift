@testable import Capture
import Packets
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

struct CaptureErrorTests {
  static let notCaptures: [[UInt8]] = [
    Array("\u{7F}ELF\u{02}\u{01}".utf8), Array("BZh91AY&SY".utf8), [0x1F, 0x9D, 0x90, 0],
    [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], [0x50, 0x4B, 3, 4], [0x02, 0x21, 0x4C, 0x18],
    [0x50, 0x2A, 0x4D, 0x18, 0xFF, 0xFF, 0xFF, 0xFF],
    [], [0x0A], [0xD4, 0xC3, 0xB2], [0xD4, 0xC3, 0xB2, 0xA1], Array("GET / HTTP/1.1\r\n\r\n".utf8),
    [0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0x0A, 0x0D, 0x0D, 0x0A],
    [UInt8](repeating: 0, count: 100), [UInt8](repeating: 0xFF, count: 1000),
  ]

  @Test(arguments: notCaptures)
  func whatIsNoCaptureIsRefused(_ bytes: [UInt8]) throws {
    try CaptureBytes.withFile(bytes) { path in
      do throws(CaptureError) {
        _ = try FileSource(path: path)
        Issue.record("opened")
      } catch {
        #expect(error.exitStatus == 65)
        #expect(error.description.hasPrefix("\(path): not a capture file: "))
        #expect(!error.description.contains("\n"))
      }
    }
  }

  @Test func anEmptyFileIsCalledEmpty() throws {
    try CaptureBytes.withFile([]) { path in
      let error = CaptureError.notACapture(path: path, reason: "it is empty")
      #expect(throws: error) { _ = try FileSource(path: path) }
    }
  }

  @Test(
    arguments: [
      (Array("GET / HTTP/1.1\r\n\r\n".utf8), "it is text"),
      (Array("\u{7F}ELF\u{02}\u{01}".utf8), "it is a program"),
      (Array("BZh91AY&SY".utf8), "it is compressed with bzip2 (decompress it)"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "it is compressed with xz (decompress it)"),
      ([0xD4, 0xC3, 0xB2, 0xA1, 2, 0], "it ends within its header"),
      (
        [0xD4, 0xC3, 0xB2, 0xA1, 1, 0, 0, 0] + [UInt8](repeating: 0, count: 16),
        "it is in version 1.0 of pcap"
      ),
      ([0x1F, 0x8B, 8, 0, 0, 0], "its gzip data is cut off"),
    ] as [([UInt8], String)])
  func aRefusalSaysWhatItIs(_ bytes: [UInt8], reason: String) throws {
    try CaptureBytes.withFile(bytes) { path in
      let error = CaptureError.notACapture(path: path, reason: reason)
      #expect(throws: error) { _ = try FileSource(path: path) }
    }
  }

  @Test func aRefusalIsTheSameHoweverMuchIsReadAtOnce() throws {
    let bytes = Array(String(repeating: "text ", count: 10).utf8) + [0]
    try CaptureBytes.withFile(bytes) { path in
      let error = CaptureError.notACapture(path: path, reason: "its format is unknown")
      #expect(throws: error) { _ = try FileSource(path: path, capacity: 16) }
      #expect(throws: error) { _ = try FileSource(path: path) }
    }
  }

  @Test(arguments: [("/nonexistent/x.pcap", ENOENT), ("/tmp", EISDIR), ("", ENOENT)])
  func whatCannotBeOpenedSaysWhy(path: String, number: Int32) {
    do throws(CaptureError) {
      _ = try FileSource(path: path)
      Issue.record("opened")
    } catch {
      guard case .cannotOpen(path, let reason, number) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(!reason.isEmpty)
      #expect(error.exitStatus == 66)
    }
  }

  @Test(arguments: ["tcp port", "no such primitive", "port 99999", "wlan type mgt"])
  func aWrongFilterSaysSo(expression: String) throws {
    do throws(CaptureError) {
      _ = try CaptureFilter(expression, linkType: .ethernet)
      Issue.record("compiled")
    } catch {
      #expect(error.exitStatus == 64)
      #expect(error.description.hasPrefix("-f '\(expression)': "))
    }
  }

  @Test func readsAPipe() throws {
    let packets = (0..<100).map { index in
      CaptureBytes.Packet(seconds: UInt32(index), bytes: [UInt8](repeating: 1, count: 100))
    }
    let file = CaptureBytes.pcap(packets, nanoseconds: true) + [1, 2]
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    #expect(file.withUnsafeBytes { write(ends[1], $0.baseAddress, $0.count) } == file.count)
    close(ends[1])
    defer { close(ends[0]) }
    let source = try FileSource(path: "/dev/fd/\(ends[0])")
    var count = 0
    try source.forEach { _, bytes in count += bytes.byteCount }
    #expect(count == 10_000)
    #expect(source.info.fractionDigits == 9)
    #expect(source.info.damage.map(\.offset) == [24 + 100 * 116])
    #expect(source.info.damage.map(\.lost) == [2])
  }
}
