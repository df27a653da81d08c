/// Writes numbers into memory that somebody else provides, small ones in few octets.
///
/// A number takes an octet for each seven bits of it, the lowest first. Who writes has made sure that
/// there is room: nothing here is read from a wire.
public struct PackedWriter {
  @usableFromInline var place: UnsafeMutableRawPointer

  /// A writer that begins at `place`.
  @inlinable @inline(__always)
  public init(_ place: UnsafeMutableRawPointer) { self.place = place }

  /// How many octets were written behind `start`.
  @inlinable @inline(__always)
  public func count(from start: UnsafeMutableRawPointer) -> Int { place - start }

  /// Writes a number.
  @inlinable @inline(__always)
  public mutating func put(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      place.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      place += 1
      rest >>= 7
    }
    place.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    place += 1
  }

  /// Writes a number that is seldom negative.
  @inlinable @inline(__always)
  public mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  /// Writes a number that may be negative: the sign takes a bit.
  @inlinable @inline(__always)
  public mutating func put(signed number: Int64) {
    put(UInt64(bitPattern: (number << 1) ^ (number >> 63)))
  }

  /// Writes a number in as many octets as its type has.
  @inlinable @inline(__always)
  public mutating func put<Number: FixedWidthInteger>(whole number: Number) {
    place.storeBytes(of: number, as: Number.self)
    place += MemoryLayout<Number>.size
  }

  /// Writes octets as they are.
  @inlinable @inline(__always)
  public mutating func put(_ octets: UnsafeRawBufferPointer) {
    guard let start = octets.baseAddress else { return }
    place.copyMemory(from: start, byteCount: octets.count)
    place += octets.count
  }
}

/// Reads what a `PackedWriter` wrote.
public struct PackedReader {
  @usableFromInline var place: UnsafeRawPointer

  /// A reader that begins at `place`.
  @inlinable @inline(__always)
  public init(_ place: UnsafeRawPointer) { self.place = place }

  /// Reads a number.
  @inlinable @inline(__always)
  public mutating func number() -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let octet = place.load(as: UInt8.self)
      place += 1
      number |= UInt64(octet & 0x7F) &<< shift
      if octet < 0x80 { return number }
      shift &+= 7
    }
  }

  /// Reads a number that is seldom negative.
  @inlinable @inline(__always)
  public mutating func int() -> Int { Int(Int64(bitPattern: number())) }

  /// Reads a number of which the sign takes a bit.
  @inlinable @inline(__always)
  public mutating func signed() -> Int64 {
    let bits = number()
    return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
  }

  /// Reads a number that has as many octets as its type.
  @inlinable @inline(__always)
  public mutating func whole<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number {
    defer { place += MemoryLayout<Number>.size }
    return place.loadUnaligned(as: Number.self)
  }

  /// The octets that come next, which are passed over.
  @inlinable @inline(__always)
  public mutating func octets(_ count: Int) -> UnsafeRawBufferPointer {
    defer { place += count }
    return UnsafeRawBufferPointer(start: place, count: count)
  }
}
