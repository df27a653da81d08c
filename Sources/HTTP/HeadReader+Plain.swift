import Bytes

/// Heads as nearly all are: whole, in one piece, each line a name, a colon and a value.
///
/// They are read in one pass where they lie; of all others it says nothing.
extension HeadReader {
  /// The request's head that `bytes` begin with, and how long it is.
  static func plainRequest(
    _ bytes: RawSpan, _ tables: inout HeadTables
  ) -> (head: RequestHead, length: Int)? {
    bytes.withUnsafeBytes { octets in
      guard let end = lineFeed(octets, from: 0),
        let start = requestLine(bytes, 0..<end),
        let (fields, length) = plainFields(octets, from: end + 1, .requests, &tables)
      else { return nil }
      let head = RequestHead(
        method: method(UnsafeRawBufferPointer(rebasing: octets[start.method])),
        target: tables.target(UnsafeRawBufferPointer(rebasing: octets[start.target])),
        version: start.version, fields: fields)
      return (head, length)
    }
  }

  /// The response's head that `bytes` begin with, and how long it is.
  static func plainResponse(
    _ bytes: RawSpan, _ tables: inout HeadTables
  ) -> (head: ResponseHead, length: Int)? {
    bytes.withUnsafeBytes { octets in
      guard let end = lineFeed(octets, from: 0),
        let start = statusLine(bytes, 0..<end),
        let (fields, length) = plainFields(octets, from: end + 1, .responses, &tables)
      else { return nil }
      let head = ResponseHead(
        status: start.status,
        reason: reason(UnsafeRawBufferPointer(rebasing: octets[start.reason])),
        version: start.version, fields: fields)
      return (head, length)
    }
  }

  /// The section that begins at `start`, and where the empty line behind it ends.
  private static func plainFields(
    _ octets: UnsafeRawBufferPointer, from start: Int, _ kind: MessageParser.Kind,
    _ tables: inout HeadTables
  ) -> (fields: HeaderFields, end: Int)? {
    tables.read(kind, octets, from: start) ?? newFields(octets, from: start, kind, &tables)
  }

  /// A section that is like none of the latest.
  private static func newFields(
    _ octets: UnsafeRawBufferPointer, from start: Int, _ kind: MessageParser.Kind,
    _ tables: inout HeadTables
  ) -> (fields: HeaderFields, end: Int)? {
    withUnsafeTemporaryAllocation(of: HeaderFields.Line.self, capacity: HeadTables.mostLines) {
      lines in
      var count = 0
      var kinds: UInt64 = 0
      var position = start
      while position < octets.count {
        let nameEnd = endOfName(octets, from: position)
        guard nameEnd > position, nameEnd < octets.count, octets[nameEnd] == ASCII.colon else {
          break
        }
        guard count < lines.count, let lineFeed = lineFeed(octets, from: nameEnd) else {
          return nil
        }
        let value = trimmed(octets, (nameEnd &+ 1)..<lineFeed)
        kinds |= HeaderFields.kind(UnsafeRawBufferPointer(rebasing: octets[position..<nameEnd]))
        lines.initializeElement(
          at: count,
          to: HeaderFields.Line(
            nameStart: UInt32(truncatingIfNeeded: position &- start),
            nameEnd: UInt32(truncatingIfNeeded: nameEnd &- start),
            valueStart: UInt32(truncatingIfNeeded: value.lowerBound &- start),
            valueEnd: UInt32(truncatingIfNeeded: value.upperBound &- start)))
        count &+= 1
        position = lineFeed &+ 1
      }
      let linesEnd = position &- start
      if position < octets.count, octets[position] == ASCII.carriageReturn { position += 1 }
      guard position < octets.count, octets[position] == ASCII.lineFeed else { return nil }
      let end = position + 1
      let fields = tables.fields(
        kind, UnsafeRawBufferPointer(rebasing: octets[start..<end]),
        UnsafeBufferPointer(rebasing: lines[..<count]), kinds: kinds, end: linesEnd)
      return (fields, end)
    }
  }

  /// The end of the token that stands at `start`, by words of letters and hyphens.
  @inline(__always)
  private static func endOfName(_ octets: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    var end = start
    while octets.count &- end >= 8 {
      let word = UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: end, as: UInt64.self))
      // The top bit of each octet says whether it is one of them; the sums do not carry.
      let lower = (word | ones &* 0x20) & ~high
      let letters = (lower &+ ones &* 0x1F) & ~(lower &+ ones &* 0x05)
      let hyphens = ~(((word ^ ones &* 0x2D) & ~high) &+ ones &* 0x7F)
      let others = ~((letters | hyphens) & ~word) & high
      guard others == 0 else {
        end &+= others.trailingZeroBitCount / 8
        break
      }
      end &+= 8
    }
    return endOfToken(octets, from: end)
  }

  /// A method as text.
  private static func method(_ octets: UnsafeRawBufferPointer) -> String {
    spell(octets, "GET") ? "GET" : String(octets: octets)
  }

  /// A reason phrase as text.
  private static func reason(_ octets: UnsafeRawBufferPointer) -> String {
    if spell(octets, "Partial Content") { return "Partial Content" }
    return spell(octets, "OK") ? "OK" : String(octets: octets)
  }

  @inline(__always)
  private static func spell(_ octets: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
    octets.count == text.utf8CodeUnitCount
      && OctetHash.areSame(
        octets, from: 0, UnsafeRawBufferPointer(start: text.utf8Start, count: octets.count))
  }
}
