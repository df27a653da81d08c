#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The calls that read and write a file at a position, whole or not at all.
enum SystemFile {
  /// Writes all of `bytes` at `position`.
  ///
  /// - Returns: 0, or the system's number for what went wrong.
  static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, at position: Int) -> Int32 {
    var done = 0
    while done < bytes.count {
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
      let count = unsafe pwrite(file, rest.baseAddress, rest.count, off_t(position + done))
      if count > 0 {
        done += count
      } else if count == 0 {
        return ENOSPC
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Reads what stands from `position` on.
  ///
  /// - Returns: how many bytes were read, 0 at the end; -1 when it cannot be read.
  static func read(_ file: Int32, at position: Int, into memory: UnsafeMutableRawBufferPointer)
    -> Int
  {
    while true {
      let count = unsafe pread(file, memory.baseAddress, memory.count, off_t(position))
      if count >= 0 || errno != EINTR { return count }
    }
  }
}
