import Bytes

/// Where in a header section the fields stand that say something of ranges, found in one look.
public struct KnownFields: Sendable {
  /// A field that is looked for.
  public enum Name: Int, CaseIterable, Sendable {
    case acceptRanges, contentEncoding, contentLength, contentRange, contentType, date, etag
    case forwarded, host, ifMatch, ifModifiedSince, ifNoneMatch, ifRange, ifUnmodifiedSince
    case keepAlive, lastModified, location, range, server, transferEncoding, upgrade, userAgent
    case xForwardedFor
  }

  /// For each name the index of its first line, from 1; 0: there is none.
  @usableFromInline var first = InlineArray<23, UInt32>(repeating: 0)
  /// A bit for each name that has several lines.
  @usableFromInline var repeated: UInt32 = 0

  /// Where they stand in a section.
  public init(_ fields: HeaderFields) { self = fields.exemplar.known }

  /// Looks at each line of a section once.
  init(_ octets: UnsafeRawBufferPointer, _ lines: UnsafeBufferPointer<HeaderFields.Line>) {
    for (index, line) in lines.enumerated() {
      let name = octets[Int(line.nameStart)..<Int(line.nameEnd)]
      guard let known = Self.name(UnsafeRawBufferPointer(rebasing: name)) else { continue }
      let place = known.rawValue
      if first[place] == 0 {
        first[place] = UInt32(index + 1)
      } else {
        repeated |= 1 << UInt32(place)
      }
    }
  }

  /// The index of the first line of a name; `nil` where there is none.
  @inlinable @inline(__always)
  public subscript(_ name: Name) -> Int? {
    let place = first[name.rawValue]
    return place == 0 ? nil : Int(place - 1)
  }

  /// Whether there is a line of this name.
  @inlinable @inline(__always)
  public func has(_ name: Name) -> Bool { first[name.rawValue] != 0 }

  /// Whether there are several lines of this name.
  @inlinable @inline(__always)
  public func isRepeated(_ name: Name) -> Bool { repeated & (1 << UInt32(name.rawValue)) != 0 }

  /// The name that these octets are, without regard to case.
  private static func name(_ octets: UnsafeRawBufferPointer) -> Name? {
    // Nearly all are written in the one way, or in lower case.
    @inline(__always)
    func spells(_ word: StaticString, _ common: StaticString) -> Bool {
      let usual = UnsafeRawBufferPointer(start: common.utf8Start, count: octets.count)
      if OctetHash.areSame(octets, from: 0, usual) { return true }
      for index in 0..<octets.count
      where ASCII.lowercased(octets[index]) != word.utf8Start[index] { return false }
      return true
    }
    switch octets.count {
    case 4:
      if spells("date", "Date") { return .date }
      if spells("etag", "ETag") { return .etag }
      return spells("host", "Host") ? .host : nil
    case 5: return spells("range", "Range") ? .range : nil
    case 6: return spells("server", "Server") ? .server : nil
    case 7: return spells("upgrade", "Upgrade") ? .upgrade : nil
    case 8:
      if spells("if-range", "If-Range") { return .ifRange }
      if spells("if-match", "If-Match") { return .ifMatch }
      return spells("location", "Location") ? .location : nil
    case 9: return spells("forwarded", "Forwarded") ? .forwarded : nil
    case 10:
      if spells("user-agent", "User-Agent") { return .userAgent }
      return spells("keep-alive", "Keep-Alive") ? .keepAlive : nil
    case 12: return spells("content-type", "Content-Type") ? .contentType : nil
    case 13:
      if spells("content-range", "Content-Range") { return .contentRange }
      if spells("last-modified", "Last-Modified") { return .lastModified }
      if spells("accept-ranges", "Accept-Ranges") { return .acceptRanges }
      return spells("if-none-match", "If-None-Match") ? .ifNoneMatch : nil
    case 14: return spells("content-length", "Content-Length") ? .contentLength : nil
    case 15: return spells("x-forwarded-for", "X-Forwarded-For") ? .xForwardedFor : nil
    case 16: return spells("content-encoding", "Content-Encoding") ? .contentEncoding : nil
    case 17:
      if spells("transfer-encoding", "Transfer-Encoding") { return .transferEncoding }
      return spells("if-modified-since", "If-Modified-Since") ? .ifModifiedSince : nil
    case 19: return spells("if-unmodified-since", "If-Unmodified-Since") ? .ifUnmodifiedSince : nil
    default: return nil
    }
  }
}
