public import Analysis
import HTTP
public import Packets
import Phrases
import Ranges
import Rules
import Transactions

/// What happens, for a person who reads along: a line a transaction, a finding or a download.
///
/// No control character from the traffic reaches the output.
public struct LiveText {
  private let report: Report
  private let numbers: ReportNumbers
  private let style: TextStyle
  private let terminal: TerminalText
  private let redactor: Redactor
  private let book: Phrasebook

  /// Lines of a report.
  ///
  /// - Parameters:
  ///   - report: What is told.
  ///   - options: What the reader wishes.
  ///   - numbers: The numbers by which its parts are told.
  public init(_ report: Report, options: ReportOptions, numbers: ReportNumbers) {
    self.report = report
    self.numbers = numbers
    style = TextStyle(color: options.color, unicode: options.unicode)
    terminal = TerminalText(unicode: options.unicode)
    redactor = Redactor(options)
    book = Phrasebook(options.language)
  }

  /// `01:15:00.125  #3  GET http://… bytes=0-99  206  0-99  100 bytes  complete  12 ms`.
  public func transaction(_ id: Int) -> String {
    let exchange = report.exchanges[id - 1]
    let transaction = exchange.transaction
    var words = ["#\(numbers.transaction(id))"]
    if let request = transaction.request {
      words.append("\(safe(request.head.method, 16)) \(safe(exchange.url, 300))")
      if let range = request.head.fields.joined("range") { words.append(safe(range, 60)) }
      if request.head.fields.has("if-range") { words.append("If-Range") }
    } else {
      words.append(book("request not captured"))
    }
    if let response = transaction.response {
      let status = response.head.status
      words.append(style.paint(String(status), status < 400 ? .green : .red))
      let parts = exchange.parts.filter { !$0.isEmpty }
      if !parts.isEmpty { words.append(book(NumberText.ranges(parts, limit: 3))) }
      words.append(bytes(transaction.body))
      if transaction.body.end != .none {
        words.append(book(transaction.body.endWords))
      }
      if let total = TransactionTiming(transaction).total {
        words.append(NumberText.duration(nanoseconds: total))
      }
    } else {
      words.append(book("no response"))
    }
    return line(transaction.end, words)
  }

  /// `01:15:00.125  WARNING  A valid Range was ignored [range-ignored]: …`.
  public func finding(_ id: Int, at time: Timestamp) -> String {
    let finding = report.findings[id - 1]
    let ink: TextStyle.Ink =
      switch finding.severity {
      case .error: .boldRed
      case .warning: .boldYellow
      case .note: .plain
      }
    let word = style.paint(book.severity(finding.severity).uppercased(), ink)
    let detail = safe(numbers.rewritten(book(finding.detail)), 600)
    return line(
      time, [word, "\(safe(book.title(finding), 200)) [\(safe(finding.rule, 80))]: \(detail)"])
  }

  /// `01:15:00.125  CLOSED  complete  http://…  100 of 100 bytes`: nothing more is told of it.
  public func closing(_ id: Int, at time: Timestamp) -> String {
    let download = report.downloads[id - 1]
    let verdict = book(Statement(words: download.verdict.rawValue))
    return line(
      time,
      [
        book("CLOSED"), style.paint(verdict, TextPage.ink(of: download.verdict)),
        safe(download.url, 300), safe(book(VerdictSentence(report, download).text), 400),
      ])
  }

  /// `01:15:00.125  the interface eth0 is down`.
  public func remark(_ text: String, at time: Timestamp) -> String { line(time, [safe(text, 400)]) }

  private func bytes(_ body: Body) -> String {
    let delivered = NumberText.grouped(body.delivered)
    guard let expected = body.expected, body.delivered < expected else {
      return book(NumberText.counted(body.delivered, "byte"))
    }
    return style.paint(book("\(delivered) of \(NumberText.grouped(expected)) bytes"), .yellow)
  }

  private func line(_ time: Timestamp, _ words: [String]) -> String {
    let clock = Moment.text(time, digits: 3).dropFirst(11).dropLast()
    return ([style.paint(String(clock), .dim)] + words).joined(separator: "  ")
  }

  private func safe(_ text: String, _ count: Int) -> String {
    let start = terminal.shortened(redactor.queries(in: text), to: count)
    return terminal.shortened(terminal.sanitized(start), to: count)
  }
}
