/// A text with values in it, written in English where its facts are, to be said in any language.
///
/// Its words are the key to what a catalogue holds: `"\(n) of \(m) came"` has the key
/// `{1} of {2} came`. Values are kept as they are, and statements may stand within statements; a
/// string literal in a place for a value is a statement, any other string a value that no language
/// changes. Texts are made only when they are asked for.
public struct Statement: Sendable, Equatable {
  enum Part: Sendable, Equatable {
    case words(String)
    case text(String)
    case number(Int)
    case statement(Statement)
    /// The title of a rule, and how it is in English.
    case title(rule: String, String)

    /// Whether it is the same, alone, in a statement or within one.
    var isValue: Bool {
      switch self {
      case .text, .number, .title: true
      case .words, .statement: false
      }
    }
  }

  var parts: [Part]

  /// Words of the catalogue that are made elsewhere: the names of thresholds and reasons.
  public init(words: String) { parts = words.isEmpty ? [] : [.words(words)] }

  /// The title of a rule, which stands in English with the rule itself.
  public init(titleOf rule: String, _ english: String) { parts = [.title(rule: rule, english)] }

  /// A value by itself, that no language changes.
  public init(text: String) { parts = text.isEmpty ? [] : [.text(text)] }

  /// Words of the catalogue from a layer that knows no languages: the numbers in them are values.
  public init(reason: String) {
    parts = []
    var rest = Substring(reason)
    while !rest.isEmpty {
      let isNumber = rest.utf8.first.map { 48...57 ~= $0 } ?? false
      let piece = rest.prefix { $0.isASCII && $0.isNumber == isNumber || !$0.isASCII && !isNumber }
      parts.append(isNumber ? .text(String(piece)) : .words(String(piece)))
      rest = rest.dropFirst(piece.count)
    }
  }

  /// So many of something: `8,322,278 bytes`.
  public init(count: String, _ noun: String) { parts = [.text(count), .words(" " + noun)] }

  init(_ parts: [Part]) { self.parts = parts }

  /// Whether it says nothing.
  public var isEmpty: Bool {
    parts.allSatisfy { part in
      switch part {
      case .words(let text), .text(let text), .title(_, let text): text.isEmpty
      case .number: false
      case .statement(let inner): inner.isEmpty
      }
    }
  }

  /// Both, one behind the other.
  public static func + (a: Statement, b: Statement) -> Statement {
    if a.parts.isEmpty { return b }
    if b.parts.isEmpty { return a }
    return Statement([.statement(a), .statement(b)])
  }

  /// The words, with the places of the values numbered from 1; `nil` where there are no words.
  var key: String? {
    var key = ""
    var place = 0
    var hasWords = false
    for part in parts {
      if case .words(let words) = part {
        key += words
        hasWords = true
      } else {
        place += 1
        key += "{\(place)}"
      }
    }
    return hasWords ? key : nil
  }

  /// The values, in the order of the English.
  var values: [Part] {
    parts.filter { part in
      if case .words = part { false } else { true }
    }
  }
}

extension Statement: CustomStringConvertible {
  /// The English text.
  public var description: String {
    if parts.count == 1 {
      switch parts[0] {
      case .words(let text), .text(let text), .title(_, let text): return text
      case .number(let number): return String(number)
      case .statement(let inner): return inner.description
      }
    }
    // Nearly all fit into this; what does not is counted first.
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 512) { room in
      var place = 0
      if write(to: room, &place) {
        return String(decoding: UnsafeBufferPointer(rebasing: room[..<place]), as: UTF8.self)
      }
      return String(unsafeUninitializedCapacity: octetCount) { room in
        var place = 0
        _ = write(to: room, &place)
        return place
      }
    }
  }

  /// Gives the English text in pieces, in order, for those who need no text of it.
  public func forEachPiece(_ body: (String) -> Void) {
    for part in parts {
      switch part {
      case .words(let text), .text(let text), .title(_, let text): body(text)
      case .number(let number): body(String(number))
      case .statement(let inner): inner.forEachPiece(body)
      }
    }
  }

  /// How many octets the English text takes.
  private var octetCount: Int {
    var count = 0
    for part in parts {
      switch part {
      case .words(let text), .text(let text), .title(_, let text): count += text.utf8.count
      case .number(let number): count += String(number).utf8.count
      case .statement(let inner): count += inner.octetCount
      }
    }
    return count
  }

  /// Writes the English text; `false` where there is no room for all of it.
  private func write(to room: UnsafeMutableBufferPointer<UInt8>, _ place: inout Int) -> Bool {
    for part in parts {
      let hasRoom =
        switch part {
        case .words(let text), .text(let text), .title(_, let text):
          Self.copy(text, to: room, &place)
        case .number(let number): Self.copy(String(number), to: room, &place)
        case .statement(let inner): inner.write(to: room, &place)
        }
      if !hasRoom { return false }
    }
    return true
  }

  private static func copy(
    _ text: String, to room: UnsafeMutableBufferPointer<UInt8>, _ place: inout Int
  ) -> Bool {
    let count = text.utf8.count
    guard room.count - place >= count else { return false }
    let rest = UnsafeMutableBufferPointer(rebasing: room[place..<place + count])
    _ = rest.initialize(from: text.utf8)
    place += count
    return true
  }
}

extension Statement: ExpressibleByStringInterpolation {
  /// Words without a value.
  public init(stringLiteral value: String) { self.init(words: value) }

  /// Words and values.
  public init(stringInterpolation: Interpolation) { parts = stringInterpolation.parts }

  /// What a literal is gathered into.
  public struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Room for what a literal holds.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Words.
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.words(literal)) }
    }

    /// A part of the sentence that is said in each language too.
    public mutating func appendInterpolation(_ value: Statement) {
      // What no language changes needs no place of its own.
      if value.parts.count == 1, value.parts[0].isValue {
        parts.append(value.parts[0])
      } else {
        parts.append(.statement(value))
      }
    }

    /// A number, in digits alone.
    public mutating func appendInterpolation(_ value: Int) { parts.append(.number(value)) }

    /// A value that no language changes.
    ///
    /// A literal in its place is a statement: it is said in each language.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: String) { parts.append(.text(value)) }

    /// A value that no language changes, by what it calls itself.
    @_disfavoredOverload
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.text(value.description))
    }
  }
}

extension Sequence<Statement> {
  /// All of them with something between, as a comma.
  public func joined(separator: Statement) -> Statement {
    var parts: [Statement.Part] = []
    for (index, statement) in enumerated() {
      if index > 0 { parts.append(.statement(separator)) }
      parts.append(.statement(statement))
    }
    return Statement(parts)
  }
}
