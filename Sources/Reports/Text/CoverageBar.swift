import Bytes
import Phrases

/// A coverage map drawn: the bar, the positions below it, and what its marks mean.
struct CoverageBar {
  let map: CoverageMap
  let style: TextStyle
  var book = Phrasebook(.en)

  /// The lines of a bar so many columns wide.
  func lines(width: Int) -> [String] {
    let cells = map.cells(width)
    guard !cells.isEmpty else { return [] }
    return [bar(cells), scale(width: width)] + legend(cells, width: width)
  }

  /// The bar alone; `nil` where there is nothing to draw.
  func barLine(width: Int) -> String? {
    let cells = map.cells(width)
    return cells.isEmpty ? nil : bar(cells)
  }

  private func bar(_ cells: [CoverageMap.Cell]) -> String {
    // A mark is of three octets, and a run of them between two colours.
    var result = ByteBuffer(capacity: 4 * cells.count)
    var run = ByteBuffer(capacity: 3 * cells.count)
    var start = 0
    while start < cells.count {
      let cell = cells[start]
      let mark = mark(cell)
      while start < cells.count, cells[start] == cell {
        run.append(mark)
        start += 1
      }
      style.paint(run.text, ink(cell), to: &result)
      run.truncate(to: 0)
    }
    return result.text
  }

  /// First, middle and last position, each under its column.
  private func scale(width: Int) -> String {
    let last = NumberText.grouped(map.length - 1)
    let middle = NumberText.grouped(map.length / 2)
    guard width >= 2 + last.utf8.count else { return style.paint("0", .dim) }
    let blank = UInt8(ascii: " ")
    var result = ByteBuffer(capacity: width)
    result.append("0")
    let start = width / 2 - middle.utf8.count / 2
    if start > 2, start + middle.utf8.count + 2 <= width - last.utf8.count {
      result.append(repeating: blank, count: start - 1)
      result.append(middle)
    }
    result.append(repeating: blank, count: width - last.utf8.count - result.count)
    result.append(last)
    return style.paint(result.text, .dim)
  }

  /// Only what occurs.
  private func legend(_ cells: [CoverageMap.Cell], width: Int) -> [String] {
    var lines: [String] = []
    var line = ByteBuffer(capacity: 2 * width)
    var used = 0
    for cell in CoverageMap.Cell.allCases where cells.contains(cell) {
      let word = word(cell)
      let columns = 2 + TerminalText.width(word)
      if used > 0, used + 3 + columns > width {
        lines.append(line.text)
        line.truncate(to: 0)
        used = 0
      }
      if used > 0 { line.append("   ") }
      style.paint("\(mark(cell))", ink(cell), to: &line)
      line.append(" ")
      line.append(word)
      used += (used > 0 ? 3 : 0) + columns
    }
    return lines + [line.text]
  }

  private func mark(_ cell: CoverageMap.Cell) -> StaticString {
    switch cell {
    case .got: style.unicode ? "█" : "#"
    case .twice: style.unicode ? "▓" : "+"
    case .unseen: "?"
    case .partly: style.unicode ? "▒" : ":"
    case .missing: style.unicode ? "░" : "."
    }
  }

  private func ink(_ cell: CoverageMap.Cell) -> TextStyle.Ink {
    switch cell {
    case .got: .green
    case .twice: .cyan
    case .unseen: .magenta
    case .partly: .yellow
    case .missing: .red
    }
  }

  private func word(_ cell: CoverageMap.Cell) -> String {
    let word: Statement =
      switch cell {
      case .got: "got"
      case .twice: "got twice"
      case .unseen: "acknowledged, not captured"
      case .partly: "partly missing"
      case .missing: "missing"
      }
    return book(word)
  }
}
