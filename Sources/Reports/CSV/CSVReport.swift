public import Analysis

/// The transactions of a report as comma-separated values: a line of names, then one a transaction.
///
/// Lines end in CRLF and a value with a comma, a quotation mark or a blank at an edge is quoted.
/// Texts from the traffic are made visible, so that neither a terminal nor a line's end acts, and one
/// that a spreadsheet would take for a formula has an apostrophe before it. Source: RFC 4180 §2.
public struct CSVReport {
  private let rows: ReportRows
  private let terminal = TerminalText(unicode: true)

  /// Longer texts have their middle left out: a spreadsheet's cell holds 32,767 characters.
  static let longest = 32_000

  /// What is written before it is handed on.
  private static let flushed = 1 << 16

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    rows = ReportRows(report, options: options)
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: OutputSink) throws {
    var bytes = Array((TransactionRow.columns.joined(separator: ",") + "\r\n").utf8)
    for index in rows.report.told {
      let row = rows.transaction(at: index)
      for (column, value) in row.values.enumerated() {
        if column > 0 { bytes.append(UInt8(ascii: ",")) }
        append(value, to: &bytes)
      }
      bytes += [0x0D, 0x0A]
      if bytes.count >= Self.flushed {
        try sink(bytes.span.bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    try sink(bytes.span.bytes)
  }

  private func append(_ value: RowValue, to bytes: inout [UInt8]) {
    switch value {
    case .none: break
    case .int(let number): bytes += String(number).utf8
    case .milliseconds(let time): bytes += MillisecondsText.text(time).utf8
    case .text(let text): bytes += field(text).utf8
    }
  }

  /// A text as one field.
  func field(_ text: String) -> String {
    var text = terminal.sanitized(terminal.shortened(text, to: Self.longest))
    text = terminal.shortened(text, to: Self.longest)
    if let first = text.utf8.first, Self.formulas.contains(first) { text = "'" + text }
    let isPlain =
      text.utf8.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
      && text.utf8.first != 0x20 && text.utf8.last != 0x20
    return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// With which a spreadsheet lets a formula begin.
  private static let formulas = Array("=+-@".utf8)
}
