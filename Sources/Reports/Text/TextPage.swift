import Analysis
import Bytes
import Packets
import Phrases
import Ranges
import Rules
import Transactions

/// A text report while it is written: lines go to the sink as they fill a buffer.
struct TextPage: ~Copyable {
  let report: Report
  let options: ReportOptions
  let style: TextStyle
  let terminal: TerminalText
  let redactor: Redactor
  let book: Phrasebook
  let summary: ReportSummary
  /// The time of the first packet, from which times are told.
  let origin: Timestamp?
  /// The width of a line.
  let width: Int

  /// What is written and not yet with the sink.
  var buffer = ByteBuffer(capacity: 1 << 17)
  private let sink: OutputSink
  /// The octets of a line across the page.
  private let rule: [UInt8]

  /// Narrower than this nothing can be told; lines are cut by the terminal then.
  private static let leastWidth = 40

  init(_ report: Report, options: ReportOptions, sink: @escaping OutputSink) {
    self.report = report
    self.options = options
    self.sink = sink
    style = TextStyle(color: options.color, unicode: options.unicode)
    terminal = TerminalText(unicode: options.unicode)
    redactor = Redactor(options)
    book = Phrasebook(options.language)
    summary = ReportSummary(report, nil, options.workers)
    origin =
      report.inputs.compactMap(\.firstTime).min() ?? report.exchanges.map(\.transaction.time).min()
    width = max(Self.leastWidth, options.width)
    rule = Array(String(repeating: style.rule, count: width).utf8)
  }

  // MARK: Lines

  mutating func line(_ text: String = "") throws {
    buffer.append(text)
    try endLine()
  }

  /// Ends the line that was written to the buffer.
  mutating func endLine() throws {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { try flush() }
  }

  /// A text in a colour, in the line that is being written.
  mutating func write(_ text: String, _ ink: TextStyle.Ink = .plain) {
    style.paint(text, ink, to: &buffer)
  }

  mutating func writeBlanks(_ count: Int) {
    buffer.append(repeating: UInt8(ascii: " "), count: count)
  }

  mutating func flush() throws {
    guard buffer.count > 0 else { return }
    try buffer.withBytes(sink)
    buffer.truncate(to: 0)
  }

  /// A text of several lines, each after an indentation, the first after a label.
  mutating func paragraph(
    _ text: String, indent: Int, label: String = "", ink: TextStyle.Ink = .plain
  ) throws {
    try eachLine(of: text, to: width - indent) { page, octets, isFirst in
      if isFirst { page.write(label, .dim) }
      page.writeBlanks(indent - (isFirst ? TerminalText.width(label) : 0))
      page.style.paint(octets, ink, to: &page.buffer)
      try page.endLine()
    }
  }

  /// Calls `body` with the octets of each line of a text, broken where its script allows it.
  mutating func eachLine(
    of text: String, to columns: Int,
    _ body: (inout TextPage, UnsafeBufferPointer<UInt8>, _ isFirst: Bool) throws -> Void
  ) throws {
    if book.language == .en {
      let isDone = try text.utf8.withContiguousStorageIfAvailable { octets in
        guard var lines = PlainLines(octets, columns: max(8, columns)) else { return false }
        var isFirst = true
        while let line = lines.next() {
          try body(&self, UnsafeBufferPointer(rebasing: octets[line]), isFirst)
          isFirst = false
        }
        return true
      }
      if isDone ?? false { return }
    }
    for (number, text) in wrapped(text, to: columns).enumerated() {
      var text = text
      try text.withUTF8 { try body(&self, $0, number == 0) }
    }
  }

  /// A line across the page, with a title in it.
  mutating func section(_ title: Statement, ink: TextStyle.Ink = .bold) throws {
    let title = say(title)
    try line()
    writeRule(2)
    buffer.append(" ")
    write(title, ink)
    buffer.append(" ")
    writeRule(max(3, width - TerminalText.width(title) - 4))
    try endLine()
  }

  private mutating func writeRule(_ columns: Int) {
    let octets = min(rule.count, columns * style.rule.utf8.count)
    rule.withUnsafeBufferPointer { rule in
      style.paint(UnsafeBufferPointer(rebasing: rule[..<octets]), .dim, to: &buffer)
    }
  }

  private func wrapped(_ text: String, to columns: Int) -> [String] {
    book.language == .en
      ? terminal.wrapped(text, to: columns) : LineBreaker(columns: columns).lines(text)
  }

  /// A statement in the language of the report.
  func say(_ statement: Statement) -> String { book(statement) }

  // MARK: Texts from the traffic

  /// A text from the traffic, without secrets and fit for a terminal.
  func safe(_ text: String) -> String { terminal.sanitized(redactor.queries(in: text)) }

  /// The same, where nobody would read all of a very long one.
  func safe(_ text: String, upTo count: Int) -> String {
    // Escapes make a text longer, never shorter: more than this is not needed of it.
    let start = terminal.shortened(redactor.queries(in: text), to: count)
    return terminal.shortened(terminal.sanitized(start), to: count)
  }

  /// `+0.250`: seconds since the first packet.
  func offset(_ time: Timestamp) -> String {
    NumberText.seconds(nanoseconds: origin.map { time.since($0) } ?? 0)
  }
}
