#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Capture files written by hand.
enum CaptureBytes {
  /// A packet to be written: its time, its bytes, its length on the wire.
  struct Packet {
    var seconds: UInt32
    /// In the unit of the file.
    var fraction: UInt32 = 0
    var bytes: [UInt8]
    var wireLength: UInt32?
  }

  static func uint32(_ value: UInt32, bigEndian: Bool = false) -> [UInt8] {
    let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return bigEndian ? bytes.reversed() : bytes
  }

  static func uint16(_ value: UInt16, bigEndian: Bool = false) -> [UInt8] {
    let bytes = (0..<2).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return bigEndian ? bytes.reversed() : bytes
  }

  static func pcap(
    _ packets: [Packet], nanoseconds: Bool = false, bigEndian: Bool = false, linkType: UInt32 = 1,
    snaplen: UInt32 = 65535
  ) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] { uint32(value, bigEndian: bigEndian) }
    var file = word(nanoseconds ? 0xA1B2_3C4D : 0xA1B2_C3D4)
    file += uint16(2, bigEndian: bigEndian) + uint16(4, bigEndian: bigEndian)
    file += word(0) + word(0) + word(snaplen) + word(linkType)
    for packet in packets {
      let length = UInt32(packet.bytes.count)
      file += word(packet.seconds) + word(packet.fraction) + word(length)
      file += word(packet.wireLength ?? length) + packet.bytes
    }
    return file
  }

  /// One section and one Ethernet interface; `resolution` is the power of ten of its times.
  static func pcapng(_ packets: [Packet], resolution: UInt8 = 6) -> [UInt8] {
    let section = uint32(0x1A2B_3C4D) + uint16(1) + uint16(0) + uint32(.max) + uint32(.max)
    var file = block(0x0A0D_0D0A, section)
    let option = uint16(9) + uint16(1) + [resolution, 0, 0, 0] + uint32(0)
    file += block(1, uint16(1) + uint16(0) + uint32(65535) + option)
    let unit = (0..<resolution).reduce(UInt64(1)) { product, _ in product * 10 }
    for packet in packets {
      let time = UInt64(packet.seconds) * unit + UInt64(packet.fraction)
      let length = UInt32(packet.bytes.count)
      let padding = [UInt8](repeating: 0, count: (4 - packet.bytes.count % 4) % 4)
      file += block(
        6,
        uint32(0) + uint32(UInt32(time >> 32)) + uint32(UInt32(truncatingIfNeeded: time))
          + uint32(length) + uint32(packet.wireLength ?? length) + packet.bytes + padding)
    }
    return file
  }

  private static func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let length = uint32(UInt32(body.count + 12))
    return uint32(type) + length + body + length
  }

  /// Calls `body` with the path of a file that holds `bytes` and is removed afterwards.
  static func withFile<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    var template: [CChar] = Array("/tmp/capture-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    defer { close(descriptor) }
    let name = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let path = String(decoding: name, as: UTF8.self)
    defer { unlink(path) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw WriteFailed() }
      written += count
    }
    return try body(path)
  }

  struct WriteFailed: Error {}
}
