import Bytes

extension HeaderFields {
  /// A header section as it was sent, and where what is in it.
  ///
  /// Sections of the same names in the same order share one, and hold besides what they have for
  /// themselves, so what is read of it is read once for all of them.
  public final class Exemplar: Sendable {
    @usableFromInline let section: [UInt8]
    @usableFromInline let lines: [Line]
    /// A bit for the kind of each name that is there, so that most names are known not to be.
    let kinds: UInt64
    /// Where its fields stand.
    public let known: KnownFields
    /// Where the empty line begins that ends it, where all lines are plain; else 0.
    let end: Int

    /// A section, where its lines stand, and where they end if they are all plain.
    init(section: [UInt8], lines: [Line], kinds: UInt64, end: Int = 0) {
      self.section = section
      self.lines = lines
      self.kinds = kinds
      self.end = end
      known = section.withUnsafeBytes { KnownFields($0, lines) }
    }

    /// The section that has no lines.
    static let empty = Exemplar(section: [], lines: [], kinds: 0)

    @inlinable
    func nameRange(_ index: Int) -> Range<Int> {
      Int(lines[index].nameStart)..<Int(lines[index].nameEnd)
    }

    @inlinable
    func valueRange(_ index: Int) -> Range<Int> {
      Int(lines[index].valueStart)..<Int(lines[index].valueEnd)
    }

    /// The first field line, at or after `start`, of this name, which is given in lower case.
    func index(of name: StaticString, from start: Int) -> Int? {
      let expected = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
      guard kinds & HeaderFields.kind(expected) != 0 else { return nil }
      return section.withUnsafeBytes { octets in
        lines.withUnsafeBufferPointer { lines in
          var index = start
          while index < lines.count {
            let first = Int(lines[index].nameStart)
            if Int(lines[index].nameEnd) - first == expected.count,
              HeaderFields.isSame(octets, from: first, as: expected)
            {
              return index
            }
            index += 1
          }
          return nil
        }
      }
    }
  }
}

/// Sections that have the same names in the same order.
extension HeaderFields.Exemplar {
  /// Reads the section that begins at `start`; `nil` where its lines are not those of this one.
  ///
  /// It is gone through by words as long as both are the same, and line by line where they are not.
  func read(
    _ octets: UnsafeRawBufferPointer, from start: Int
  ) -> (fields: HeaderFields, end: Int)? {
    withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: lines.count) { values in
      section.withUnsafeBytes { known in
        lines.withUnsafeBufferPointer { lines in
          var position = start
          var place = 0
          var line = 0
          var count = 0
          var differing: UInt64 = 0
          while true {
            let same = Self.countSame(octets, from: position, known, from: place)
            position &+= same
            place &+= same
            guard place < known.count else { break }
            // The line in which they part; the empty one and names must not.
            while line < lines.count, place >= nextLine(line, lines) { line &+= 1 }
            guard line < lines.count else { return nil }
            let behindColon = Int(lines[line].nameEnd) &+ 1
            guard place >= behindColon,
              let lineFeed = HeadReader.lineFeed(octets, from: position)
            else { return nil }
            let value = position &- (place &- behindColon)
            values.initializeElement(at: count, to: HeadReader.trimmed(octets, value..<lineFeed))
            count &+= 1
            differing |= 1 << UInt64(line)
            position = lineFeed &+ 1
            place = nextLine(line, lines)
            line &+= 1
          }
          return HeaderFields(
            like: self, but: differing, UnsafeBufferPointer(rebasing: values[..<count]), in: octets
          ).map { ($0, position) }
        }
      }
    }
  }

  /// A section whose lines were found, told by this one; `nil` where its names are not the same.
  func fields(
    _ octets: UnsafeRawBufferPointer, _ others: UnsafeBufferPointer<HeaderFields.Line>
  ) -> HeaderFields? {
    guard others.count == lines.count else { return nil }
    return withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: lines.count) { values in
      section.withUnsafeBytes { known in
        var count = 0
        var differing: UInt64 = 0
        for (index, other) in others.enumerated() {
          let name = Int(other.nameStart)..<Int(other.nameEnd)
          guard Self.areSame(known[nameRange(index)], octets[name]) else { return nil }
          let value = Int(other.valueStart)..<Int(other.valueEnd)
          if Self.areSame(known[valueRange(index)], octets[value]) { continue }
          values.initializeElement(at: count, to: value)
          count &+= 1
          differing |= 1 << UInt64(index)
        }
        return HeaderFields(
          like: self, but: differing, UnsafeBufferPointer(rebasing: values[..<count]), in: octets)
      }
    }
  }

  /// Where the line behind a line begins, all being plain.
  @inline(__always)
  private func nextLine(
    _ index: Int, _ lines: UnsafeBufferPointer<HeaderFields.Line>
  ) -> Int {
    index &+ 1 < lines.count ? Int(lines[index &+ 1].nameStart) : end
  }

  /// How many octets of both are the same.
  @inline(__always)
  private static func countSame(
    _ a: UnsafeRawBufferPointer, from aStart: Int, _ b: UnsafeRawBufferPointer, from bStart: Int
  ) -> Int {
    let most = min(a.count &- aStart, b.count &- bStart)
    var count = 0
    while most &- count >= 8 {
      let difference =
        UInt64(littleEndian: a.loadUnaligned(fromByteOffset: aStart &+ count, as: UInt64.self))
        ^ UInt64(littleEndian: b.loadUnaligned(fromByteOffset: bStart &+ count, as: UInt64.self))
      guard difference == 0 else { return count &+ difference.trailingZeroBitCount / 8 }
      count &+= 8
    }
    while count < most, a[aStart &+ count] == b[bStart &+ count] { count &+= 1 }
    return count
  }

  @inline(__always)
  private static func areSame(
    _ a: Slice<UnsafeRawBufferPointer>, _ b: Slice<UnsafeRawBufferPointer>
  ) -> Bool {
    a.count == b.count
      && OctetHash.areSame(
        UnsafeRawBufferPointer(rebasing: a), from: 0, UnsafeRawBufferPointer(rebasing: b))
  }
}
