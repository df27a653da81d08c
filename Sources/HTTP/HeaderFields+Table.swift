import Bytes

/// As a head is read: the section is copied once, and its lines are put behind it.
extension HeaderFields {
  /// Where the lines of a section are put as they are read.
  struct Table {
    /// The section.
    let octets: UnsafeMutableRawBufferPointer
    let lines: UnsafeMutableRawPointer
    let capacity: Int
    /// How many lines were found, be there room for them or not.
    var count = 0
    var kinds: UInt64 = 0

    /// Adds the line whose name and value are there in the section.
    @inline(__always)
    mutating func append(name: Range<Int>, value: Range<Int>) {
      if count < capacity {
        kinds |= HeaderFields.kind(UnsafeRawBufferPointer(rebasing: octets[name]))
        store(
          Line(
            nameStart: UInt32(name.lowerBound), nameEnd: UInt32(name.upperBound),
            valueStart: UInt32(value.lowerBound), valueEnd: UInt32(value.upperBound)), at: count)
      }
      count &+= 1
    }

    /// Goes on with the value of the last line: an obs-fold, read as one space.
    ///
    /// The rest is moved up in the section, where a line's end makes room. Source: RFC 9112 §5.2.
    mutating func fold(_ rest: Range<Int>) {
      guard count > 0, count <= capacity, !rest.isEmpty else { return }
      var last = lines.loadUnaligned(
        fromByteOffset: (count - 1) * MemoryLayout<Line>.stride, as: Line.self)
      var end = Int(last.valueEnd)
      if end > Int(last.valueStart) {
        octets[end] = ASCII.space
        end += 1
      }
      for position in rest {
        octets[end] = octets[position]
        end += 1
      }
      last.valueEnd = UInt32(end)
      store(last, at: count - 1)
    }

    @inline(__always)
    private func store(_ line: Line, at index: Int) {
      lines.storeBytes(of: line, toByteOffset: index &* MemoryLayout<Line>.stride, as: Line.self)
    }
  }

  /// The field lines of a section as `read` finds them.
  ///
  /// - Parameters:
  ///   - section: The section.
  ///   - expected: How many there may be; where there are more, all is read again.
  ///   - read: Puts them into a table.
  init(section: RawSpan, expecting expected: Int, _ read: (inout Table) -> Void) {
    self.init()
    if let found = fill(section, room: expected, read) { _ = fill(section, room: found, read) }
  }

  /// - Returns: How many lines there are, if there was no room for all.
  private mutating func fill(
    _ section: RawSpan, room: Int, _ read: (inout Table) -> Void
  ) -> Int? {
    let length = section.byteCount
    var found = 0
    var kinds: UInt64 = 0
    let storage = [UInt8](
      unsafeUninitializedCapacity: length + room * MemoryLayout<Line>.stride
    ) { buffer, used in
      used = 0
      guard let start = UnsafeMutableRawBufferPointer(buffer).baseAddress else { return }
      section.withUnsafeBytes { octets in
        if let first = octets.baseAddress { start.copyMemory(from: first, byteCount: length) }
      }
      var table = Table(
        octets: UnsafeMutableRawBufferPointer(start: start, count: length),
        lines: start + length, capacity: room)
      read(&table)
      found = table.count
      kinds = table.kinds
      used = length + min(found, room) * MemoryLayout<Line>.stride
    }
    self = HeaderFields(storage: storage, length: length, count: min(found, room), kinds: kinds)
    return found > room ? found : nil
  }
}
