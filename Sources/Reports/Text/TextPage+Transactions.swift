import Analysis
import Bytes
import HTTP
import Packets
import Phrases
import Ranges
import Transactions

/// Tables of transactions.
extension TextPage {
  private func columns(withURL: Bool) -> [TextTable.Column] {
    [
      .init(heading: say("#"), alignsRight: true),
      .init(heading: say("at s"), alignsRight: true, expendable: 4),
      .init(heading: say("frames"), alignsRight: true, expendable: 1),
      .init(heading: say("conn"), alignsRight: true, expendable: 5),
      .init(heading: say("request"), shrinksTo: withURL ? 30 : 20),
      .init(heading: say("code"), alignsRight: true),
      .init(heading: say("given"), shrinksTo: 10, expendable: 2),
      .init(heading: say("bytes"), alignsRight: true),
      .init(heading: say("version"), alignsRight: true),
      .init(heading: say("end"), shrinksTo: 8),
      .init(heading: say("took"), alignsRight: true, expendable: 3),
    ]
  }

  /// The exchanges at indices, of a download or of none: then each tells its address.
  mutating func writeTable(_ indices: [Int], of download: Download?) throws {
    guard !indices.isEmpty else { return }
    let (head, tail) = TextTable.shown(indices.count)
    var table = TextTable(columns(withURL: download == nil))
    for index in indices[head] { append(report.exchanges[index], of: download, to: &table) }
    for index in indices[tail] { append(report.exchanges[index], of: download, to: &table) }
    let widths = table.fitted(to: width - 2)
    let left = indices.count - head.count - tail.count
    for row in 0...table.rowCount {
      if left > 0, row == 1 + head.count {
        let transactions = NumberText.counted(left, "transaction")
        writeBlanks(2)
        write(say("\(transactions) left out here (--format json has all)"), .dim)
        try endLine()
      }
      writeBlanks(2)
      table.write(row: row, widths, style, to: &buffer)
      try endLine()
    }
  }

  /// Transactions that belong to no download: other methods, and responses without a request.
  mutating func writeOtherTransactions() throws {
    var isListed = [Bool](repeating: false, count: report.exchanges.count)
    report.downloads.markTransactions(in: &isListed)
    guard isListed.contains(false) else { return }
    let others = report.told.filter { !isListed[$0] }
    guard !others.isEmpty else { return }
    try section("Transactions of no download")
    try writeTable(others, of: nil)
  }

  private func append(
    _ exchange: RangeExchange, of download: Download?, to table: inout TextTable
  ) {
    let transaction = exchange.transaction
    table.append(transaction.id)
    table.append(offset(transaction.time))
    appendFrames(transaction, to: &table)
    appendConnection(transaction.connection, to: &table)
    appendRequest(exchange, of: download, to: &table)
    appendStatus(exchange.status, to: &table)
    appendGiven(exchange.parts, to: &table)
    appendBytes(transaction.body, to: &table)
    table.append(version(transaction.id, of: download))
    appendEnd(transaction.body, to: &table)
    let took = TransactionTiming(transaction).total
    table.append(took.map { NumberText.duration(nanoseconds: $0) } ?? "")
  }

  /// `4–30`; with the input before it where there are several.
  private func appendFrames(_ transaction: Transaction, to table: inout TextTable) {
    if report.inputs.count == 1,
      let first = transaction.requestSpan ?? transaction.responseSpan,
      let other = transaction.responseSpan ?? transaction.requestSpan
    {
      let start = min(first.first, other.first)
      let end = max(first.last, other.last)
      table.text.append(decimal: start)
      if start != end {
        table.text.append(style.dash)
        table.text.append(decimal: end)
      }
      return table.endCell()
    }
    var merged: [FrameSpans.Span] = []
    func add(_ span: FrameSpans.Span) {
      if let index = merged.firstIndex(where: { $0.input == span.input }) {
        merged[index].first = min(merged[index].first, span.first)
        merged[index].last = max(merged[index].last, span.last)
      } else {
        merged.append(span)
      }
    }
    transaction.request?.frames.forEach(add)
    transaction.response?.frames.forEach(add)
    for (index, span) in merged.enumerated() {
      if index > 0 { table.text.append(" ") }
      if report.inputs.count > 1 {
        table.text.append(decimal: span.input)
        table.text.append(":")
      }
      table.text.append(decimal: span.first)
      if span.first != span.last {
        table.text.append(style.dash)
        table.text.append(decimal: span.last)
      }
    }
    table.endCell()
  }

  /// The connection's number, and Wireshark's `tcp.stream` where it has one.
  private func appendConnection(_ number: Int, to table: inout TextTable) {
    table.text.append(decimal: number)
    if report.connections.indices.contains(number - 1),
      let stream = report.connections[number - 1].stream
    {
      table.text.append("/")
      table.text.append(decimal: stream)
    }
    table.endCell()
  }

  /// The range asked for, with what makes this request unlike the plain GET of the download.
  private func appendRequest(
    _ exchange: RangeExchange, of download: Download?, to table: inout TextTable
  ) {
    guard let head = exchange.transaction.request?.head else {
      return table.append(say("not captured"))
    }
    let start = table.text.count
    func word(_ text: String) {
      if table.text.count > start { table.text.append(" ") }
      table.text.append(text)
    }
    if head.method != "GET" || download == nil { word(safe(head.method, upTo: 16)) }
    if download == nil { word(safe(exchange.url, upTo: 2 * width)) }
    if let range = head.fields.joined("range") {
      word(safe(Self.withoutUnit(range), upTo: 60))
    } else if head.completeness == .cutOff {
      word(say("(head cut)"))
    } else if download != nil, head.method == "GET" {
      word(say("whole"))
    }
    if head.fields.has("if-range") { word("If-Range") }
    table.endCell()
  }

  /// A Range field value without the unit, where that is bytes.
  private static func withoutUnit(_ range: String) -> String {
    guard range.utf8.starts(with: "bytes=".utf8) else { return range }
    let isPlain =
      range.utf8.withContiguousStorageIfAvailable(PlainColumns.isPrintable) ?? false
    return isPlain
      ? String(range[range.utf8.index(range.startIndex, offsetBy: 6)...])
      : String(range.dropFirst(6))
  }

  private func appendStatus(_ status: Int?, to table: inout TextTable) {
    guard let status else { return table.append(style.dash, .magenta) }
    let ink: TextStyle.Ink =
      switch status {
      case 200..<300: .green
      case 300..<400: .cyan
      default: .red
      }
    table.append(status, ink)
  }

  /// The number of the version that an exchange brought, where there are several.
  private func version(_ id: Int, of download: Download?) -> String {
    guard let versions = download?.versions, versions.count > 1 else { return "" }
    return versions.firstIndex { $0.transactions.contains(id) }.map { String($0 + 1) } ?? ""
  }

  /// What the body brought of the representation.
  private func appendGiven(_ parts: PlacedParts, to table: inout TextTable) {
    let count = parts.count { !$0.isEmpty }
    var written = 0
    for part in parts {
      guard let range = InclusiveRange(part) else { continue }
      if written > 0 { table.text.append(",") }
      if count > 3, written == 1 { break }
      table.text.append(decimal: range.first)
      table.text.append("-")
      table.text.append(decimal: range.last)
      written += 1
    }
    if count > 3 {
      table.text.append(style.unicode ? "… " : "... ")
      table.text.append(say(NumberText.counted(count, "part")))
    }
    table.endCell()
  }

  private func appendBytes(_ body: Body, to table: inout TextTable) {
    let delivered = body.delivered
    if let expected = body.expected, delivered < expected {
      let text = say("\(NumberText.grouped(delivered)) of \(NumberText.grouped(expected))")
      table.append(text, .yellow)
    } else {
      table.append(delivered > 0 ? NumberText.grouped(delivered) : "")
    }
  }

  private func appendEnd(_ body: Body, to table: inout TextTable) {
    if body.end == .none { return table.append("") }
    if body.end == .desync, body.unframed > 0 {
      let more = NumberText.grouped(body.unframed)
      return table.append(say("desync, \(more) more"), .magenta)
    }
    let ink: TextStyle.Ink =
      switch body.end {
      case .complete: .dim
      case .clientClosed, .clientReset: .cyan
      case .serverClosed, .serverReset: .red
      case .none, .captureEnded, .evicted, .desync: .magenta
      }
    table.append(say(body.endWords), ink)
  }
}
