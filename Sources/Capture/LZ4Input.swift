internal import CLZ4

/// What lz4 data holds, one or more frames of it; skippable frames are left out.
///
/// Source: the LZ4 Frame Format Description, version 1.6.
final class LZ4Input: ByteInput {
  private let compressed: BlockBuffer
  private var context: OpaquePointer?
  private var isInFrame = false
  private var pace = DecoderPace(headerLength: 4)
  private(set) var failure: String?

  init(_ compressed: BlockBuffer) {
    self.compressed = compressed
    let status = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    if LZ4F_isError(status) != 0 { failure = "lz4 cannot be started" }
  }

  deinit { unsafe LZ4F_freeDecompressionContext(context) }

  func read(into memory: UnsafeMutableRawBufferPointer) -> Int {
    while failure == nil {
      // A frame that is under way may hold back output that no longer fitted: it needs no input.
      if compressed.count == 0, !compressed.fill(), !isInFrame { return 0 }
      let offered = unsafe compressed.unread
      var used = min(offered.count, pace.wanted)
      var made = memory.count
      let status = unsafe LZ4F_decompress(
        context, memory.baseAddress, &made, offered.baseAddress, &used, nil)
      if LZ4F_isError(status) != 0 {
        // Neither count is told then.
        let words = unsafe String(cString: LZ4F_getErrorName(status))
        failure = "its lz4 data is corrupt: \(words)"
        return 0
      }
      compressed.consume(used)
      isInFrame = status != 0
      pace.note(hint: status, isFull: made == memory.count)
      if isInFrame, made == 0, used == 0, compressed.count == 0, compressed.isAtEnd {
        failure = compressed.input.failure ?? "its lz4 data is cut off"
      }
      if made > 0 { return made }
    }
    return 0
  }
}
