internal import CZlib

/// What gzip data holds, one or more members of it.
///
/// Source: RFC 1952.
final class GzipInput: ByteInput {
  private let compressed: BlockBuffer
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether a member has begun that has not ended.
  private var isInMember = false
  private var isFirst = true
  private(set) var failure: String?

  init(_ compressed: BlockBuffer) {
    self.compressed = compressed
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let size = Int32(MemoryLayout<z_stream>.size)
    // 15: the largest window; 16: gzip and nothing else.
    if unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) != Z_OK {
      failure = "zlib cannot be started"
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func read(into memory: UnsafeMutableRawBufferPointer) -> Int {
    while failure == nil {
      if compressed.count == 0, !compressed.fill() {
        if isInMember { failure = compressed.input.failure ?? "its gzip data is cut off" }
        return 0
      }
      guard isInMember || beginsMember() else { return 0 }
      let input = unsafe compressed.unread
      let offered = UInt32(clamping: input.count)
      let room = UInt32(clamping: memory.count)
      // zlib does not write there; its type only does not say so.
      unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(
        mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
      unsafe stream.pointee.avail_in = offered
      unsafe stream.pointee.next_out = unsafe memory.baseAddress?.assumingMemoryBound(
        to: UInt8.self)
      unsafe stream.pointee.avail_out = room
      let status = unsafe inflate(stream, Z_NO_FLUSH)
      unsafe compressed.consume(Int(offered - stream.pointee.avail_in))
      let made = unsafe Int(room - stream.pointee.avail_out)
      switch status {
      case Z_OK, Z_BUF_ERROR: break
      case Z_STREAM_END:
        isInMember = false
        unsafe inflateReset(stream)
      default:
        let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
        failure = "its gzip data is corrupt: \(words ?? "error \(status)")"
      }
      if made > 0 { return made }
    }
    return 0
  }

  /// Whether another member begins here; zeros that fill up a tape's block may follow the last.
  private func beginsMember() -> Bool {
    if !isFirst {
      while true {
        let zeros = unsafe compressed.unread.prefix { $0 == 0 }.count
        compressed.consume(zeros)
        if compressed.count > 0 { break }
        if !compressed.fill() { return false }
      }
      if unsafe compressed.unread[0] != 0x1F {
        failure = "what follows its gzip data is no gzip data"
        return false
      }
    }
    isFirst = false
    isInMember = true
    return true
  }
}
