/// Reads of integers from a span, in the byte order of the wire or of a file.
///
/// Every read is at an offset that the caller has checked against `byteCount`; one that lies outside
/// stops the process, as an array's subscript does.
extension RawSpan {
  /// The byte at `offset`.
  @inlinable @inline(__always)
  public func byte(at offset: Int) -> UInt8 {
    precondition(offset >= 0 && offset < byteCount)
    return unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The two bytes at `offset`, most significant first.
  @inlinable @inline(__always)
  public func uint16(at offset: Int) -> UInt16 {
    precondition(offset >= 0 && offset <= byteCount - 2)
    return UInt16(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt16.self))
  }

  /// The four bytes at `offset`, most significant first.
  @inlinable @inline(__always)
  public func uint32(at offset: Int) -> UInt32 {
    precondition(offset >= 0 && offset <= byteCount - 4)
    return UInt32(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self))
  }

  /// The eight bytes at `offset`, most significant first.
  @inlinable @inline(__always)
  public func uint64(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= byteCount - 8)
    return UInt64(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
  }

  /// The two bytes at `offset`, least significant first.
  @inlinable @inline(__always)
  public func uint16LittleEndian(at offset: Int) -> UInt16 { uint16(at: offset).byteSwapped }

  /// The four bytes at `offset`, least significant first.
  @inlinable @inline(__always)
  public func uint32LittleEndian(at offset: Int) -> UInt32 { uint32(at: offset).byteSwapped }

  /// The eight bytes at `offset`, least significant first.
  @inlinable @inline(__always)
  public func uint64LittleEndian(at offset: Int) -> UInt64 { uint64(at: offset).byteSwapped }

  /// The integer at `offset`, most significant byte first, where the caller has checked that it lies
  /// within: for several reads behind one check, where each packet is read.
  @inlinable @inline(__always)
  public func integer<T: FixedWidthInteger & BitwiseCopyable>(
    unchecked offset: Int, as type: T.Type
  ) -> T {
    assert(offset >= 0 && offset <= byteCount - MemoryLayout<T>.size)
    return T(bigEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: T.self))
  }
}
