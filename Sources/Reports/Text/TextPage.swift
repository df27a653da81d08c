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

  private var buffer = ByteBuffer(capacity: 1 << 17)
  private let sink: OutputSink

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
    summary = ReportSummary(report)
    origin =
      report.inputs.compactMap(\.firstTime).min() ?? report.exchanges.map(\.transaction.time).min()
    width = max(Self.leastWidth, options.width)
  }

  // MARK: Lines

  mutating func line(_ text: String = "") throws {
    buffer.append(text)
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { try flush() }
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
    var start = style.paint(label, .dim) + blanks(indent - TerminalText.width(label))
    for part in wrapped(text, to: width - indent) {
      try line(start + style.paint(part, ink))
      start = blanks(indent)
    }
  }

  /// A line across the page, with a title in it.
  mutating func section(_ title: Statement, ink: TextStyle.Ink = .bold) throws {
    let title = say(title)
    let rest = max(3, width - TerminalText.width(title) - 4)
    let rule = String(repeating: style.rule, count: 2)
    try line()
    try line(
      "\(style.paint(rule, .dim)) \(style.paint(title, ink)) "
        + style.paint(String(repeating: style.rule, count: rest), .dim))
  }

  func blanks(_ count: Int) -> String { PlainText.blanks(count) }

  /// The lines of a text, broken where its script allows it.
  func wrapped(_ text: String, to columns: Int) -> [String] {
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

  /// `4–30`; with the input before it where there are several.
  func frames(_ spans: [FrameSpans.Span]) -> String {
    var merged: [FrameSpans.Span] = []
    for span in spans {
      if let index = merged.firstIndex(where: { $0.input == span.input }) {
        merged[index].first = min(merged[index].first, span.first)
        merged[index].last = max(merged[index].last, span.last)
      } else {
        merged.append(span)
      }
    }
    return merged.map { span in
      let input = report.inputs.count > 1 ? "\(span.input):" : ""
      return span.first == span.last
        ? "\(input)\(span.first)" : "\(input)\(span.first)\(style.dash)\(span.last)"
    }.joined(separator: " ")
  }
}
