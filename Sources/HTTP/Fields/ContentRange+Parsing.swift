import Bytes

extension ContentRange {
  /// Reads a field value.
  ///
  /// Strictly first, then as tolerant clients do: `bytes:` or `bytes=` or no unit, several blanks,
  /// blanks around the numbers, no complete length. What only the second way can read is
  /// malformed, with a lenient reading.
  public init(_ value: String) {
    if let plain = Self.plain(value) {
      self = plain
      return
    }
    var scanner = FieldScanner(value)
    if let unit = scanner.token(), scanner.skip(ASCII.space), lowercasedASCII(unit) != "bytes" {
      self = .otherUnit(unit, rest: scanner.rest)
      return
    }
    scanner.position = 0
    var lapse = Self.skipUnit(&scanner)
    guard let reading = Self.numbers(&scanner, &lapse) else {
      self = .malformed(reason: lapse ?? "no range", lenient: nil)
      return
    }
    self = Self.judge(reading, lapse)
  }

  /// Reads `bytes first-last/complete`, written exactly so, as nearly all values are.
  private static func plain(_ value: String) -> ContentRange? {
    PlainScanner.read(value) { Self.plain(&$0) }
  }

  private static func plain(_ text: inout PlainScanner) -> ContentRange? {
    guard text.skip("bytes "), let first = text.number(), text.skip("-"),
      let last = text.number(), text.skip("/"), let length = text.number(), text.isAtEnd,
      first <= last, last < length
    else { return nil }
    return .satisfied(first: first, last: last, completeLength: length)
  }

  /// Reads the octets of a field value written as `bytes first-last/complete`; `nil` for any other.
  public init?(plain octets: RawSpan) {
    guard let plain = PlainScanner.read(octets, { Self.plain(&$0) }) else { return nil }
    self = plain
  }

  /// Passes over the unit and what parts it from the numbers, and says what is wrong with it.
  private static func skipUnit(_ scanner: inout FieldScanner) -> String? {
    guard scanner.skip(word: "bytes") else {
      scanner.skipBlanks()
      return "no range unit"
    }
    let start = scanner.position
    scanner.skipBlanks()
    let separator = scanner.next
    if scanner.skip(ASCII.colon) || scanner.skip(ASCII.equals) {
      scanner.skipBlanks()
      return separator == ASCII.colon ? "\":\" after the range unit" : "\"=\" after the range unit"
    }
    guard scanner.position == start + 1, scanner.bytes[start] == ASCII.space else {
      return "not one space after the range unit"
    }
    return nil
  }

  /// Reads `first-last/complete` or `*/complete` to the end of the value.
  private static func numbers(_ scanner: inout FieldScanner, _ lapse: inout String?) -> Reading? {
    var reading = Reading(first: nil, last: nil, completeLength: nil)
    var blanks = false
    func note(_ reason: String) { lapse = lapse ?? reason }

    if !scanner.skip(ASCII.asterisk) {
      reading.first = scanner.number()
      guard reading.first != nil else {
        note("no first position")
        return nil
      }
      blanks = scanner.skipBlanks() || blanks
      guard scanner.skip(ASCII.hyphen) else {
        note("no \"-\" after the first position")
        return nil
      }
      blanks = scanner.skipBlanks() || blanks
      reading.last = scanner.number()
      if reading.last == nil { note("no last position") }
    }
    blanks = scanner.skipBlanks() || blanks
    if scanner.skip(ASCII.slash) {
      blanks = scanner.skipBlanks() || blanks
      if scanner.skip(ASCII.asterisk) {
        if reading.first == nil { note("neither a range nor a complete length") }
      } else {
        reading.completeLength = scanner.number()
        if reading.completeLength == nil { note("no complete length") }
      }
    } else {
      note("no \"/\" before the complete length")
    }
    blanks = scanner.skipBlanks() || blanks
    guard scanner.isAtEnd else {
      lapse = "something else than a range and a complete length"
      return nil
    }
    if blanks { note("blanks within the range") }
    return reading
  }

  /// Weighs the numbers once the whole value has been read.
  private static func judge(_ reading: Reading, _ lapse: String?) -> ContentRange {
    if let lapse {
      let isEmpty = reading.first == nil && reading.completeLength == nil
      return .malformed(reason: lapse, lenient: isEmpty ? nil : reading)
    }
    guard let first = reading.first, let last = reading.last else {
      guard let length = reading.completeLength else {
        return .malformed(reason: "no range", lenient: nil)
      }
      return .unsatisfied(completeLength: length)
    }
    guard first <= last else {
      return .malformed(
        reason: "last position \(last) before first position \(first)", lenient: reading)
    }
    if let length = reading.completeLength, !fits(last: last, in: length) {
      return .malformed(
        reason: "last position \(last) not below the complete length \(length)", lenient: reading)
    }
    return .satisfied(first: first, last: last, completeLength: reading.completeLength)
  }
}
