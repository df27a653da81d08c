import CZlib

/// Takes gzip or deflate off: one or more members of the first, a zlib or a bare stream of the second.
///
/// Source: RFC 1952; RFC 1950, and RFC 1951 as some servers send it.
final class ZlibDecoder: ContentDecoder {
  private let coding: ContentCoding
  private let stream: UnsafeMutablePointer<z_stream>
  private var isBegun = false
  private(set) var isAtEnd = true
  private var output = [UInt8](repeating: 0, count: 1 << 16)
  /// The first byte of deflate data, which alone does not tell the two forms apart.
  private var head: [UInt8] = []

  init(_ coding: ContentCoding) throws {
    self.coding = coding
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    if coding == .gzip { try begin(windowBits: 15 + 16) }
  }

  deinit {
    if isBegun { unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  private func begin(windowBits: Int32) throws {
    let size = Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, windowBits, ZLIB_VERSION, size) == Z_OK else {
      throw DecodingFailure(reason: "zlib cannot be started")
    }
    isBegun = true
  }

  func receive(
    _ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard !bytes.isEmpty else { return }
    if isBegun { return try unsafe inflateAll(bytes, sink) }
    unsafe head.append(contentsOf: bytes)
    isAtEnd = false
    guard head.count >= 2 else { return }
    // CMF and FLG of RFC 1950 §2.2, or a block of RFC 1951.
    let isZlib = head[0] & 15 == 8 && (Int(head[0]) << 8 | Int(head[1])) % 31 == 0
    try begin(windowBits: isZlib ? 15 : -15)
    let first = head
    head = []
    try first.withUnsafeBytes { try unsafe inflateAll($0, sink) }
  }

  private func inflateAll(
    _ bytes: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var position = 0
    var isFull = false
    while position < bytes.count || isFull {
      if isAtEnd, coding == .gzip, position < bytes.count {
        isAtEnd = false
        unsafe inflateReset(stream)
      } else if isAtEnd, isBegun, coding == .deflate, !isFirstOfDeflate {
        throw DecodingFailure.corrupt(coding.rawValue, "something follows its end")
      }
      isAtEnd = false
      isFirstOfDeflate = false
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
      // zlib does not write there; its type only does not say so.
      unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(
        mutating: rest.baseAddress?.assumingMemoryBound(to: UInt8.self))
      unsafe stream.pointee.avail_in = UInt32(clamping: rest.count)
      let offered = unsafe Int(stream.pointee.avail_in)
      let room = output.count
      let status = output.withUnsafeMutableBufferPointer { memory in
        unsafe stream.pointee.next_out = memory.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
      position += unsafe offered - Int(stream.pointee.avail_in)
      let made = unsafe room - Int(stream.pointee.avail_out)
      isFull = made == room
      if made > 0 {
        try output.withUnsafeBytes { try sink(UnsafeRawBufferPointer(rebasing: $0[..<made])) }
      }
      switch status {
      case Z_OK: break
      case Z_BUF_ERROR: if made == 0 { return }
      case Z_STREAM_END:
        isAtEnd = true
        isFull = false
      default:
        let words = unsafe stream.pointee.msg.map { unsafe String(cString: $0) }
        throw DecodingFailure.corrupt(coding.rawValue, words ?? "error \(status)")
      }
    }
  }

  /// Whether nothing of a deflate stream was read yet.
  private var isFirstOfDeflate = true
}
