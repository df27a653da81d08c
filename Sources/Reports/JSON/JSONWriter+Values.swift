import Packets

/// Values: an absent one is `null`.
extension JSONWriter {
  mutating func null() {
    beginElement(padded: false)
    append(ascii: "null")
  }

  mutating func bool(_ value: Bool) {
    beginElement(padded: false)
    append(ascii: value ? "true" : "false")
  }

  mutating func int(_ value: Int?) {
    guard let value else { return null() }
    beginElement(padded: false)
    append(digits: value)
  }

  mutating func string(_ value: String?) {
    guard let value else { return null() }
    beginElement(padded: false)
    append(quoted: value)
  }

  /// Milliseconds, exact to the nanosecond, with one to six digits after the point.
  mutating func milliseconds(nanoseconds: Int64?) {
    guard let nanoseconds else { return null() }
    beginElement(padded: false)
    if nanoseconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = nanoseconds.magnitude
    append(digits: Int(magnitude / 1_000_000))
    bytes.append(UInt8(ascii: "."))
    var rest = Int(magnitude % 1_000_000)
    var divisor = 100_000
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 48 + rest / divisor))
      rest %= divisor
      divisor /= 10
    } while rest > 0 && divisor > 0
  }

  /// RFC 3339, UTC, with so many digits of a second's fraction.
  mutating func time(_ time: Timestamp?, digits: Int) {
    guard let time else { return null() }
    beginElement(padded: false)
    bytes.append(UInt8(ascii: "\""))
    Moment.append(time, digits: digits, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// `[[first, last], …]` on one line; `null` where there is no list.
  mutating func ranges(_ ranges: [Range<Int>]?) {
    guard let ranges else { return null() }
    array(.inline) { json in
      for range in ranges {
        guard let range = InclusiveRange(range) else { continue }
        json.array(.inline) { json in
          json.int(range.first)
          json.int(range.last)
        }
      }
    }
  }

  /// Integers on one line.
  mutating func ints(_ values: [Int]) {
    array(.inline) { json in
      for value in values { json.int(value) }
    }
  }

  /// Strings on one line.
  mutating func strings(_ values: [String]) {
    array(.inline) { json in
      for value in values { json.string(value) }
    }
  }

  // MARK: Members

  mutating func member(_ name: StaticString, _ value: Int?) {
    key(name)
    int(value)
  }

  mutating func member(_ name: StaticString, _ value: String?) {
    key(name)
    string(value)
  }

  mutating func member(_ name: StaticString, _ value: Bool?) {
    key(name)
    if let value { bool(value) } else { null() }
  }

  mutating func member(_ name: StaticString, ranges value: [Range<Int>]?) {
    key(name)
    ranges(value)
  }

  mutating func member(_ name: StaticString, ints value: [Int]) {
    key(name)
    ints(value)
  }

  mutating func member(_ name: StaticString, strings value: [String]) {
    key(name)
    strings(value)
  }

  mutating func member(_ name: StaticString, milliseconds value: Int64?) {
    key(name)
    milliseconds(nanoseconds: value)
  }
}
