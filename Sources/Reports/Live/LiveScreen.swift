import Bytes
import Phrases

/// The view of a live capture, drawn: as many lines as the terminal has, none wider than it.
///
/// Pure: the same state gives the same lines, and no control character from the traffic is in them.
public struct LiveScreen {
  /// Less than this shows nothing of use.
  public static let least = (columns: 40, lines: 8)

  private let style: TextStyle
  private let terminal: TerminalText
  private let redactor: Redactor
  private let book: Phrasebook

  /// A view that looks as the options say.
  public init(_ options: ReportOptions) {
    style = TextStyle(color: options.color, unicode: options.unicode)
    terminal = TerminalText(unicode: options.unicode)
    redactor = Redactor(options)
    book = Phrasebook(options.language)
  }

  /// How many downloads fit on a terminal of so many lines.
  public static func rowsShown(lines: Int) -> Int { max(1, (lines - 5 - findingLines(lines)) / 2) }

  private static func findingLines(_ lines: Int) -> Int { min(8, max(1, (lines - 5) / 3)) }

  /// The lines.
  public func lines(_ state: LiveScreenState) -> [String] {
    guard state.columns >= Self.least.columns, state.lines >= Self.least.lines else {
      let needs = book(
        "the terminal is too small: \(Self.least.columns) x \(Self.least.lines) are needed")
      return filled([plain(needs, state.columns)], state.lines)
    }
    var lines = head(state)
    let shown = Self.rowsShown(lines: state.lines)
    let first = min(max(0, state.scroll), max(0, state.rows.count - 1))
    let rows = state.rows.dropFirst(first).prefix(shown)
    let place: Statement =
      state.rows.isEmpty
      ? "Downloads"
      : "Downloads \(first + 1)\(style.dash)\(first + rows.count) of \(state.rows.count)"
    lines.append(heading(book(place), state.columns))
    for row in rows { lines += draw(row, state.columns) }
    if rows.isEmpty { lines.append(plain("  " + book("none yet"), state.columns)) }
    let below = Self.findingLines(state.lines)
    lines = filled(lines, state.lines - below - 2)
    lines.append(heading(book("Findings, the newest first"), state.columns))
    lines += filled(state.findings.prefix(below).map { draw($0, state.columns) }, below)
    lines.append(foot(state))
    return lines
  }

  // MARK: Parts

  private func head(_ state: LiveScreenState) -> [String] {
    let time =
      "\(two(state.seconds / 3600)):\(two(state.seconds / 60 % 60)):\(two(state.seconds % 60))"
    let left =
      "\(state.interface)  \(time)  \(NumberText.binary(state.rate) ?? "\(state.rate) B")/s"
      + (state.isPaused ? "  " + book("PAUSED") : "")
    let drops = book(
      "\(NumberText.grouped(state.received)) received, \(NumberText.grouped(state.dropped)) dropped"
    )
    var facts = [
      NumberText.counted(state.connections, "connection"),
      NumberText.counted(state.transactions, "transaction"),
    ].joined(separator: ", ")
    if state.letGo > 0 { facts = "\(facts), \(NumberText.grouped(state.letGo)) let go" }
    if let file = state.file { facts = "\(facts); writing \(file)" }
    return [
      style.paint(both(left, drops, state.columns), state.dropped > 0 ? .boldYellow : .bold),
      state.trouble.map { style.paint(plain($0, state.columns), .boldRed) }
        ?? plain(book(facts), state.columns),
    ]
  }

  private func draw(_ row: LiveScreenState.Row, _ columns: Int) -> [String] {
    let word = book(row.isOpen ? "under way" : Statement(words: row.verdict))
    let ink: TextStyle.Ink =
      row.isOpen ? .boldCyan : row.verdict == "complete" ? .boldGreen : .boldYellow
    let label = word + PlainText.blanks(max(1, 11 - TerminalText.width(word)))
    let start = "\(row.number) "
    let rate = row.rate.map { "\(NumberText.binary($0) ?? "\($0) B")/s" } ?? ""
    let space = columns - start.count - TerminalText.width(label) - rate.count - 1
    let url = terminal.sanitized(redactor.queries(in: row.url))
    let name = padded(terminal.cut(terminal.shortened(url, to: max(9, space)), to: space), space)
    let first = start + style.paint(label, ink) + name + " " + rate
    let share =
      row.completeLength.map { length in
        let came = row.covered.reduce(0) { $0 + $1.count }
        return length > 0 ? book(NumberText.share(came, of: length)) : ""
      } ?? ""
    let came =
      row.completeLength.map {
        book("\(amount(row.delivered)) of \(amount($0))")
      } ?? amount(row.delivered)
    let text = "\(share.isEmpty ? "" : share + "  ")\(came)"
    let width = columns - 4 - TerminalText.width(text)
    let map = CoverageMap(
      length: row.completeLength, covered: row.covered, parts: [], unseen: row.unseen)
    let bar = CoverageBar(map: map, style: style).barLine(width: max(0, width))
    let blank = String(repeating: " ", count: max(0, width))
    return [first, "  \(bar ?? blank)  \(text)"]
  }

  private func draw(_ found: LiveScreenState.Found, _ columns: Int) -> String {
    let ink: TextStyle.Ink =
      found.severity == "error" ? .boldRed : found.severity == "warning" ? .yellow : .plain
    let severity = book(Statement(words: found.severity))
    let word = severity + PlainText.blanks(max(1, 8 - TerminalText.width(severity)))
    let title = book.rule(found.rule)?.title ?? found.text
    let text = terminal.sanitized(redactor.queries(in: "[\(found.rule)] \(title)"))
    return style.paint(word, ink) + terminal.cut(text, to: columns - TerminalText.width(word))
  }

  private func foot(_ state: LiveScreenState) -> String {
    let keys = book("q end and report  p pause  up/down scroll  g top")
    return style.paint(plain(keys, state.columns), .dim)
  }

  private func heading(_ title: String, _ columns: Int) -> String {
    let rest = max(0, columns - TerminalText.width(title) - 4)
    return style.paint(String(repeating: style.rule, count: 2), .dim) + " "
      + style.paint(title, .bold) + " "
      + style.paint(String(repeating: style.rule, count: rest), .dim)
  }

  // MARK: Lines

  private func amount(_ bytes: Int) -> String { NumberText.binary(bytes) ?? "\(bytes) B" }

  private func plain(_ text: String, _ columns: Int) -> String {
    terminal.cut(terminal.sanitized(text), to: columns)
  }

  private func both(_ left: String, _ right: String, _ columns: Int) -> String {
    let left = plain(left, columns)
    let space = columns - TerminalText.width(left) - TerminalText.width(right)
    guard space > 1 else { return terminal.cut("\(left)  \(right)", to: columns) }
    return left + String(repeating: " ", count: space) + right
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - TerminalText.width(text)))
  }

  private func filled(_ lines: [String], _ count: Int) -> [String] {
    Array(lines.prefix(max(0, count)))
      + [String](repeating: "", count: max(0, count - lines.count))
  }

  private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
