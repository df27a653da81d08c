import HTTP

/// Field values that were read, so that one that comes again takes neither time nor memory.
///
/// In one capture the same few validators, dates, servers and types come again and again. What is
/// remembered is bounded, whatever comes.
public struct FieldMemory {
  private var dates: [String: HTTPDate?] = [:]
  /// Texts at the places that their octets give them; another that has the same place displaces it.
  private var texts = [String](repeating: "", count: places)

  /// How many dates are remembered before all are forgotten.
  private static let limit = 1024
  private static let places = 4096

  /// Nothing remembered.
  public init() {}

  /// Reads a date, or remembers it.
  mutating func date(_ text: String) -> HTTPDate? {
    if let date = dates[text] { return date }
    if dates.count >= Self.limit { dates.removeAll(keepingCapacity: true) }
    let date = HTTPDate(text)
    dates[text] = .some(date)
    return date
  }

  /// The value of the first field line of a name, as text that is shared by all that are equal.
  mutating func first(_ name: StaticString, of fields: HeaderFields) -> String? {
    guard let index = fields.index(of: name) else { return nil }
    return fields.withLine(at: index) { _, value in
      value.withUnsafeBytes { text($0) }
    }
  }

  private mutating func text(_ octets: UnsafeRawBufferPointer) -> String {
    // A text of up to 15 octets takes no memory of its own.
    guard octets.count > 15 else { return String(octets: octets) }
    let place = Self.place(of: octets)
    let isKnown =
      texts[place].utf8.withContiguousStorageIfAvailable { known in
        known.count == octets.count && Self.areSame(UnsafeRawBufferPointer(known), octets)
      } ?? false
    if !isKnown { texts[place] = String(octets: octets) }
    return texts[place]
  }

  /// Whether two texts of the same length, which is above 8, have the same octets.
  private static func areSame(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < a.count {
      // The last word overlaps the one before.
      let start = min(offset, a.count - 8)
      guard
        a.loadUnaligned(fromByteOffset: start, as: UInt64.self)
          == b.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      else { return false }
      offset += 8
    }
    return true
  }

  private static func place(of octets: UnsafeRawBufferPointer) -> Int {
    var hash = UInt64(truncatingIfNeeded: octets.count)
    var offset = 0
    while offset < octets.count {
      // The last word overlaps the one before.
      let start = min(offset, octets.count - 8)
      let word = octets.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      offset += 8
    }
    return Int(truncatingIfNeeded: hash & UInt64(places - 1))
  }
}
