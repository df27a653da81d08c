internal import CPcap
internal import Packets

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An open capture file and libpcap's handle on it; both are closed with it.
final class CaptureFile {
  let handle: OpaquePointer
  let format: CaptureFormat
  /// The length of what stands before each packet of a pcap file, in bytes.
  let recordHeaderLength: Int
  /// Digits of a second, where the first bytes of the file tell them.
  let fractionDigits: Int?
  /// The length of the file in bytes, or `nil` when it is a pipe.
  let size: Int?
  private let stream: UnsafeMutablePointer<FILE>
  private let buffer: UnsafeMutablePointer<CChar>

  /// Opens the file at `path`, or standard input for `-`.
  init(path: String) throws(CaptureError) {
    let stream = try unsafe Self.open(path)
    let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Self.bufferSize)
    var isOurs = true
    defer {
      if isOurs {
        unsafe fclose(stream)
        unsafe buffer.deallocate()
      }
    }
    // libpcap reads through stdio, whose own buffer is small: this alone halves the time.
    unsafe setvbuf(stream, buffer, _IOFBF, Self.bufferSize)
    let magic = try unsafe Self.peekMagic(stream, path: path)
    (format, fractionDigits) = try Self.format(of: magic, path: path)
    recordHeaderLength = [0xA1B2_CD34, 0x34CD_B2A1].contains(magic) ? 24 : 16
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    let handle = unsafe pcap_fopen_offline_with_tstamp_precision(
      stream, UInt32(PCAP_TSTAMP_PRECISION_NANO), &message)
    guard let handle = unsafe handle else {
      let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .notACapture(path: path, reason: String(decoding: text, as: UTF8.self))
    }
    isOurs = false  // From here on libpcap closes it.
    unsafe self.handle = unsafe handle
    unsafe self.stream = unsafe stream
    unsafe self.buffer = unsafe buffer
    var status = stat()
    let isFile = unsafe fstat(fileno(stream), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = isFile ? Int(status.st_size) : nil
  }

  deinit {
    unsafe pcap_close(handle)
    unsafe buffer.deallocate()
  }

  /// How far the file has been read, in bytes; `nil` when it is a pipe.
  var offset: Int? {
    guard size != nil else { return nil }
    let offset = unsafe ftello(stream)
    return offset < 0 ? nil : Int(offset)
  }

  private static let bufferSize = 1 << 16

  private static func open(_ path: String) throws(CaptureError) -> UnsafeMutablePointer<FILE> {
    let stream: UnsafeMutablePointer<FILE>?
    if path == "-" {
      let descriptor = dup(STDIN_FILENO)
      unsafe stream = unsafe descriptor < 0 ? nil : fdopen(descriptor, "rb")
    } else {
      unsafe stream = unsafe fopen(path, "rb")
    }
    guard let stream = unsafe stream else {
      throw cannotOpen(path, errno)
    }
    var status = stat()
    if unsafe fstat(fileno(stream), &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      unsafe fclose(stream)
      throw cannotOpen(path, EISDIR)
    }
    return unsafe stream
  }

  private static func cannotOpen(_ path: String, _ number: Int32) -> CaptureError {
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return .cannotOpen(path: path, reason: reason, errno: number)
  }

  /// The first four bytes, most significant first, put back where they were.
  private static func peekMagic(
    _ stream: UnsafeMutablePointer<FILE>, path: String
  ) throws(CaptureError) -> UInt32 {
    var bytes: [UInt8] = []
    while bytes.count < 4 {
      let byte = unsafe getc(stream)
      if byte == EOF { break }
      bytes.append(UInt8(truncatingIfNeeded: byte))
    }
    if bytes.count < 4 {
      if unsafe ferror(stream) != 0 { throw cannotOpen(path, errno) }
      let reason = bytes.isEmpty ? "it is empty" : "it has only \(bytes.count) bytes"
      throw .notACapture(path: path, reason: reason)
    }
    // One byte is sure to be taken back, and as these are still in the buffer, all four are.
    for byte in bytes.reversed() where unsafe ungetc(Int32(byte), stream) == EOF {
      throw cannotOpen(path, EIO)
    }
    return bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func format(
    of magic: UInt32, path: String
  ) throws(CaptureError) -> (CaptureFormat, fractionDigits: Int?) {
    switch magic {
    case 0x0A0D_0D0A: return (.pcapng, nil)
    // Standard, modified by Kuznetsov, by Navtel: microseconds.
    case 0xA1B2_C3D4, 0xD4C3_B2A1, 0xA1B2_CD34, 0x34CD_B2A1, 0xA12B_3C4D, 0x4D3C_2BA1:
      return (.pcap, 6)
    case 0xA1B2_3C4D, 0x4D3C_B2A1: return (.pcap, 9)
    default: break
    }
    let compression: String? =
      switch magic {
      case 0x1F8B_0000...0x1F8B_FFFF: "gzip"
      case 0x28B5_2FFD: "zstd"
      case 0x0422_4D18: "lz4"
      case 0xFD37_7A58: "xz"
      case 0x425A_6800...0x425A_68FF: "bzip2"
      default: nil
      }
    // Others are for libpcap to judge.
    guard let compression else { return (.pcap, nil) }
    throw .notACapture(path: path, reason: "it is compressed with \(compression) (decompress it)")
  }
}
