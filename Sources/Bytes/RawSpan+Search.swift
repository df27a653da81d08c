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

  /// Whether `first` is among the bytes where `second` follows it or nothing does.
  ///
  /// For few bytes: of 17 to 64 it costs less than a call of `memchr`.
  @inlinable @inline(__always)
  public func contains(_ first: UInt8, before second: UInt8) -> Bool {
    guard byteCount > 0 else { return false }
    if unsafeLoad(fromUncheckedByteOffset: byteCount &- 1, as: UInt8.self) == first { return true }
    guard 17...64 ~= byteCount else {
      return (0..<byteCount - 1).contains { byte(at: $0) == first && byte(at: $0 + 1) == second }
    }
    let firsts = SIMD16<UInt8>(repeating: first)
    let seconds = SIMD16<UInt8>(repeating: second)
    func found(at offset: Int) -> SIMDMask<SIMD16<Int8>> {
      (unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self) .== firsts)
        .& (unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 1, as: SIMD16<UInt8>.self)
          .== seconds)
    }
    // Four blocks, which overlap, lie on all of them; two do on less than 33.
    let last = byteCount &- 17
    let step = byteCount < 33 ? 0 : 16
    let all = found(at: 0) .| found(at: step) .| found(at: last &- step) .| found(at: last)
    let halves = unsafe unsafeBitCast(all, to: SIMD2<UInt64>.self)
    return halves[0] | halves[1] != 0
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

  /// Whether both are as long, and hold the same bytes.
  public func isEqual(to other: RawSpan) -> Bool {
    guard byteCount == other.byteCount else { return false }
    return unsafe withUnsafeBytes { own in
      unsafe other.withUnsafeBytes { other in
        guard let base = own.baseAddress, let otherBase = other.baseAddress else { return true }
        return unsafe memcmp(base, otherBase, own.count) == 0
      }
    }
  }

  /// Copies the bytes into an array that is as long.
  public func copy(to array: inout [UInt8]) {
    precondition(array.count == byteCount)
    unsafe withUnsafeBytes { own in
      unsafe array.withUnsafeMutableBytes { unsafe $0.copyMemory(from: own) }
    }
  }

  /// A copy of the bytes.
  public func array() -> [UInt8] {
    unsafe withUnsafeBytes { unsafe [UInt8]($0) }
  }
}
