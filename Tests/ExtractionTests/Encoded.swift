import CZlib
import CZstd
import Foundation

/// Contents with a coding, made by the libraries that others use.
enum Encoded {
  /// What zlib makes: 31 for gzip, 15 for zlib, -15 for neither.
  static func zlib(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = z_stream()
    unsafe deflateInit2_(
      &stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { unsafe deflateEnd(&stream) }
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + 1000)
    let count = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        unsafe deflate(&stream, Z_FINISH)
        return unsafe output.count - Int(stream.avail_out)
      }
    }
    return Array(output[..<count])
  }

  static func gzip(_ bytes: [UInt8]) -> [UInt8] { zlib(bytes, windowBits: 15 + 16) }

  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let room = output.count
    let count = unsafe ZSTD_compress(&output, room, bytes, bytes.count, 3)
    return Array(output[..<count])
  }

  /// `The quick brown fox jumps over the lazy dog. ` forty times, by Google's encoder.
  static let brotli = base64(
    "GwcHiCwOeNPQlV2XELsXK6nK0JLMjK1BXObyNsgZnp4Ke4MNOHBIIG8kv0GnFc4cHieqKTjCqXSfBgM=")
  static let fox = Array(
    String(repeating: "The quick brown fox jumps over the lazy dog. ", count: 40).utf8)
  /// Twenty million zeros in 40 bytes, by the same.
  static let brotliBomb = base64("y///P/gnAOKxQCD3/o///3/wTwDEYRGA7v1f/rPE4J8AiMMCAF2SGA==")

  private static func base64(_ text: String) -> [UInt8] {
    [UInt8](Data(base64Encoded: text) ?? Data())
  }
}
