import Bytes

/// The field lines of one header section, in the order they came.
///
/// The octets stand as they were sent, and a text is made of them when somebody asks. Nearly all
/// sections of a capture have the same names in the same order and most of the same values: of these a
/// section keeps only what is its own. Source: RFC 9110 §5, RFC 9112 §5.
public struct HeaderFields: Sendable {
  /// Where in the buffer the name and the value of a field line are.
  @usableFromInline
  struct Line: Equatable, Sendable {
    @usableFromInline var nameStart: UInt32
    @usableFromInline var nameEnd: UInt32
    @usableFromInline var valueStart: UInt32
    @usableFromInline var valueEnd: UInt32
  }

  /// The section that has its names and all values but its own.
  public let exemplar: Exemplar
  /// The values that are its own, which never change; `nil` where none is.
  @usableFromInline nonisolated(unsafe) let own: OwnValues?

  /// No field lines.
  public init() { self.init(Exemplar.empty) }

  /// A section that is like another in all.
  init(_ exemplar: Exemplar, but own: OwnValues? = nil) {
    self.exemplar = exemplar
    self.own = own
  }

  /// The field lines of `pairs`, for tests and for those who make messages.
  public init(_ pairs: [(String, String)]) {
    self.init(octets: pairs.map { (Array($0.utf8)[...], Array($1.utf8)[...]) })
  }

  /// How many field lines there are.
  public var count: Int { exemplar.lines.count }

  /// Whether there are none.
  public var isEmpty: Bool { count == 0 }

  /// The name of a field line, as it was sent.
  public func name(at index: Int) -> String {
    withExtendedLifetime(exemplar) { String(octets: exemplar.name(index)) }
  }

  /// The value of a field line, without the white space around it.
  public func value(at index: Int) -> String {
    withValue(at: index) { String(octets: $0) }
  }

  /// Lends the octets of the name and of the value of a field line, as they were sent.
  @inlinable
  public func withLine<Result>(
    at index: Int, _ body: (_ name: RawSpan, _ value: RawSpan) -> Result
  ) -> Result {
    withExtendedLifetime(exemplar) {
      withValue(at: index) { body(exemplar.name(index).bytes, $0.bytes) }
    }
  }

  /// Lends the octets of the value of a field line that is its own, as they were sent; `nil` for others.
  @inlinable @inline(__always)
  public func withOwnValue<Result>(at index: Int, _ body: (RawSpan) -> Result) -> Result? {
    withExtendedLifetime(self) { own.flatMap { $0.value(index) }.map { body($0.bytes) } }
  }

  /// Whether the value of a field line is not UTF-8 and so is read as ISO-8859-1.
  public func isLatin1(at index: Int) -> Bool {
    let octets = valueOctets(index)
    return !octets.allSatisfy { $0 < 0x80 } && String(validating: octets, as: UTF8.self) == nil
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
    (0..<count).map { (name(at: $0), value(at: $0)) }
  }

  /// Only the field lines whose lower-case name `keep` approves of.
  public func filtered(_ keep: (String) -> Bool) -> HeaderFields {
    let kept = (0..<count).filter { keep(name(at: $0).lowercased()) }
    return HeaderFields(octets: kept.map { (nameOctets($0), valueOctets($0)) })
  }

  /// The first field line, at or after `start`, of this name, which is given in lower case.
  public func index(of name: StaticString, from start: Int = 0) -> Int? {
    exemplar.index(of: name, from: start)
  }

  /// Whether the value of a field line is its own, and not taken from the exemplar.
  @inlinable @inline(__always)
  public func isOwn(_ index: Int) -> Bool { own?.has(index) ?? false }

  /// Whether a value is taken from the exemplar, where that stands for several sections.
  @inlinable @inline(__always)
  public func takes(_ index: Int) -> Bool { own.map { !$0.has(index) } ?? false }

  /// Lends the octets of a value, as they were sent.
  @inlinable @inline(__always)
  func withValue<Result>(at index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withExtendedLifetime(self) {
      body(own.flatMap { $0.value(index) } ?? exemplar.value(index))
    }
  }

  private func nameOctets(_ index: Int) -> ArraySlice<UInt8> {
    withExtendedLifetime(exemplar) { [UInt8](exemplar.name(index))[...] }
  }

  private func valueOctets(_ index: Int) -> ArraySlice<UInt8> {
    withValue(at: index) { [UInt8]($0)[...] }
  }

  /// Calls `body` with the octets of the value of each field line of a name, as they were sent.
  func forEach(_ name: StaticString, _ body: (UnsafeRawBufferPointer) -> Void) {
    var next = index(of: name)
    while let index = next {
      withValue(at: index, body)
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
}

extension HeaderFields: Equatable {
  /// Whether the names, as they were sent, and the values are the same.
  public static func == (a: HeaderFields, b: HeaderFields) -> Bool {
    a.count == b.count
      && (0..<a.count).allSatisfy { index in
        a.nameOctets(index) == b.nameOctets(index) && a.valueOctets(index) == b.valueOctets(index)
      }
  }
}
