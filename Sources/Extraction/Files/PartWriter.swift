#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes one part; what follows on from what was written before is collected first.
final class PartWriter {
  let part: Int
  private let name: String
  private var file: Int32
  private var buffer: [UInt8] = []
  private var start = 0
  /// When it was last written to, by the count of the one who holds it.
  var lastUse = 0

  private static let capacity = 1 << 16

  /// Writes by `file`, which it closes in the end; `name` is for what is said of failures.
  init(part: Int, file: Int32, name: String) {
    self.part = part
    self.file = file
    self.name = name
  }

  deinit { if file >= 0 { close(file) } }

  /// Writes `bytes` at `position`.
  func write(_ bytes: RawSpan, at position: Int) throws(OutputFailure) {
    if start + buffer.count != position || buffer.count + bytes.byteCount > Self.capacity {
      try flush()
      start = position
    }
    guard bytes.byteCount < Self.capacity else {
      let status = bytes.withUnsafeBytes { unsafe SystemFile.write($0, to: file, at: position) }
      start = position + bytes.byteCount
      return try check(status)
    }
    if buffer.capacity == 0 { buffer.reserveCapacity(Self.capacity) }
    bytes.withUnsafeBytes { unsafe buffer.append(contentsOf: $0) }
  }

  /// Reads from `position` on what was written.
  func read(at position: Int, into memory: UnsafeMutableRawBufferPointer) throws(OutputFailure)
    -> Int
  {
    try flush()
    let count = unsafe SystemFile.read(file, at: position, into: memory)
    if count < 0 { throw OutputFailure(name, errno: errno) }
    return count
  }

  /// Gives the file its length, in bytes.
  func truncate(to length: Int) throws(OutputFailure) {
    try flush()
    if ftruncate(file, off_t(length)) != 0 { throw OutputFailure(name, errno: errno) }
  }

  /// Hands on what was collected.
  func flush() throws(OutputFailure) {
    guard !buffer.isEmpty else { return }
    let status = buffer.withUnsafeBytes { unsafe SystemFile.write($0, to: file, at: start) }
    start += buffer.count
    buffer.removeAll(keepingCapacity: true)
    try check(status)
  }

  /// Hands on what was collected, and closes the file, which some systems tell of trouble only then.
  func finish() throws(OutputFailure) {
    try flush()
    let status = close(file)
    file = -1
    if status != 0 { throw OutputFailure(name, errno: errno) }
  }

  private func check(_ status: Int32) throws(OutputFailure) {
    if status != 0 { throw OutputFailure(name, errno: status) }
  }
}
