import Bytes

/// The value of a Range field.
///
/// Source: RFC 9110 §14.1.1, §14.2.
public enum RangeHeader: Hashable, Sendable, CustomStringConvertible {
  /// A well-formed set in the unit bytes, in the order sent; never empty.
  case bytes([RangeSpec])
  /// A set in another unit, of which only the unit is read, as sent.
  case otherUnit(String)
  /// No set of ranges; a server may ignore or reject it.
  case malformed(reason: String)

  /// Reads a field value.
  ///
  /// The unit is compared without regard to case, blanks around ranges and empty list elements are
  /// allowed, and numbers too large to hold are `Int.max`.
  public init(_ value: String) {
    if let plain = Self.plain(value) {
      self = .bytes([plain])
      return
    }
    do throws(Malformation) {
      self = try Self.parse(value)
    } catch {
      self = .malformed(reason: error.reason)
    }
  }

  /// The ranges of a well-formed set in bytes; otherwise empty.
  public var specs: [RangeSpec] {
    if case .bytes(let specs) = self { specs } else { [] }
  }

  /// The value in its shortest form; for what is no set of byte ranges, a word about it.
  public var description: String {
    switch self {
    case .bytes(let specs): "bytes=" + specs.map(\.description).joined(separator: ",")
    case .otherUnit(let unit): "\(unit)=…"
    case .malformed(let reason): "malformed: \(reason)"
    }
  }
}

extension RangeHeader {
  private struct Malformation: Error {
    var reason: String
  }

  /// Reads `bytes=first-last` and `bytes=first-`, written exactly so, as nearly all values are.
  private static func plain(_ value: String) -> RangeSpec? {
    PlainScanner.read(value) { RangeSpec(plain: &$0) }
  }

  private static func parse(_ value: String) throws(Malformation) -> RangeHeader {
    var scanner = FieldScanner(value)
    scanner.skipBlanks()
    let unit = scanner.token()
    guard scanner.skip(ASCII.equals) else {
      throw Malformation(reason: "no \"=\" after the range unit")
    }
    guard let unit else { throw Malformation(reason: "no range unit before \"=\"") }
    guard lowercasedASCII(unit) == "bytes" else {
      guard !scanner.text(upTo: 0).isEmpty else { throw Malformation(reason: "no range") }
      return .otherUnit(unit)
    }
    var specs: [RangeSpec] = []
    while true {
      scanner.skipBlanks()
      if scanner.skip(ASCII.comma) { continue }
      if scanner.isAtEnd { break }
      specs.append(try spec(&scanner))
      scanner.skipBlanks()
      guard scanner.isAtEnd || scanner.next == ASCII.comma else {
        throw Malformation(reason: "something else than digits and \"-\" in a range")
      }
    }
    guard !specs.isEmpty else { throw Malformation(reason: "no range") }
    return .bytes(specs)
  }

  private static func spec(_ scanner: inout FieldScanner) throws(Malformation) -> RangeSpec {
    let first = scanner.number()
    guard scanner.skip(ASCII.hyphen) else {
      throw Malformation(
        reason: first == nil ? "a range that begins with no digit" : "no \"-\" after a position")
    }
    let last = scanner.number()
    switch (first, last) {
    case (let first?, let last?):
      guard first <= last else {
        throw Malformation(reason: "last position \(last) before first position \(first)")
      }
      return .closed(first: first, last: last)
    case (let first?, nil): return .open(first: first)
    case (nil, let length?): return .suffix(length: length)
    case (nil, nil): throw Malformation(reason: "a range without digits")
    }
  }
}
