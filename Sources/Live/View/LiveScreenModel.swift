import Analysis
public import Packets
public import Reports
import Ranges
import Rules
import Transactions

/// What the view shows, kept up with the news: sans-IO.
public struct LiveScreenModel {
  /// What is drawn.
  public private(set) var state = LiveScreenState()
  /// Whether the user asked for the end.
  public private(set) var isQuitting = false
  /// What goes on while the view is paused.
  private var current = LiveScreenState()
  /// For each download, how much had come when, from which its rate is told.
  private var marks: [Int: Mark] = [:]

  private struct Mark {
    var time: Timestamp
    var bytes: Int
    var rate: Int?
  }

  /// So many findings are kept to be shown.
  private static let findingsKept = 100

  /// A view of an interface.
  public init(interface: String, file: String?) {
    current.interface = interface
    current.file = file
    state = current
  }

  /// The terminal has another size.
  public mutating func resize(columns: Int, lines: Int) {
    current.columns = columns
    current.lines = lines
    state.columns = columns
    state.lines = lines
  }

  /// Takes what was counted.
  public mutating func count(
    _ input: InputInfo, _ counts: CaptureCounts, seconds: Int, rate: Int, trouble: String?
  ) {
    current.packets = input.packets
    current.bytes = input.bytes
    current.received = counts.received
    current.dropped = counts.lost
    current.seconds = seconds
    current.rate = rate
    current.trouble = trouble
    show()
  }

  /// Takes what is new.
  public mutating func take(_ news: LiveNews, at time: Timestamp) {
    let report = news.report
    current.connections = report.connections.count
    current.transactions = report.exchanges.count
    current.letGo = report.letGo.transactions + report.letGo.connections
    var rows: [(row: LiveScreenState.Row, last: Timestamp)] = []
    var marks: [Int: Mark] = [:]
    for download in report.downloads {
      let number = news.numbers.downloads[download.id - 1]
      var row = LiveScreenState.Row(number: number, url: download.url)
      row.isOpen = download.transactions.contains { news.isOpen[$0 - 1] }
      row.verdict = download.verdict.rawValue
      row.completeLength = download.completeLength
      row.covered = download.covered
      row.unseen = download.unseen
      row.delivered = download.deliveredBytes
      if row.isOpen {
        var mark = self.marks[number] ?? Mark(time: time, bytes: download.deliveredBytes)
        let passed = time.since(mark.time)
        if passed >= 1_000_000_000 {
          let came = max(0, download.deliveredBytes - mark.bytes)
          mark = Mark(
            time: time, bytes: download.deliveredBytes,
            rate: Int(Double(came) * 1e9 / Double(passed)))
        }
        row.rate = mark.rate
        marks[number] = mark
      }
      let last = download.transactions.map { report.exchanges[$0 - 1].transaction.end }.max()
      rows.append((row, last ?? time))
    }
    self.marks = marks
    rows.sort { a, b in
      (a.row.isOpen ? 0 : 1, -a.last.nanoseconds, a.row.number)
        < (b.row.isOpen ? 0 : 1, -b.last.nanoseconds, b.row.number)
    }
    current.rows = rows.map(\.row)
    for id in news.findings {
      let finding = report.findings[id - 1]
      let number = news.numbers.findings[id - 1]
      current.findings.removeAll { $0.number == number }
      current.findings.insert(
        LiveScreenState.Found(
          number: number, severity: finding.severity.rawValue, rule: finding.rule,
          text: finding.title), at: 0)
    }
    current.findings = Array(current.findings.prefix(Self.findingsKept))
    show()
  }

  /// A key was pressed.
  public mutating func press(_ key: LiveScreenKey) {
    let page = LiveScreen.rowsShown(lines: state.lines)
    switch key {
    case .up: scroll(by: -1)
    case .down: scroll(by: 1)
    case .pageUp: scroll(by: -page)
    case .pageDown: scroll(by: page)
    case .top: scroll(by: -state.scroll)
    case .pause:
      current.isPaused.toggle()
      state.isPaused = current.isPaused
      show()
    case .quit: isQuitting = true
    }
  }

  private mutating func scroll(by count: Int) {
    let shown = LiveScreen.rowsShown(lines: state.lines)
    let most = max(0, state.rows.count - shown)
    state.scroll = min(max(0, state.scroll + count), most)
    current.scroll = state.scroll
  }

  private mutating func show() {
    guard !current.isPaused else { return }
    let most = max(0, current.rows.count - LiveScreen.rowsShown(lines: current.lines))
    current.scroll = min(current.scroll, most)
    state = current
  }
}
