import Bytes

extension HeaderFields {
  /// A header section as it was sent, and where what is in it.
  ///
  /// Sections of the same names in the same order share one, and hold besides what they have for
  /// themselves, so what is read of it is read once for all of them.
  ///
  /// All stands in one piece of memory that never changes, so that looking at it takes no counting of
  /// references: a fifth of what reading a head and its values takes.
  public final class Exemplar: @unchecked Sendable {
    @usableFromInline let lines: UnsafeBufferPointer<Line>
    @usableFromInline let section: UnsafeRawBufferPointer
    /// A bit for the kind of each name that is there, so that most names are known not to be.
    let kinds: UInt64
    /// Where its fields stand.
    public let known: KnownFields
    /// Where the empty line begins that ends it, where all lines are plain; else 0.
    let end: Int

    /// A section, where its lines stand, and where they end if they are all plain.
    init(
      section: UnsafeRawBufferPointer, lines: UnsafeBufferPointer<Line>, kinds: UInt64, end: Int = 0
    ) {
      let linesCount = lines.count * MemoryLayout<Line>.stride
      let memory = UnsafeMutableRawBufferPointer.allocate(
        byteCount: linesCount + section.count, alignment: MemoryLayout<Line>.alignment)
      memory.copyMemory(from: UnsafeRawBufferPointer(lines))
      let octets = UnsafeMutableRawBufferPointer(rebasing: memory[linesCount...])
      octets.copyMemory(from: section)
      self.lines = UnsafeBufferPointer(
        UnsafeMutableRawBufferPointer(rebasing: memory[..<linesCount]).bindMemory(to: Line.self))
      self.section = UnsafeRawBufferPointer(octets)
      self.kinds = kinds
      self.end = end
      known = KnownFields(self.section, self.lines)
    }

    deinit { UnsafeRawPointer(lines.baseAddress)?.deallocate() }

    /// One that is the same, for a thread of its own: several that count references to one wait for each
    /// other.
    public func copy() -> Exemplar {
      Exemplar(section: section, lines: lines, kinds: kinds, end: end)
    }

    /// The section that has no lines.
    static let empty = Exemplar(
      section: UnsafeRawBufferPointer(start: nil, count: 0),
      lines: UnsafeBufferPointer(start: nil, count: 0), kinds: 0)

    /// Where a line stands.
    @inlinable @inline(__always)
    func line(_ index: Int) -> Line {
      precondition(index >= 0 && index < lines.count)
      return lines[index]
    }

    /// The octets of a name.
    @inlinable @inline(__always)
    func name(_ index: Int) -> UnsafeRawBufferPointer {
      let line = line(index)
      return UnsafeRawBufferPointer(
        rebasing: section[Int(line.nameStart)..<Int(line.nameEnd)])
    }

    /// The octets of a value.
    @inlinable @inline(__always)
    func value(_ index: Int) -> UnsafeRawBufferPointer {
      let line = line(index)
      return UnsafeRawBufferPointer(
        rebasing: section[Int(line.valueStart)..<Int(line.valueEnd)])
    }

    /// The first field line, at or after `start`, of this name, which is given in lower case.
    func index(of name: StaticString, from start: Int) -> Int? {
      let expected = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      guard kinds & HeaderFields.kind(expected) != 0 else { return nil }
      var index = start
      while index < lines.count {
        let first = Int(lines[index].nameStart)
        if Int(lines[index].nameEnd) - first == expected.count,
          HeaderFields.isSame(section, from: first, as: expected)
        {
          return index
        }
        index += 1
      }
      return nil
    }
  }
}

/// Sections that have the same names in the same order.
extension HeaderFields.Exemplar {
  /// Reads the section that begins at `start`: returns where it ends, and puts the values that are its own
  /// into `own`; `nil` where its lines are not those of this one.
  ///
  /// It is gone through by words as long as both are the same, and line by line where they are not.
  func read(
    _ octets: UnsafeRawBufferPointer, from start: Int, _ own: inout OwnValues?
  ) -> Int? {
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: lines.count) { values in
      var position = start
      var place = 0
      var line = 0
      var count = 0
      var differing: UInt64 = 0
      while true {
        let same = Self.countSame(octets, from: position, section, from: place)
        position &+= same
        place &+= same
        guard place < section.count else { break }
        // The line in which they part; the empty one and names must not.
        while line < lines.count, place >= nextLine(line) { line &+= 1 }
        guard line < lines.count else { return nil }
        let behindColon = Int(lines[line].nameEnd) &+ 1
        guard place >= behindColon, let lineFeed = HeadReader.lineFeed(octets, from: position)
        else { return nil }
        let value = position &- (place &- behindColon)
        values.initializeElement(at: count, to: HeadReader.trimmed(octets, value..<lineFeed))
        count &+= 1
        differing |= 1 << UInt64(truncatingIfNeeded: line)
        position = lineFeed &+ 1
        place = nextLine(line)
        line &+= 1
      }
      if differing != 0 {
        own = Self.own(differing, values[..<count], octets)
        if own == nil { return nil }
      }
      return position
    }
  }

  /// A section whose lines were found, told by this one; `nil` where its names are not the same.
  func fields(
    _ octets: UnsafeRawBufferPointer, _ others: UnsafeBufferPointer<HeaderFields.Line>
  ) -> HeaderFields? {
    guard others.count == lines.count else { return nil }
    return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: lines.count) { values in
      var count = 0
      var differing: UInt64 = 0
      for (index, other) in others.enumerated() {
        let name = octets[Int(other.nameStart)..<Int(other.nameEnd)]
        guard Self.areSame(self.name(index), UnsafeRawBufferPointer(rebasing: name)) else {
          return nil
        }
        let value = Int(other.valueStart)..<Int(other.valueEnd)
        if Self.areSame(self.value(index), UnsafeRawBufferPointer(rebasing: octets[value])) {
          continue
        }
        values.initializeElement(at: count, to: value)
        count &+= 1
        differing |= 1 << UInt64(truncatingIfNeeded: index)
      }
      guard differing != 0 else { return HeaderFields(self) }
      return Self.own(differing, values[..<count], octets).map { HeaderFields(self, but: $0) }
    }
  }

  @inline(__always)
  private static func own(
    _ differing: UInt64, _ values: Slice<UnsafeMutableBufferPointer<Range<Int>>>,
    _ octets: UnsafeRawBufferPointer
  ) -> OwnValues? {
    OwnValues.of(
      differing, UnsafeBufferPointer(UnsafeMutableBufferPointer(rebasing: values)), in: octets)
  }

  /// Where the line behind a line begins, all being plain.
  @inline(__always)
  private func nextLine(_ index: Int) -> Int {
    index &+ 1 < lines.count ? Int(lines[index &+ 1].nameStart) : end
  }

  /// How many octets of both are the same.
  @inline(__always)
  private static func countSame(
    _ a: UnsafeRawBufferPointer, from aStart: Int, _ b: UnsafeRawBufferPointer, from bStart: Int
  ) -> Int {
    let most = min(a.count &- aStart, b.count &- bStart)
    @inline(__always)
    func difference(_ offset: Int) -> UInt64 {
      a.loadUnaligned(fromByteOffset: aStart &+ offset, as: UInt64.self)
        ^ b.loadUnaligned(fromByteOffset: bStart &+ offset, as: UInt64.self)
    }
    var count = 0
    while most &- count >= 32,
      difference(count) | difference(count &+ 8) | difference(count &+ 16)
        | difference(count &+ 24) == 0
    { count &+= 32 }
    while most &- count >= 8 {
      let found = UInt64(littleEndian: difference(count))
      guard found == 0 else { return count &+ found.trailingZeroBitCount / 8 }
      count &+= 8
    }
    while count < most, a[aStart &+ count] == b[bStart &+ count] { count &+= 1 }
    return count
  }

  @inline(__always)
  private static func areSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    a.count == b.count && OctetHash.areSame(a, from: 0, b)
  }
}
