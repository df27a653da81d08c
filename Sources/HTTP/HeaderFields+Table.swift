import Bytes

/// As a head is read: the section is copied once, and its lines are found by one pass.
extension HeaderFields {
  /// Where the lines of a section are put as they are read.
  struct Table {
    /// The section.
    let octets: UnsafeMutableRawBufferPointer
    let lines: UnsafeMutablePointer<Line>
    let capacity: Int
    /// How many lines were found, be there room for them or not.
    var count = 0
    var kinds: UInt64 = 0

    /// Adds the line whose name and value are there in the section.
    @inline(__always)
    mutating func append(name: Range<Int>, value: Range<Int>) {
      if count < capacity {
        kinds |= HeaderFields.kind(UnsafeRawBufferPointer(rebasing: octets[name]))
        (lines + count).initialize(
          to: Line(
            nameStart: UInt32(name.lowerBound), nameEnd: UInt32(name.upperBound),
            valueStart: UInt32(value.lowerBound), valueEnd: UInt32(value.upperBound)))
      }
      count &+= 1
    }

    /// Goes on with the value of the last line: an obs-fold, read as one space.
    ///
    /// The rest is moved up in the section, where a line's end makes room. Source: RFC 9112 §5.2.
    mutating func fold(_ rest: Range<Int>) {
      guard count > 0, count <= capacity, !rest.isEmpty else { return }
      var last = lines[count - 1]
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
      lines[count - 1] = last
    }
  }

  /// The field lines of a section as `read` finds them.
  ///
  /// - Parameters:
  ///   - section: The section.
  ///   - expected: How many there may be; where there are more, all is read again.
  ///   - read: Puts them into a table.
  init(section: RawSpan, expecting expected: Int, _ read: (inout Table) -> Void) {
    let (first, found) = Self.exemplar(section, room: expected, read)
    self.init(found > expected ? Self.exemplar(section, room: found, read).0 : first)
  }

  /// - Returns: The section, and how many lines there are, be there room for them or not.
  private static func exemplar(
    _ section: RawSpan, room: Int, _ read: (inout Table) -> Void
  ) -> (Exemplar, found: Int) {
    let count = section.byteCount
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 1) { octets in
      section.withUnsafeBytes { if count > 0 { octets.copyMemory(from: $0) } }
      return withUnsafeTemporaryAllocation(of: Line.self, capacity: max(room, 1)) { scratch in
        guard let start = scratch.baseAddress else { return (Exemplar.empty, 0) }
        var table = Table(octets: octets, lines: start, capacity: room)
        read(&table)
        let lines = UnsafeBufferPointer(rebasing: scratch[..<min(table.count, room)])
        let exemplar = Exemplar(
          section: UnsafeRawBufferPointer(octets), lines: lines, kinds: table.kinds)
        return (exemplar, table.count)
      }
    }
  }
}
