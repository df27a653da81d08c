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
    var result = ""
    var start = 0
    while start < cells.count {
      var end = start
      while end < cells.count, cells[end] == cells[start] { end += 1 }
      let run = String(repeating: mark(cells[start]), count: end - start)
      result += style.paint(run, ink(cells[start]))
      start = end
    }
    return result
  }

  /// First, middle and last position, each under its column.
  private func scale(width: Int) -> String {
    let last = NumberText.grouped(map.length - 1)
    let middle = NumberText.grouped(map.length / 2)
    guard width >= 2 + last.count else { return style.paint("0", .dim) }
    var result = "0"
    let start = width / 2 - middle.count / 2
    if start > 2, start + middle.count + 2 <= width - last.count {
      result += PlainText.blanks(start - result.count) + middle
    }
    result += PlainText.blanks(width - last.count - result.count) + last
    return style.paint(result, .dim)
  }

  /// Only what occurs.
  private func legend(_ cells: [CoverageMap.Cell], width: Int) -> [String] {
    var lines = [""]
    var used = 0
    for cell in CoverageMap.Cell.allCases where cells.contains(cell) {
      let columns = 2 + TerminalText.width(word(cell))
      if used > 0, used + 3 + columns > width {
        lines.append("")
        used = 0
      }
      if used > 0 { lines[lines.count - 1] += "   " }
      lines[lines.count - 1] += "\(style.paint(mark(cell), ink(cell))) \(word(cell))"
      used += (used > 0 ? 3 : 0) + columns
    }
    return lines
  }

  private func mark(_ cell: CoverageMap.Cell) -> String {
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
