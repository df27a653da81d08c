import HTTP

/// Dates that were read, by their text: in one capture the same few come again and again.
public struct DateMemory {
  private var known: [String: HTTPDate?] = [:]

  /// How many are remembered before all are forgotten.
  private static let limit = 1024

  /// Nothing remembered.
  public init() {}

  /// Reads a date, or remembers it.
  mutating func date(_ text: String) -> HTTPDate? {
    if let date = known[text] { return date }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let date = HTTPDate(text)
    known[text] = .some(date)
    return date
  }
}
