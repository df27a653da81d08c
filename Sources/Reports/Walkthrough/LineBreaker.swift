/// Breaks text into lines where its script allows it.
///
/// Between words at blanks; between Chinese characters anywhere, but a mark that closes does not begin
/// a line and one that opens does not end it. Source: UAX #14, classes ID, CL, OP.
struct LineBreaker {
  /// The columns of a line.
  let columns: Int

  init(columns: Int) { self.columns = max(8, columns) }

  /// The lines of `text`.
  func lines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for piece in Self.pieces(text) {
      var piece = piece
      var width = TerminalText.width(piece)
      let visible = piece.hasSuffix(" ") ? width - 1 : width
      if used > 0, used + visible > columns {
        lines.append(Self.trimmed(line))
        line = ""
        used = 0
      }
      while width > columns {
        let (head, rest) = Self.split(piece, at: columns)
        if rest.isEmpty { break }
        lines.append(head)
        piece = rest
        width = TerminalText.width(rest)
      }
      line += piece
      used += width
    }
    let last = Self.trimmed(line)
    if !last.isEmpty { lines.append(last) }
    return lines
  }

  /// What cannot be broken, each with the blank after it.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var piece = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let last, breaks(between: last, and: scalar), !piece.isEmpty {
        pieces.append(String(piece))
        piece = String.UnicodeScalarView()
      }
      piece.append(scalar)
      last = scalar
    }
    if !piece.isEmpty { pieces.append(String(piece)) }
    return pieces
  }

  private static func breaks(between a: Unicode.Scalar, and b: Unicode.Scalar) -> Bool {
    if b == " " { return false }
    if a == " " { return true }
    if closing.contains(b) || opening.contains(a) { return false }
    return TerminalText.width(a) == 2 || TerminalText.width(b) == 2
  }

  private static let closing = Set("，。；：！？、）」』》”’…".unicodeScalars)
  private static let opening = Set("（「『《“‘".unicodeScalars)

  private static func trimmed(_ line: String) -> String {
    line.hasSuffix(" ") ? String(line.dropLast()) : line
  }

  private static func split(_ text: String, at columns: Int) -> (String, String) {
    var used = 0
    var index = text.unicodeScalars.startIndex
    while index < text.unicodeScalars.endIndex {
      let width = TerminalText.width(text.unicodeScalars[index])
      if used + width > columns { break }
      used += width
      index = text.unicodeScalars.index(after: index)
    }
    return (String(text.unicodeScalars[..<index]), String(text.unicodeScalars[index...]))
  }
}
