import Bytes

/// Rows of cells in aligned columns, cut to a width.
struct TextTable {
  /// A column: its heading, and how it gives way when there is too little room.
  struct Column {
    var heading: String
    var alignsRight = false
    /// The width below which it is left out rather than cut further; `nil`: it is never cut.
    var shrinksTo: Int?
    /// Columns of a higher number are left out first; 0: never.
    var expendable = 0
  }

  /// A cell's text, which nothing from the traffic may reach unless sanitized, and its colour.
  struct Cell {
    var text: String
    var ink = TextStyle.Ink.plain
  }

  /// Rows beyond so many are left out, in the middle.
  static let rowsShown = 40

  let columns: [Column]
  private(set) var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ row: [Cell]) { rows.append(row) }

  /// The indices of the rows to show of `count`, and those left out in the middle.
  static func shown(_ count: Int) -> (head: Range<Int>, tail: Range<Int>) {
    guard count > rowsShown + 1 else { return (0..<count, count..<count) }
    return (0..<(rowsShown - 10), (count - 10)..<count)
  }

  /// The lines of the table, headings first, each at most `width` columns.
  func lines(width: Int, style: TextStyle) -> [String] {
    let widths = fitted(to: width)
    let terminal = TerminalText(unicode: style.unicode)
    let headings = columns.map { Cell(text: $0.heading, ink: .dim) }
    return ([headings] + rows).map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        guard let columnWidth = widths[index] else { continue }
        let text = terminal.cut(cell.text, to: columnWidth)
        let padding = PlainText.blanks(columnWidth - TerminalText.width(text))
        let painted = style.paint(text, cell.ink)
        if !line.isEmpty { line += "  " }
        line += columns[index].alignsRight ? padding + painted : painted + padding
      }
      let end = line.utf8.lastIndex { $0 != UInt8(ascii: " ") }
      return end.map { String(line[...$0]) } ?? ""
    }
  }

  /// The width of each column; `nil` for one that is left out.
  ///
  /// Columns are cut as far as they allow it, and left out one by one where that is not enough.
  private func fitted(to width: Int) -> [Int?] {
    var natural: [Int?] = columns.indices.map { index in
      let widest = rows.reduce(0) { max($0, TerminalText.width($1[index].text)) }
      // A column that says nothing in any row is left out.
      return widest == 0 ? nil : max(widest, TerminalText.width(columns[index].heading))
    }
    while true {
      let (widths, excess) = cut(natural, to: width)
      let next = columns.indices
        .filter { natural[$0] != nil && columns[$0].expendable > 0 }
        .max { columns[$0].expendable < columns[$1].expendable }
      guard excess > 0, let next else { return widths }
      natural[next] = nil
    }
  }

  /// The widths when the widest of those that can be cut give way, and what is still too much.
  private func cut(_ natural: [Int?], to width: Int) -> (widths: [Int?], excess: Int) {
    var widths = natural
    let present = natural.compactMap { $0 }
    var excess = present.reduce(0, +) + 2 * max(0, present.count - 1) - width
    while excess > 0 {
      let widest = columns.indices
        .filter { (widths[$0] ?? 0) > (columns[$0].shrinksTo ?? .max) }
        .max { (widths[$0] ?? 0) < (widths[$1] ?? 0) }
      guard let widest, let current = widths[widest] else { break }
      widths[widest] = current - 1
      excess -= 1
    }
    return (widths, excess)
  }
}
