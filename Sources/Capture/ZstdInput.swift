internal import CZstd

/// What zstd data holds, one or more frames of it; skippable frames are left out.
///
/// The window of a frame, which its header sizes, is bounded by the library at 128 MiB.
///
/// Source: RFC 8878.
final class ZstdInput: ByteInput {
  private let compressed: BlockBuffer
  private let context: OpaquePointer?
  private var isInFrame = false
  private var pace = DecoderPace(headerLength: 3)
  private(set) var failure: String?

  init(_ compressed: BlockBuffer) {
    self.compressed = compressed
    unsafe context = unsafe ZSTD_createDCtx()
    if unsafe context == nil { failure = "zstd cannot be started" }
  }

  deinit { unsafe ZSTD_freeDCtx(context) }

  func read(into memory: UnsafeMutableRawBufferPointer) -> Int {
    while failure == nil {
      // A frame that is under way may hold back output that no longer fitted: it needs no input.
      if compressed.count == 0, !compressed.fill(), !isInFrame { return 0 }
      let offered = unsafe compressed.unread
      var input = unsafe ZSTD_inBuffer(
        src: offered.baseAddress, size: min(offered.count, pace.wanted), pos: 0)
      var output = unsafe ZSTD_outBuffer(dst: memory.baseAddress, size: memory.count, pos: 0)
      let status = unsafe ZSTD_decompressStream(context, &output, &input)
      unsafe compressed.consume(input.pos)
      if ZSTD_isError(status) != 0 {
        let words = unsafe String(cString: ZSTD_getErrorName(status))
        failure = "its zstd data is corrupt: \(words)"
      } else {
        isInFrame = status != 0
        pace.note(hint: status, isFull: unsafe output.pos == output.size)
        if isInFrame, unsafe output.pos == 0, unsafe input.pos == 0, compressed.count == 0,
          compressed.isAtEnd
        {
          failure = compressed.input.failure ?? "its zstd data is cut off"
        }
      }
      if unsafe output.pos > 0 { return unsafe output.pos }
    }
    return 0
  }
}
