import CLZ4
import CZlib
import CZstd

/// Bytes compressed, by the libraries' simplest ways.
enum Compressed: String, CaseIterable {
  case gzip, zstd, lz4

  func callAsFunction(_ bytes: [UInt8]) -> [UInt8] {
    switch self {
    case .gzip: Self.gzip(bytes)
    case .zstd: Self.zstd(bytes)
    case .lz4: Self.lz4(bytes)
    }
  }

  /// A frame that decompressors leave out; zstd and lz4 have the same.
  static func skippable(_ bytes: [UInt8]) -> [UInt8] {
    CaptureBytes.uint32(0x184D_2A5E) + CaptureBytes.uint32(UInt32(bytes.count)) + bytes
  }

  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
    let count = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(output.count)
        deflate(&stream, Z_FINISH)
        return output.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }

  private static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let count = ZSTD_compress(&output, output.count, bytes, bytes.count, 3)
    return Array(output[..<count])
  }

  private static func lz4(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: LZ4F_compressFrameBound(bytes.count, nil))
    let count = LZ4F_compressFrame(&output, output.count, bytes, bytes.count, nil)
    return Array(output[..<count])
  }
}
