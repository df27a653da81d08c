import CZstd

/// Takes zstd off: one or more frames.
///
/// The window of a frame, which its header sizes, is bounded by the library at 128 MiB.
/// Source: RFC 8878.
final class ZstdDecoder: ContentDecoder {
  private let context: OpaquePointer
  private(set) var isAtEnd = true
  private var output = [UInt8](repeating: 0, count: 1 << 17)

  init() throws {
    guard let context = unsafe ZSTD_createDCtx() else {
      throw DecodingFailure(reason: "zstd cannot be started")
    }
    unsafe self.context = unsafe context
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  func receive(
    _ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var input = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var isFull = false
    while unsafe input.pos < input.size || isFull {
      let (status, made) = output.withUnsafeMutableBytes { memory in
        var buffer = unsafe ZSTD_outBuffer(dst: memory.baseAddress, size: memory.count, pos: 0)
        let status = unsafe ZSTD_decompressStream(context, &buffer, &input)
        return unsafe (status, buffer.pos)
      }
      if ZSTD_isError(status) != 0 {
        throw unsafe DecodingFailure.corrupt("zstd", String(cString: ZSTD_getErrorName(status)))
      }
      isAtEnd = status == 0
      isFull = made == output.count && !isAtEnd
      if made > 0 {
        try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<made])) }
      }
    }
  }
}
