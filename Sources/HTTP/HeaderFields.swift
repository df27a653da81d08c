import Bytes

/// The field lines of one header section, in the order they came.
///
/// The section stands in one buffer as it was sent, which is all that a message keeps of its head: a
/// text is made of it when somebody asks. Source: RFC 9110 §5, RFC 9112 §5.
public struct HeaderFields: Sendable {
  /// Where in the buffer the name and the value of a field line are.
  struct Line: Equatable, Sendable {
    var nameStart: UInt32
    var nameEnd: UInt32
    var valueStart: UInt32
    var valueEnd: UInt32
  }

  private(set) var bytes: [UInt8] = []
  var lines: [Line] = []
  /// A bit for the kind of each name that is there, so that most names are known not to be.
  private var kinds: UInt64 = 0

  /// No field lines.
  public init() {}

  /// The field lines of `pairs`, for tests and for those who make messages.
  public init(_ pairs: [(String, String)]) {
    for (name, value) in pairs { append(name: Array(name.utf8), value: Array(value.utf8)) }
  }

  /// How many field lines there are.
  public var count: Int { lines.count }

  /// Whether there are none.
  public var isEmpty: Bool { lines.isEmpty }

  /// The name of a field line, as it was sent.
  public func name(at index: Int) -> String { text(nameRange(index)) }

  /// The value of a field line, without the white space around it.
  public func value(at index: Int) -> String { text(valueRange(index)) }

  /// Lends the octets of the name and of the value of a field line, as they were sent.
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
    lines.indices.map { (name(at: $0), value(at: $0)) }
  }

  /// Only the field lines whose lower-case name `keep` approves of.
  public func filtered(_ keep: (String) -> Bool) -> HeaderFields {
    var result = HeaderFields()
    for index in lines.indices where keep(name(at: index).lowercased()) {
      result.append(name: bytes[nameRange(index)], value: bytes[valueRange(index)])
    }
    return result
  }

  /// The first field line, at or after `start`, of this name, which is given in lower case.
  public func index(of name: StaticString, from start: Int = 0) -> Int? {
    let count = name.utf8CodeUnitCount
    let expected = UnsafeRawBufferPointer(start: name.utf8Start, count: count)
    guard kinds & Self.kind(expected) != 0 else { return nil }
    return bytes.withUnsafeBytes { octets in
      lines.withUnsafeBufferPointer { lines in
        var index = start
        while index < lines.count {
          let first = Int(lines[index].nameStart)
          if Int(lines[index].nameEnd) - first == count,
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
  private static func kind(_ name: UnsafeRawBufferPointer) -> UInt64 {
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
    for offset in 0..<name.count
    where ASCII.lowercased(octets[start + offset]) != name[offset] { return false }
    return true
  }

  func nameRange(_ index: Int) -> Range<Int> {
    Int(lines[index].nameStart)..<Int(lines[index].nameEnd)
  }

  func valueRange(_ index: Int) -> Range<Int> {
    Int(lines[index].valueStart)..<Int(lines[index].valueEnd)
  }

  /// Whether the name of line `index` is `name`, which is given in lower case.
  func matches(_ index: Int, _ name: StaticString) -> Bool {
    let range = nameRange(index)
    guard range.count == name.utf8CodeUnitCount else { return false }
    let expected = UnsafeRawBufferPointer(start: name.utf8Start, count: range.count)
    return bytes.withUnsafeBytes { Self.isSame($0, from: range.lowerBound, as: expected) }
  }

  mutating func append(
    name: some Collection<UInt8>, value: some Collection<UInt8>
  ) {
    let start = bytes.count
    bytes.append(contentsOf: name)
    let nameEnd = bytes.count
    bytes.append(contentsOf: value)
    append(name: start..<nameEnd, value: nameEnd..<bytes.count)
  }

  // MARK: As a head is read

  /// The buffer of a header section of so many lines, of which none is read yet.
  init(section: RawSpan, lines count: Int) {
    bytes = section.array()
    lines.reserveCapacity(count)
  }

  /// Adds the line whose name and value are there in the section.
  mutating func append(name: Range<Int>, value: Range<Int>) {
    bytes.withUnsafeBytes { kinds |= Self.kind(UnsafeRawBufferPointer(rebasing: $0[name])) }
    lines.append(
      Line(
        nameStart: UInt32(name.lowerBound), nameEnd: UInt32(name.upperBound),
        valueStart: UInt32(value.lowerBound), valueEnd: UInt32(value.upperBound)))
  }

  /// Goes on with the value of the last line: an obs-fold, read as one space.
  ///
  /// The rest is moved up in the section, where a line's end makes room. Source: RFC 9112 §5.2.
  mutating func fold(_ rest: Range<Int>) {
    guard let last = lines.indices.last, !rest.isEmpty else { return }
    var end = Int(lines[last].valueEnd)
    if end > Int(lines[last].valueStart) {
      bytes[end] = ASCII.space
      end += 1
    }
    for position in rest {
      bytes[end] = bytes[position]
      end += 1
    }
    lines[last].valueEnd = UInt32(end)
  }

  private func text(_ range: Range<Int>) -> String {
    bytes.withUnsafeBytes { String(octets: UnsafeRawBufferPointer(rebasing: $0[range])) }
  }
}

extension HeaderFields: Equatable {
  /// Whether the names, as they were sent, and the values are the same.
  public static func == (a: HeaderFields, b: HeaderFields) -> Bool {
    a.count == b.count
      && a.lines.indices.allSatisfy { index in
        a.bytes[a.nameRange(index)] == b.bytes[b.nameRange(index)]
          && a.bytes[a.valueRange(index)] == b.bytes[b.valueRange(index)]
      }
  }
}

extension String {
  /// The text of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  public init(octets: UnsafeRawBufferPointer) {
    if Self.areASCII(octets) {
      // Nearly all are; a generic validation of each costs as much as the parser.
      self = String(decoding: octets, as: UTF8.self)
    } else if let text = String(validating: octets, as: UTF8.self) {
      self = text
    } else {
      self = String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    }
  }

  /// The text of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  public init(octets: [UInt8]) {
    self = octets.withUnsafeBytes { String(octets: $0) }
  }

  private static func areASCII(_ octets: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    var all: UInt64 = 0
    while octets.count - offset >= 8 {
      all |= octets.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < octets.count {
      all |= UInt64(octets[offset])
      offset += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
