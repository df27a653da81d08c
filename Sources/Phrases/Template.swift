/// A phrase with places for values.
struct Template {
  /// A part of a phrase.
  enum Piece: Equatable {
    case text(String)
    case value(String)
    /// One of two words, by a number.
    case choice(String, one: String, more: String)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let parts = rest[rest.index(after: open)..<close]
        .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      pieces.append(
        parts.count == 3
          ? .choice(parts[0], one: parts[1], more: parts[2]) : .value(parts.joined(separator: "|")))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    self.pieces = pieces
  }

  /// The names of the values that it has places for.
  var names: Set<String> {
    Set(
      pieces.compactMap { piece in
        switch piece {
        case .text: nil
        case .value(let name), .choice(let name, _, _): name
        }
      })
  }

  func filled(_ values: [String: Phrasebook.Value]) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): return text
      case .value(let name):
        switch values[name] {
        case .number(let number)?: return Self.grouped(number)
        case .text(let text)?: return text
        case nil: return "{\(name)}"
        }
      case .choice(let name, let one, let more):
        if case .number(1)? = values[name] { return one }
        return more
      }
    }.joined()
  }

  /// `8,322,278`.
  static func grouped(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }
}
