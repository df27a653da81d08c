internal import Bytes
internal import Packets

/// Finds out by its first bytes what a file is, and takes off what it is compressed with.
struct CaptureOpener {
  let path: String
  /// How many bytes are read at once.
  let capacity: Int

  /// An open capture, of which nothing is used up.
  struct Opened {
    var file: FileInput
    var buffer: BlockBuffer
    /// What it is compressed with; the outermost, when there are several.
    var compression: String?
  }

  /// Opens the file and looks through its compression.
  func open() throws(CaptureError) -> Opened {
    let file = try FileInput(path: path)
    var opened = Opened(file: file, buffer: BlockBuffer(file, capacity: capacity))
    for _ in 0..<Self.mostLayers {
      guard let (name, input) = try decompressor(of: opened.buffer) else { return opened }
      opened.buffer = BlockBuffer(input, capacity: capacity)
      opened.compression = opened.compression ?? name
    }
    throw refusal("it is compressed more than \(Self.mostLayers) times")
  }

  /// Reads what begins the capture, and makes the reader of the rest.
  func reader(_ buffer: BlockBuffer) throws(CaptureError) -> CaptureReader {
    guard try magic(buffer) != BlockType.section else {
      guard try has(28, buffer) else { throw cutInHeader(buffer) }
      return try pcapng(buffer)
    }
    // The longest header; the shorter ones may be all that there is.
    _ = buffer.fill(toHold: 28)
    let window = unsafe buffer.unread
    let header: PcapHeader?
    do throws(PcapHeader.Unsupported) {
      header = unsafe try PcapHeader(window.bytes)
    } catch {
      throw refusal("it is in \(error.what)")
    }
    if let header {
      buffer.consume(header.length)
      return .pcap(PcapReader(header))
    }
    if unsafe PcapHeader.isMagic(window.bytes.uint32(at: 0)) { throw cutInHeader(buffer) }
    // So many bytes, however many were read at once: the same file is always called the same.
    _ = buffer.fill(toHold: FileSignature.length)
    let start = unsafe UnsafeRawBufferPointer(rebasing: buffer.unread.prefix(FileSignature.length))
    throw unsafe refusal(FileSignature.reason(start.bytes))
  }

  private func pcapng(_ buffer: BlockBuffer) throws(CaptureError) -> CaptureReader {
    let window = unsafe buffer.unread
    let bytes = unsafe window.bytes
    guard let isBigEndian = PcapngSection.isBigEndian(bytes, at: 0) else {
      throw refusal("it begins as pcapng does, but has no byte order")
    }
    let section = PcapngSection(isBigEndian: isBigEndian)
    let (major, minor) = (section.half(bytes, 12), section.half(bytes, 14))
    guard PcapngSection.supports(major, minor) else {
      throw refusal("it is in version \(major).\(minor) of pcapng")
    }
    return .pcapng(PcapngReader())
  }

  /// The decompressor of what begins here; `nil` when it is not compressed.
  private func decompressor(
    of buffer: BlockBuffer
  ) throws(CaptureError) -> (String, any ByteInput)? {
    var magic = try magic(buffer)
    // A frame to be skipped, which zstd and lz4 share: what follows tells which it is.
    while magic & 0xF0FF_FFFF == 0x502A_4D18, try has(8, buffer) {
      let length = unsafe buffer.unread.bytes.uint32LittleEndian(at: 4)
      guard buffer.skip(to: buffer.offset + 8 + Int(length)) else { break }
      magic = try self.magic(buffer)
    }
    switch magic {
    case 0x1F8B_0000...0x1F8B_FFFF: return ("gzip", GzipInput(buffer))
    case 0x28B5_2FFD: return ("zstd", ZstdInput(buffer))
    case 0x0422_4D18: return ("lz4", LZ4Input(buffer))
    default: return nil
    }
  }

  /// The first four bytes, most significant first.
  private func magic(_ buffer: BlockBuffer) throws(CaptureError) -> UInt32 {
    guard try has(4, buffer) else {
      let reason = buffer.count == 0 ? "it is empty" : "it has only \(buffer.count) bytes"
      throw refusal(buffer.input.failure ?? reason)
    }
    return unsafe buffer.unread.bytes.uint32(at: 0)
  }

  /// Whether so many bytes are here; a file that cannot be read at all is not called short.
  private func has(_ count: Int, _ buffer: BlockBuffer) throws(CaptureError) -> Bool {
    if buffer.fill(toHold: count) { return true }
    if let file = buffer.input as? FileInput, let reason = file.failure {
      throw .cannotOpen(path: path, reason: reason, errno: file.errorNumber)
    }
    return false
  }

  private func cutInHeader(_ buffer: BlockBuffer) -> CaptureError {
    refusal(buffer.input.failure ?? "it ends within its header")
  }

  private func refusal(_ reason: String) -> CaptureError {
    .notACapture(path: path, reason: reason)
  }

  /// Each layer costs memory, and none is needed.
  private static let mostLayers = 4
}

/// The reader of a capture, by its format.
enum CaptureReader {
  case pcap(PcapReader)
  case pcapng(PcapngReader)
}
