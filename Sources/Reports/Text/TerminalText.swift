/// Text as a terminal may get it: nothing in it acts, all of it can be seen.
public struct TerminalText: Sendable {
  /// Whether characters outside ASCII may be shown.
  let unicode: Bool

  /// Text for a terminal that shows characters outside ASCII, or does not.
  public init(unicode: Bool) { self.unicode = unicode }

  /// `text` with every control, invisible or direction-turning character written out.
  ///
  /// Tabs and line ends too: the text stays on its line. What it was cannot be told from a text
  /// that held the escape itself; it is made to be read, not to be read back.
  public func sanitized(_ text: String) -> String {
    if text.utf8.withContiguousStorageIfAvailable(PlainColumns.isPrintable) ?? false { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if UnsafeScalars.contains(scalar.value) {
        result += Self.escape(scalar)
      } else if unicode || scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else {
        result += Self.ascii(scalar)
      }
    }
    return result
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "\\n"
    case "\r": "\\r"
    case "\t": "\\t"
    default:
      if scalar.value < 0x100 {
        "\\x" + (scalar.value < 0x10 ? "0" : "") + hex(scalar)
      } else {
        "\\u{\(hex(scalar))}"
      }
    }
  }

  /// The nearest that ASCII has.
  private static func ascii(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "–", "—", "−": "-"
    case "…": "..."
    case "→": "->"
    case "←": "<-"
    case "×": "x"
    case "§": "section "
    case "‘", "’": "'"
    case "“", "”": "\""
    case "²": "^2"
    default: "\\u{\(hex(scalar))}"
    }
  }

  private static func hex(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16, uppercase: true)
  }

  // MARK: Width

  /// The columns that `text` takes: two for wide East Asian characters and emoji.
  static func width(_ text: String) -> Int {
    if let columns = plainWidth(text) { return columns }
    return text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  /// The columns that `text` takes, where it is plain.
  private static func plainWidth(_ text: String) -> Int? {
    text.utf8.withContiguousStorageIfAvailable(PlainColumns.count) ?? nil
  }

  /// The columns that one scalar takes.
  ///
  /// Source: UAX #11, classes W and F.
  static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case ..<0x300: 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97C,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: 0
      default: 1
      }
    }
  }

  /// What stands where an end was cut off: one column.
  var cutMark: String { unicode ? "…" : "~" }

  /// `text`, its end cut off and marked when it is wider than `columns`.
  func cut(_ text: String, to columns: Int) -> String {
    // A text of so many bytes may still be narrow, but there is no need to look at all of it.
    if text.utf8.count <= columns { return text }
    if let width = Self.plainWidth(text) {
      if width <= columns { return text }
      return columns > 0 ? String(text.unicodeScalars.prefix(columns - 1)) + cutMark : ""
    }
    var result = ""
    var used = 0
    for scalar in text.unicodeScalars {
      let width = Self.width(scalar)
      if used + width > columns - 1 {
        return Self.width(text) <= columns ? text : columns > 0 ? result + cutMark : ""
      }
      used += width
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// `text` with its middle left out when it is longer than `count` characters.
  func shortened(_ text: String, to count: Int) -> String {
    guard text.utf8.count > count else { return text }
    let scalars = Array(text.unicodeScalars)
    guard scalars.count > count, count > 8 else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<(count * 2 / 3)])
    result.append(contentsOf: (unicode ? "…" : "...").unicodeScalars)
    result.append(contentsOf: scalars[(scalars.count - count / 3 + 1)...])
    return String(result)
  }

  /// The words of `text` in lines of at most `columns`; longer words are cut through.
  func wrapped(_ text: String, to columns: Int) -> [String] {
    let columns = max(8, columns)
    let plain = text.utf8.withContiguousStorageIfAvailable { octets in
      PlainLines(octets, columns: columns).map { Self.texts($0, of: octets) }
    }
    if let plain, let plain { return plain }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      var word = String(word)
      var width = Self.width(word)
      if used > 0, used + 1 + width > columns {
        lines.append(line)
        line = ""
        used = 0
      }
      while width > columns {
        let (head, rest) = Self.split(word, at: columns)
        lines.append(head)
        word = rest
        width = Self.width(rest)
      }
      if used > 0 {
        line += " "
        used += 1
      }
      line += word
      used += width
    }
    if used > 0 { lines.append(line) }
    return lines
  }

  private static func texts(
    _ lines: PlainLines, of octets: UnsafeBufferPointer<UInt8>
  ) -> [String] {
    var lines = lines
    var texts: [String] = []
    while let line = lines.next() { texts.append(String(decoding: octets[line], as: UTF8.self)) }
    return texts
  }

  private static func split(_ word: String, at columns: Int) -> (String, String) {
    var used = 0
    var index = word.unicodeScalars.startIndex
    while index < word.unicodeScalars.endIndex {
      let width = width(word.unicodeScalars[index])
      if used + width > columns { break }
      used += width
      index = word.unicodeScalars.index(after: index)
    }
    return (String(word.unicodeScalars[..<index]), String(word.unicodeScalars[index...]))
  }
}
