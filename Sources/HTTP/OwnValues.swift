import Bytes

/// The values that a section has for itself, all in one piece that never changes: a bit for each line
/// whose value is there, then where each ends, in two octets, then their octets.
///
/// There are two of these for each exchange of a capture: an array would take a third more.
@usableFromInline
final class OwnValues: ManagedBuffer<UInt64, UInt8> {
  /// Values that stand at `places` in `octets`; `nil` where there are none, or they are so long that
  /// nothing is gained.
  @inline(__always)
  static func of(
    _ lines: UInt64, _ places: UnsafeBufferPointer<Range<Int>>, in octets: UnsafeRawBufferPointer
  ) -> OwnValues? {
    var length = places.count &* 2
    for place in places { length &+= place.count }
    guard lines != 0, length <= UInt16.max else { return nil }
    let made = create(minimumCapacity: length) { _ in lines }
    made.withUnsafeMutablePointerToElements { elements in
      let room = UnsafeMutableRawPointer(elements)
      var end = places.count &* 2
      for (rank, place) in places.enumerated() {
        UnsafeMutableRawBufferPointer(start: room + end, count: place.count)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: octets[place]))
        end &+= place.count
        room.storeBytes(
          of: UInt16(truncatingIfNeeded: end), toByteOffset: rank &* 2, as: UInt16.self)
      }
    }
    return unsafeDowncast(made, to: OwnValues.self)
  }

  /// Values that `pack` wrote.
  @inline(__always)
  static func of(_ lines: UInt64, unpacking reader: inout PackedReader) -> OwnValues {
    let count = lines.nonzeroBitCount
    var ahead = reader
    var length = 0
    for _ in 0..<count { length &+= ahead.int() }
    let made = create(minimumCapacity: count &* 2 &+ length) { _ in lines }
    made.withUnsafeMutablePointerToElements { elements in
      let room = UnsafeMutableRawPointer(elements)
      var end = count &* 2
      for rank in 0..<count {
        end &+= reader.int()
        room.storeBytes(
          of: UInt16(truncatingIfNeeded: end), toByteOffset: rank &* 2, as: UInt16.self)
      }
      UnsafeMutableRawBufferPointer(start: room + count &* 2, count: length)
        .copyMemory(from: reader.octets(length))
    }
    return unsafeDowncast(made, to: OwnValues.self)
  }

  /// Writes the length of each value, and then all values.
  @inline(__always)
  func pack(_ writer: inout PackedWriter) {
    let count = count
    withUnsafeMutablePointerToElements { elements in
      var start = count &* 2
      for rank in 0..<count {
        let end = Self.end(rank, elements)
        writer.put(end &- start)
        start = end
      }
      let values = UnsafeRawPointer(elements) + count &* 2
      writer.put(UnsafeRawBufferPointer(start: values, count: start &- count &* 2))
    }
  }

  /// How many octets the ends and the values take.
  var size: Int { withUnsafeMutablePointerToElements { Self.end(count &- 1, $0) } }

  /// The bits of the lines whose values are there; read directly, as what never changes needs no
  /// check of who else has access to it: that took 900 instructions an exchange.
  @inlinable @inline(__always)
  var lines: UInt64 { withUnsafeMutablePointerToHeader { $0.pointee } }

  /// How many there are.
  var count: Int { lines.nonzeroBitCount }

  /// The bytes of memory that it takes.
  var footprint: Int { 24 + size }

  /// Whether the value of a line is there.
  @inlinable @inline(__always)
  func has(_ line: Int) -> Bool { lines >> UInt64(truncatingIfNeeded: line) & 1 != 0 }

  /// The octets of the value of a line; `nil` where it is not there.
  @inlinable @inline(__always)
  func value(_ line: Int) -> UnsafeRawBufferPointer? {
    let lines = lines
    guard lines >> UInt64(truncatingIfNeeded: line) & 1 != 0 else { return nil }
    let rank = (lines & (1 << UInt64(truncatingIfNeeded: line) &- 1)).nonzeroBitCount
    return withUnsafeMutablePointerToElements { elements in
      let start = rank == 0 ? lines.nonzeroBitCount &* 2 : Self.end(rank &- 1, elements)
      return UnsafeRawBufferPointer(
        start: UnsafeRawPointer(elements) + start, count: Self.end(rank, elements) &- start)
    }
  }

  @inlinable @inline(__always)
  static func end(_ rank: Int, _ elements: UnsafeMutablePointer<UInt8>) -> Int {
    Int(UnsafeRawPointer(elements).loadUnaligned(fromByteOffset: rank &* 2, as: UInt16.self))
  }
}
