import Bytes
import HTTP
import Packets
import Phrases
import Ranges

/// Values: an absent one is `null`.
extension JSONWriter {
  mutating func null() {
    beginElement(padded: false)
    buffer.append("null")
  }

  mutating func bool(_ value: Bool) {
    beginElement(padded: false)
    buffer.append(value ? "true" : "false")
  }

  mutating func int(_ value: Int?) {
    guard let value else { return null() }
    beginElement(padded: false)
    buffer.append(decimal: value)
  }

  mutating func string(_ value: String?) {
    guard let value else { return null() }
    beginElement(padded: false)
    append(quoted: value)
  }

  /// A statement in English, without making a text of it.
  mutating func string(_ statement: Statement) {
    quoted { json in
      statement.forEachPiece { json.append(escaped: $0) }
    }
  }

  /// Octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  mutating func string(octets: RawSpan) {
    beginElement(padded: false)
    append(quoted: octets)
  }

  /// `192.168.1.2:80` or `[::1]:80`.
  mutating func endpoint(_ endpoint: Endpoint) { quoted { json in json.append(endpoint) } }

  /// `192.168.1.2` or `::1`.
  mutating func address(_ address: IPAddress) { quoted { json in json.append(address) } }

  // MARK: Parts of a string

  /// A string whose parts `body` appends.
  mutating func quoted(_ body: (inout JSONWriter) -> Void) {
    beginElement(padded: false)
    buffer.append(UInt8(ascii: "\""))
    body(&self)
    buffer.append(UInt8(ascii: "\""))
  }

  /// `192.168.1.2:80` or `[::1]:80`.
  mutating func append(_ endpoint: Endpoint) {
    guard endpoint.address.isIPv4 else { return append(escaped: endpoint.description) }
    append(endpoint.address)
    buffer.append(UInt8(ascii: ":"))
    buffer.append(decimal: Int(endpoint.port))
  }

  /// `192.168.1.2` or `::1`.
  mutating func append(_ address: IPAddress) {
    guard address.isIPv4 else { return append(escaped: address.description) }
    for shift in stride(from: 24, through: 0, by: -8) {
      buffer.append(decimal: Int(address.low >> UInt64(shift) & 0xFF))
      if shift > 0 { buffer.append(UInt8(ascii: ".")) }
    }
  }

  /// RFC 3339, UTC, with so many digits of a second's fraction.
  mutating func append(_ time: Timestamp, digits: Int) {
    clock.append(time, digits: digits, to: &buffer)
  }

  // MARK: Numbers and lists

  /// Milliseconds, exact to the nanosecond, with one to six digits after the point.
  mutating func milliseconds(nanoseconds: Int64?) {
    guard let nanoseconds else { return null() }
    beginElement(padded: false)
    if nanoseconds < 0 { buffer.append(UInt8(ascii: "-")) }
    let magnitude = nanoseconds.magnitude
    buffer.append(decimal: Int(magnitude / 1_000_000))
    buffer.append(UInt8(ascii: "."))
    var rest = Int(magnitude % 1_000_000)
    var divisor = 100_000
    repeat {
      buffer.append(UInt8(truncatingIfNeeded: 48 + rest / divisor))
      rest %= divisor
      divisor /= 10
    } while rest > 0 && divisor > 0
  }

  /// RFC 3339, UTC, with so many digits of a second's fraction.
  mutating func time(_ time: Timestamp?, digits: Int) {
    guard let time else { return null() }
    quoted { json in json.append(time, digits: digits) }
  }

  /// `[[first, last], …]` on one line; `null` where there is no list.
  mutating func ranges(_ ranges: [Range<Int>]?) {
    guard let ranges else { return null() }
    list(ranges)
  }

  /// `[[first, last], …]` on one line.
  private mutating func list(_ ranges: some Collection<Range<Int>>) {
    array(.inline) { json in
      for range in ranges {
        guard let range = InclusiveRange(range) else { continue }
        json.tuple(range.first, range.last)
      }
    }
  }

  /// `[a, b]` or `[a, b, c]` on one line.
  mutating func tuple(_ a: Int, _ b: Int, _ c: Int? = nil) {
    beginElement(padded: false)
    buffer.append(UInt8(ascii: "["))
    buffer.append(decimal: a)
    separate()
    buffer.append(decimal: b)
    if let c {
      separate()
      buffer.append(decimal: c)
    }
    buffer.append(UInt8(ascii: "]"))
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

  mutating func member(_ name: StaticString, _ value: Statement) {
    key(name)
    string(value)
  }

  mutating func member(_ name: StaticString, _ value: Bool?) {
    key(name)
    if let value { bool(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Endpoint) {
    key(name)
    endpoint(value)
  }

  /// The value of a field line, by its index; `null` where there is none.
  mutating func member(_ name: StaticString, line index: Int?, _ fields: HeaderFields) {
    key(name)
    if let index {
      fields.withLine(at: index) { _, value in string(octets: value) }
    } else {
      null()
    }
  }

  mutating func member(_ name: StaticString, ranges value: [Range<Int>]?) {
    key(name)
    ranges(value)
  }

  mutating func member(_ name: StaticString, ranges value: PlacedParts) {
    key(name)
    list(value)
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
