/// A line of a script: a word, and what follows it.
struct ScriptLine {
  let number: Int
  /// The first word; empty for a line that says nothing.
  let keyword: String
  /// What follows it.
  let rest: String

  init(_ text: String, number: Int) {
    self.number = number
    let text = text.trimming()
    guard !text.hasPrefix("#") else {
      keyword = ""
      rest = ""
      return
    }
    keyword = String(text.prefix { $0 != " " && $0 != "\t" })
    rest = String(text.dropFirst(keyword.count)).trimming()
  }

  /// The words after the first.
  var words: [String] {
    rest.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
  }

  func error(_ reason: String) -> ScriptError { ScriptError(line: number, reason: reason) }

  /// What follows, which must be something.
  func text() throws(ScriptError) -> String {
    guard !rest.isEmpty else { throw error("'\(keyword)' needs something after it") }
    return rest
  }

  /// A whole number that is not negative.
  func number(_ text: String? = nil) throws(ScriptError) -> UInt64 {
    let text = text ?? rest
    guard let number = UInt64(text.replacing("_", with: "")), number <= Self.largest else {
      throw error("'\(text)' is no number from 0 to \(Self.largest)")
    }
    return number
  }

  /// A file of so many bytes would not be made by hand.
  static let largest: UInt64 = 1 << 40

  /// A length of time, as `50ms` or `1.5s`.
  func duration(_ text: String? = nil) throws(ScriptError) -> Duration {
    let text = text ?? rest
    for (unit, nanoseconds) in [("ms", 1e6), ("us", 1e3), ("s", 1e9)] where text.hasSuffix(unit) {
      if let value = Double(text.dropLast(unit.count)), value >= 0, value < 1e6 {
        return .nanoseconds(Int64(value * nanoseconds))
      }
    }
    throw error("'\(text)' is no length of time; write 50ms or 1.5s")
  }

  /// A header field, as `Name: value`.
  func header() throws(ScriptError) -> HeaderLine {
    guard let colon = rest.firstIndex(of: ":"), colon != rest.startIndex else {
      throw error("'\(rest)' is no header field; write Name: value")
    }
    return HeaderLine(
      String(rest[..<colon]), String(rest[rest.index(after: colon)...]).trimming())
  }

  /// `client` or `server`.
  func peer(_ text: String) throws(ScriptError) -> Peer {
    switch text {
    case "client": return .client
    case "server": return .server
    default: throw error("'\(text)' is neither client nor server")
    }
  }
}

extension String {
  /// Without the blanks, tabs and carriage returns at both ends.
  func trimming() -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let bytes = utf8.drop(while: isBlank)
    return String(decoding: bytes.reversed().drop(while: isBlank).reversed(), as: UTF8.self)
  }
}
