import Bytes

/// The field lines of one header section, in the order they came.
///
/// The section stands in one buffer as it was sent, which is all that a message keeps of its head: a
/// text is made of it when somebody asks. Source: RFC 9110 §5, RFC 9112 §5.
public struct HeaderFields: Sendable {
  /// Where in the buffer the name and the value of a field line are.
  @usableFromInline
  struct Line: Equatable, Sendable {
    @usableFromInline var nameStart: UInt32
    @usableFromInline var nameEnd: UInt32
    @usableFromInline var valueStart: UInt32
    @usableFromInline var valueEnd: UInt32
  }

  @usableFromInline private(set) var bytes: [UInt8] = []
  @usableFromInline var lines: [Line] = []
  /// A bit for the kind of each name that is there, so that most names are known not to be.
  private var kinds: UInt64 = 0

  /// No field lines.
  public init() {}

  /// A section and where its lines stand.
  init(bytes: [UInt8], lines: [Line], kinds: UInt64) {
    self.bytes = bytes
    self.lines = lines
    self.kinds = kinds
  }

  /// The field lines of `pairs`, for tests and for those who make messages.
  public init(_ pairs: [(String, String)]) {
    self.init(octets: pairs.map { (Array($0.utf8)[...], Array($1.utf8)[...]) })
  }

  /// How many field lines there are.
  public var count: Int { lines.count }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The name of a field line, as it was sent.
  public func name(at index: Int) -> String { text(nameRange(index)) }

  /// The value of a field line, without the white space around it.
  public func value(at index: Int) -> String { text(valueRange(index)) }

  /// Lends the octets of the name and of the value of a field line, as they were sent.
  @inlinable
  public func withLine<Result>(
    at index: Int, _ body: (_ name: RawSpan, _ value: RawSpan) -> Result
  ) -> Result {
    let octets = bytes.span.bytes
    return body(octets.extracting(nameRange(index)), octets.extracting(valueRange(index)))
  }

  /// Whether the value of a field line is not UTF-8 and so is read as ISO-8859-1.
  public func isLatin1(at index: Int) -> Bool {
    let range = valueRange(index)
    return !bytes[range].allSatisfy { $0 < 0x80 }
      && String(validating: bytes[range], as: UTF8.self) == nil
  }

  /// The value of the first field line of this name, or `nil`.
  ///
  /// The name is given in lower case; what came is compared without regard to case.
  public func first(_ name: StaticString) -> String? {
    index(of: name).map { value(at: $0) }
  }

  /// The values of all field lines of this name, in order.
  ///
  /// The name is given in lower case; what came is compared without regard to case.
  public func all(_ name: StaticString) -> [String] {
    var values: [String] = []
    var next = index(of: name)
    while let index = next {
      values.append(value(at: index))
      next = self.index(of: name, from: index + 1)
    }
    return values
  }

  /// The values of all field lines of this name, joined by commas, as one list.
  ///
  /// `nil` where there is none. Source: RFC 9110 §5.3.
  public func joined(_ name: StaticString) -> String? {
    guard let first = index(of: name) else { return nil }
    guard index(of: name, from: first + 1) != nil else { return value(at: first) }
    return all(name).joined(separator: ", ")
  }

  /// Whether a field line of this name is there.
  public func has(_ name: StaticString) -> Bool { index(of: name) != nil }

  /// The first octet of the value of the first field line of this name, which is given in lower case.
  public func firstOctet(of name: StaticString) -> UInt8? {
    guard let range = index(of: name).map({ valueRange($0) }), !range.isEmpty else { return nil }
    return bytes[range.lowerBound]
  }

  /// How many field lines there are of this name, which is given in lower case.
  public func count(of name: StaticString) -> Int {
    var count = 0
    var next = index(of: name)
    while let index = next {
      count += 1
      next = self.index(of: name, from: index + 1)
    }
    return count
  }

  /// Names and values, in order, as text.
  public var pairs: [(name: String, value: String)] {
    (0..<count).map { (name(at: $0), value(at: $0)) }
  }

  /// Only the field lines whose lower-case name `keep` approves of.
  public func filtered(_ keep: (String) -> Bool) -> HeaderFields {
    let kept = (0..<count).filter { keep(name(at: $0).lowercased()) }
    return HeaderFields(octets: kept.map { (bytes[nameRange($0)], bytes[valueRange($0)]) })
  }

  /// The first field line, at or after `start`, of this name, which is given in lower case.
  public func index(of name: StaticString, from start: Int = 0) -> Int? {
    let expected = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    guard kinds & Self.kind(expected) != 0 else { return nil }
    return bytes.withUnsafeBytes { octets in
      lines.withUnsafeBufferPointer { lines in
        var index = start
        while index < lines.count {
          let first = Int(lines[index].nameStart)
          if Int(lines[index].nameEnd) - first == expected.count,
            Self.isSame(octets, from: first, as: expected)
          {
            return index
          }
          index += 1
        }
        return nil
      }
    }
  }

  /// One of 64 kinds of names, the same for upper and lower case.
  @inline(__always)
  static func kind(_ name: UnsafeRawBufferPointer) -> UInt64 {
    guard name.count > 0 else { return 1 }
    // Five bits of a letter are the same in both cases; other octets have no case.
    let ends = UInt(name[0] & 31) &* 5 &+ UInt(name[name.count - 1] & 31) &* 3
    let middle = UInt(name[name.count / 2] & 31)
    return 1 << UInt64((UInt(name.count) &* 11 &+ ends &* 7 &+ middle) & 63)
  }

  @inline(__always)
  private static func isSame(
    _ octets: UnsafeRawBufferPointer, from start: Int, as name: UnsafeRawBufferPointer
  ) -> Bool {
    guard name.count >= 8 else {
      for offset in 0..<name.count
      where ASCII.lowercased(octets[start + offset]) != name[offset] { return false }
      return true
    }
    var offset = 0
    while offset < name.count {
      // The last word overlaps the one before.
      let place = min(offset, name.count - 8)
      let word = octets.loadUnaligned(fromByteOffset: start + place, as: UInt64.self)
      guard lowercased(word) == name.loadUnaligned(fromByteOffset: place, as: UInt64.self) else {
        return false
      }
      offset += 8
    }
    return true
  }

  /// Eight octets with `A` to `Z` turned into `a` to `z`.
  @inline(__always)
  private static func lowercased(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let top = ones << 7
    let low = word & ~top
    // The top bit of each octet says whether it is such a letter; the sums do not carry.
    let capitals = (low &+ ones &* 0x3F) & ~(low &+ ones &* 0x25) & ~word & top
    return word | capitals >> 2
  }

  @inlinable
  func nameRange(_ index: Int) -> Range<Int> {
    Int(lines[index].nameStart)..<Int(lines[index].nameEnd)
  }

  @inlinable
  func valueRange(_ index: Int) -> Range<Int> {
    Int(lines[index].valueStart)..<Int(lines[index].valueEnd)
  }

  /// Calls `body` with the octets of the value of each field line of a name, as they were sent.
  func forEach(_ name: StaticString, _ body: (UnsafeRawBufferPointer) -> Void) {
    var next = index(of: name)
    while let index = next {
      bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[valueRange(index)])) }
      next = self.index(of: name, from: index + 1)
    }
  }

  /// The field lines of names and values, as they are sent.
  init(octets pairs: [(ArraySlice<UInt8>, ArraySlice<UInt8>)]) {
    var section: [UInt8] = []
    for (name, value) in pairs { section += name + value }
    self.init(section: section.span.bytes, expecting: pairs.count) { table in
      var start = 0
      for (name, value) in pairs {
        let middle = start + name.count
        table.append(name: start..<middle, value: middle..<(middle + value.count))
        start = middle + value.count
      }
    }
  }

  private func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBytes { String(octets: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}

extension HeaderFields: Equatable {
  /// Whether the names, as they were sent, and the values are the same.
  public static func == (a: HeaderFields, b: HeaderFields) -> Bool {
    a.count == b.count
      && (0..<a.count).allSatisfy { index in
        a.bytes[a.nameRange(index)] == b.bytes[b.nameRange(index)]
          && a.bytes[a.valueRange(index)] == b.bytes[b.valueRange(index)]
      }
  }
}
