#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Searches that look at each byte once and cross the module boundary once.
extension RawSpan {
  /// The offset of the first `byte` at or after `start`, or `nil` when there is none.
  public func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
    precondition(start >= 0 && start <= byteCount)
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return nil }
      guard
        let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - base
    }
  }

  /// The offset of the first occurrence of `pattern` at or after `start`, or `nil`.
  ///
  /// An empty pattern is found at `start`.
  public func firstRange(of pattern: StaticString, from start: Int = 0) -> Int? {
    precondition(start >= 0 && start <= byteCount)
    let count = pattern.utf8CodeUnitCount
    guard count > 0 else { return start }
    let first = unsafe pattern.utf8Start.pointee
    var position = start
    while let candidate = firstIndex(of: first, from: position) {
      if hasPrefix(pattern, at: candidate) { return candidate }
      position = candidate + 1
    }
    return nil
  }

  /// Whether the bytes from `offset` on begin with `prefix`, compared byte for byte.
  public func hasPrefix(_ prefix: StaticString, at offset: Int = 0) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard offset >= 0, byteCount - offset >= count else { return false }
    return unsafe withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return count == 0 }
      return unsafe memcmp(base + offset, prefix.utf8Start, count) == 0
    }
  }

  /// A copy of the bytes.
  public func array() -> [UInt8] {
    unsafe withUnsafeBytes { unsafe [UInt8]($0) }
  }
}
