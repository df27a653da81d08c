#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The bytes of a file or a pipe, by read(2).
///
/// Reading by large blocks was measured faster than mapping, whose page faults cost more than the copy.
final class FileInput: ByteInput {
  /// Whether the file can be closed and opened again at an offset.
  let isRegular: Bool
  /// What tells this file from others that have had the same path.
  let identity: Identity
  /// Its length when it was opened, in bytes; 0 for what has none.
  let size: Int
  private let descriptor: Int32
  private(set) var failure: String?
  /// The system's number for `failure`.
  private(set) var errorNumber: Int32 = 0

  struct Identity: Equatable {
    var device: UInt64
    var inode: UInt64
  }

  /// Opens the file at `path`, or standard input for `-`.
  init(path: String) throws(CaptureError) {
    let descriptor = unsafe path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.cannotOpen(path, errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw Self.cannotOpen(path, number)
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw Self.cannotOpen(path, EISDIR)
    }
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG && path != "-"
    identity = Identity(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(truncatingIfNeeded: status.st_ino))
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  func read(into memory: UnsafeMutableRawBufferPointer) -> Int {
    while failure == nil {
      let count = unsafe systemRead(descriptor, memory.baseAddress, memory.count)
      if count >= 0 { return count }
      errorNumber = errno
      if errorNumber != EINTR { failure = Self.words(errorNumber) }
    }
    return 0
  }

  /// Goes on at `offset`; returns whether that could be done.
  func seek(to offset: Int) -> Bool {
    lseek(descriptor, off_t(offset), SEEK_SET) == off_t(offset)
  }

  private static func cannotOpen(_ path: String, _ number: Int32) -> CaptureError {
    .cannotOpen(path: path, reason: words(number), errno: number)
  }

  private static func words(_ number: Int32) -> String {
    unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
  }
}

/// read(2), which the method of the same name hides.
private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer?, _ count: Int)
  -> Int
{
  unsafe read(descriptor, memory, count)
}
