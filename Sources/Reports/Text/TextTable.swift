import Bytes

/// Rows of cells in aligned columns, cut to a width.
///
/// The octets of all cells stand one behind another in one buffer, and each is measured once.
struct TextTable: ~Copyable {
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

  /// Where the text of a cell stands, and how it looks.
  private struct Place {
    var octets: Range<Int>
    var width: Int
    /// Whether its columns can be counted by octet.
    var isPlain: Bool
    var ink: TextStyle.Ink
  }

  /// Rows beyond so many are left out, in the middle.
  static let rowsShown = 40

  private let columns: [Column]
  /// The text of all cells, the headings first; what is written to it becomes the next cell.
  var text = ByteBuffer(capacity: 1 << 10)
  private var cells: [Place] = []
  /// The width of the widest cell of each column, but for its heading.
  private var widest: [Int]

  init(_ columns: [Column]) {
    self.columns = columns
    widest = Array(repeating: 0, count: columns.count)
    for column in columns { append(column.heading, .dim) }
    for index in columns.indices { widest[index] = 0 }
  }

  /// How many rows there are, without the headings.
  var rowCount: Int { cells.count / columns.count - 1 }

  mutating func append(_ row: [Cell]) {
    for cell in row { append(cell.text, cell.ink) }
  }

  /// A cell of the row that is being written.
  mutating func append(_ cell: String, _ ink: TextStyle.Ink = .plain) {
    text.append(cell)
    endCell(ink)
  }

  /// A cell that holds a number.
  mutating func append(_ number: Int, _ ink: TextStyle.Ink = .plain) {
    text.append(decimal: number)
    endCell(ink)
  }

  /// Makes a cell of what was written to `text` behind the cell before.
  mutating func endCell(_ ink: TextStyle.Ink = .plain) {
    let octets = (cells.last?.octets.upperBound ?? 0)..<text.count
    let plain = text.withOctets(octets) { PlainColumns.count($0) }
    let width =
      plain
      ?? text.withOctets(octets) { TerminalText.width(String(decoding: $0, as: UTF8.self)) }
    let column = cells.count % columns.count
    if width > widest[column] { widest[column] = width }
    cells.append(Place(octets: octets, width: width, isPlain: plain != nil, ink: ink))
  }

  /// The indices of the rows to show of `count`, and those left out in the middle.
  static func shown(_ count: Int) -> (head: Range<Int>, tail: Range<Int>) {
    guard count > rowsShown + 1 else { return (0..<count, count..<count) }
    return (0..<(rowsShown - 10), (count - 10)..<count)
  }

  /// The lines of the table, headings first, each at most `width` columns.
  func lines(width: Int, style: TextStyle) -> [String] {
    let widths = fitted(to: width)
    return (0...rowCount).map { row in
      var line = ByteBuffer(capacity: 256)
      write(row: row, widths, style, to: &line)
      return line.text
    }
  }

  /// Writes a line of the table, of which that of number 0 holds the headings.
  ///
  /// - Parameters:
  ///   - row: its number.
  ///   - widths: the widths of the columns, as `fitted` gives them.
  ///   - style: how it looks.
  ///   - buffer: where it is written.
  func write(row: Int, _ widths: [Int?], _ style: TextStyle, to buffer: inout ByteBuffer) {
    let blank = UInt8(ascii: " ")
    let start = buffer.count
    for index in columns.indices {
      guard let width = widths[index] else { continue }
      let cell = cells[row * columns.count + index]
      if buffer.count > start { buffer.append("  ") }
      if cell.width <= width {
        let padding = width - cell.width
        if columns[index].alignsRight { buffer.append(repeating: blank, count: padding) }
        text.withOctets(cell.octets) { style.paint($0, cell.ink, to: &buffer) }
        if !columns[index].alignsRight { buffer.append(repeating: blank, count: padding) }
      } else {
        writeCut(cell, width, columns[index].alignsRight, style, to: &buffer)
      }
    }
    buffer.removeBlanks(behind: start)
  }

  /// Writes a cell for which there is too little room.
  private func writeCut(
    _ cell: Place, _ width: Int, _ alignsRight: Bool, _ style: TextStyle,
    to buffer: inout ByteBuffer
  ) {
    let terminal = TerminalText(unicode: style.unicode)
    let cut = text.withOctets(cell.octets) { octets in
      guard cell.isPlain, width > 0 else {
        return terminal.cut(String(decoding: octets, as: UTF8.self), to: width)
      }
      let kept = PlainColumns.octets(of: octets, columns: width - 1)
      return String(decoding: octets[..<kept], as: UTF8.self) + terminal.cutMark
    }
    let padding = width - (cell.isPlain ? width : TerminalText.width(cut))
    let blank = UInt8(ascii: " ")
    if alignsRight { buffer.append(repeating: blank, count: padding) }
    style.paint(cut, cell.ink, to: &buffer)
    if !alignsRight { buffer.append(repeating: blank, count: padding) }
  }

  /// The width of each column where there is room for `width`; `nil` for one that is left out.
  ///
  /// Columns are cut as far as they allow it, and left out one by one where that is not enough.
  func fitted(to width: Int) -> [Int?] {
    var natural: [Int?] = columns.indices.map { index in
      // A column that says nothing in any row is left out.
      widest[index] == 0 ? nil : max(widest[index], cells[index].width)
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
      // The first of the widest.
      var widest: (index: Int, width: Int)?
      for (index, column) in columns.enumerated() {
        guard let shrinksTo = column.shrinksTo, let width = widths[index], width > shrinksTo,
          width > widest?.width ?? 0
        else { continue }
        widest = (index, width)
      }
      guard let widest else { break }
      widths[widest.index] = widest.width - 1
      excess -= 1
    }
    return (widths, excess)
  }
}

extension ByteBuffer {
  /// Lends some of its octets.
  fileprivate func withOctets<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    withBytes { bytes in
      bytes.withUnsafeBytes { bytes in
        bytes.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0[range])) }
      }
    }
  }

  /// Takes the blanks off its end, but for what stands before `start`.
  fileprivate mutating func removeBlanks(behind start: Int) {
    let end = withOctets(0..<count) { octets in
      var end = octets.count
      while end > start, octets[end - 1] == UInt8(ascii: " ") { end -= 1 }
      return end
    }
    truncate(to: end)
  }
}
