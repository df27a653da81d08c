/// The string literals of a Swift file, those within interpolations too.
public struct SourceLiterals {
  /// One of them.
  public struct Literal: Sendable {
    /// Its text, with the places of interpolations as `{1}`, `{2}`.
    public var text: String
    /// The last character before it that is no blank.
    public var before: Character?
    /// The first character behind it that is no blank.
    public var after: Character?
  }

  /// The literals, inner ones before those that hold them.
  public private(set) var all: [Literal] = []
  private let source: [Character]
  private var place = 0

  /// Reads a file.
  public init(_ source: String) {
    self.source = Array(source)
    while place < self.source.count {
      if starts("//") {
        while place < self.source.count, self.source[place] != "\n" { place += 1 }
      } else if self.source[place] == "\"" {
        literal()
      } else {
        place += 1
      }
    }
  }

  private func starts(_ text: String) -> Bool { source[place...].starts(with: text) }

  /// Reads the literal that begins here.
  private mutating func literal() {
    let before = source[..<place].last { !$0.isWhitespace }
    let quote = starts("\"\"\"") ? "\"\"\"" : "\""
    place += quote.count
    var text = ""
    var count = 0
    while place < source.count, !starts(quote) {
      guard source[place] == "\\" else {
        text.append(source[place])
        place += 1
        continue
      }
      place += 2
      switch source[place - 1] {
      case "(":
        interpolation()
        count += 1
        text += "{\(count)}"
      // The end of a line that is none: the indentation of the next is taken off below.
      case "\n": text += "\u{0}\n"
      case "n": text += "\n"
      default: text.append(source[place - 1])
      }
    }
    place += quote.count
    if quote.count == 3 { text = Self.unindented(text) }
    let after = source[min(place, source.count)...].first { !$0.isWhitespace }
    all.append(Literal(text: text, before: before, after: after))
  }

  private mutating func interpolation() {
    var depth = 1
    while place < source.count, depth > 0 {
      switch source[place] {
      case "\"":
        literal()
        continue
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      place += 1
    }
  }

  private static func unindented(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indentation = lines.last?.count ?? 0
    return lines.dropFirst().dropLast().map { $0.dropFirst(indentation) }
      .joined(separator: "\n").replacing("\u{0}\n", with: "")
  }
}
