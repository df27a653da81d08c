import CBrotli

/// Takes Brotli off; windows beyond the 16 MiB of the standard are refused by the library.
///
/// Source: RFC 7932.
final class BrotliDecoder: ContentDecoder {
  private let state: OpaquePointer
  private(set) var isAtEnd = false
  private var output = [UInt8](repeating: 0, count: 1 << 16)

  init() throws {
    guard let state = unsafe BrotliDecoderCreateInstance(nil, nil, nil) else {
      throw DecodingFailure(reason: "brotli cannot be started")
    }
    unsafe self.state = unsafe state
  }

  deinit { unsafe BrotliDecoderDestroyInstance(state) }

  func receive(
    _ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var left = bytes.count
    var next = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard left > 0 else { return }
    while true {
      if isAtEnd { throw DecodingFailure.corrupt("br", "something follows its end") }
      let room = output.count
      let (result, made) = output.withUnsafeMutableBufferPointer { memory in
        var free = room
        var place = memory.baseAddress
        let result = unsafe BrotliDecoderDecompressStream(
          state, &left, &next, &free, &place, nil)
        return (result, room - free)
      }
      if made > 0 {
        try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<made])) }
      }
      switch result {
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT: return
      case BROTLI_DECODER_RESULT_SUCCESS:
        isAtEnd = true
        if left == 0 { return }
      default:
        let code = unsafe BrotliDecoderGetErrorCode(state)
        throw unsafe DecodingFailure.corrupt("br", String(cString: BrotliDecoderErrorString(code)))
      }
    }
  }
}
