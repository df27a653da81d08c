import Analysis
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

  /// The exchanges of a download, or of none: then each tells its address.
  mutating func writeTable(_ exchanges: [RangeExchange], of download: Download?) throws {
    guard !exchanges.isEmpty else { return }
    let (head, tail) = TextTable.shown(exchanges.count)
    var table = TextTable(columns(withURL: download == nil))
    for exchange in exchanges[head] + exchanges[tail] { table.append(row(exchange, of: download)) }
    var lines = table.lines(width: width - 2, style: style)
    let left = exchanges.count - head.count - tail.count
    if left > 0 {
      let transactions = NumberText.counted(left, "transaction")
      let note = say("\(transactions) left out here (--format json has all)")
      lines.insert(style.paint(note, .dim), at: 1 + head.count)
    }
    for text in lines { try line("  " + text) }
  }

  /// Transactions that belong to no download: other methods, and responses without a request.
  mutating func writeOtherTransactions() throws {
    var isListed = [Bool](repeating: false, count: report.exchanges.count)
    for download in report.downloads {
      for id in download.transactions where isListed.indices.contains(id - 1) {
        isListed[id - 1] = true
      }
    }
    let others = report.told.filter { !isListed[$0] }
    guard !others.isEmpty else { return }
    try section("Transactions of no download")
    try writeTable(others.map { report.exchanges[$0] }, of: nil)
  }

  private func row(_ exchange: RangeExchange, of download: Download?) -> [TextTable.Cell] {
    let transaction = exchange.transaction
    let spans = (transaction.request?.frames.all ?? []) + (transaction.response?.frames.all ?? [])
    return [
      .init(text: String(transaction.id)),
      .init(text: offset(transaction.time)),
      .init(text: frames(spans)),
      .init(text: connection(transaction.connection)),
      .init(text: request(exchange, of: download)),
      status(transaction),
      .init(text: given(exchange)),
      bytes(transaction.body),
      .init(text: version(transaction.id, of: download)),
      end(transaction),
      .init(
        text: TransactionTiming(transaction).total.map {
          NumberText.duration(nanoseconds: $0)
        } ?? ""),
    ]
  }

  /// The connection's number, and Wireshark's `tcp.stream` where it has one.
  private func connection(_ number: Int) -> String {
    guard report.connections.indices.contains(number - 1),
      let stream = report.connections[number - 1].stream
    else { return String(number) }
    return "\(number)/\(stream)"
  }

  /// The range asked for, with what makes this request unlike the plain GET of the download.
  private func request(_ exchange: RangeExchange, of download: Download?) -> String {
    guard let head = exchange.transaction.request?.head else { return say("not captured") }
    var words: [String] = []
    if head.method != "GET" || download == nil { words.append(safe(head.method, upTo: 16)) }
    if download == nil { words.append(safe(exchange.url, upTo: 2 * width)) }
    if let range = head.fields.joined("range") {
      let isBytes = range.utf8.prefix(6).elementsEqual("bytes=".utf8)
      words.append(safe(isBytes ? String(range.dropFirst(6)) : range, upTo: 60))
    } else if head.completeness == .cutOff {
      words.append(say("(head cut)"))
    } else if download != nil, head.method == "GET" {
      words.append(say("whole"))
    }
    if head.fields.has("if-range") { words.append("If-Range") }
    return words.joined(separator: " ")
  }

  private func status(_ transaction: Transaction) -> TextTable.Cell {
    guard let status = transaction.response?.head.status else {
      return .init(text: style.dash, ink: .magenta)
    }
    let ink: TextStyle.Ink =
      switch status {
      case 200..<300: .green
      case 300..<400: .cyan
      default: .red
      }
    return .init(text: String(status), ink: ink)
  }

  /// The number of the version that an exchange brought, where there are several.
  private func version(_ id: Int, of download: Download?) -> String {
    guard let versions = download?.versions, versions.count > 1 else { return "" }
    return versions.firstIndex { $0.transactions.contains(id) }.map { String($0 + 1) } ?? ""
  }

  /// What the body brought of the representation.
  private func given(_ exchange: RangeExchange) -> String {
    let parts = exchange.parts.filter { !$0.isEmpty }
    guard parts.count > 3 else { return parts.map(NumberText.range).joined(separator: ",") }
    let count = NumberText.counted(parts.count, "part")
    return "\(NumberText.range(parts[0])),\(style.unicode ? "…" : "...") " + say(count)
  }

  private func bytes(_ body: Body) -> TextTable.Cell {
    let delivered = body.delivered
    if let expected = body.expected, delivered < expected {
      let text = say("\(NumberText.grouped(delivered)) of \(NumberText.grouped(expected))")
      return .init(text: text, ink: .yellow)
    }
    return .init(text: delivered > 0 ? NumberText.grouped(delivered) : "")
  }

  private func end(_ transaction: Transaction) -> TextTable.Cell {
    let word = say(Statement(words: transaction.body.end.rawValue))
    switch transaction.body.end {
    case .none: return .init(text: "")
    case .complete: return .init(text: word, ink: .dim)
    case .clientClosed, .clientReset: return .init(text: word, ink: .cyan)
    case .serverClosed, .serverReset: return .init(text: word, ink: .red)
    case .desync where transaction.body.unframed > 0:
      let more = NumberText.grouped(transaction.body.unframed)
      return .init(text: say("desync, \(more) more"), ink: .magenta)
    case .captureEnded, .evicted, .desync: return .init(text: word, ink: .magenta)
    }
  }
}
