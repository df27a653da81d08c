import HTTP
import Analysis
import Markup
import Packets
import Phrases
import Ranges
import Transactions

/// The exchange in time: two life lines, and what crosses between them.
struct LadderDrawing {
  /// What a line of the drawing shows.
  private struct Line {
    enum Kind { case request, response, stall, broken }
    var kind: Kind
    var time: Timestamp
    var label: String
    var title: String
    /// Whether the client did it, where that matters.
    var byClient = false
  }

  private let page: HTMLPage
  private let download: Download
  private var lines: [Line] = []

  private static let told = 40
  private static let left = 96
  private static let right = 464
  private static let step = 30

  init(_ page: HTMLPage, _ download: Download) {
    self.page = page
    self.download = download
    for id in download.transactions.prefix(Self.told)
    where page.report.exchanges.indices.contains(id - 1) {
      add(page.report.exchanges[id - 1])
    }
    lines.sort { $0.time < $1.time }
  }

  private mutating func add(_ exchange: RangeExchange) {
    let transaction = exchange.transaction
    if let request = transaction.request {
      let range = exchange.request?.rangeText.map { " \($0)" } ?? ""
      let condition = exchange.request?.ifRangeText == nil ? "" : " If-Range"
      let text = "#\(exchange.id) \(request.head.method)\(range)\(condition)"
      lines.append(
        Line(
          kind: .request, time: request.time, label: page.visible(text, upTo: 52),
          title: page.visible("\(text) \(exchange.url)", upTo: 400)))
    }
    guard let response = transaction.response else { return }
    let range = exchange.response?.contentRangeText.map { " \($0)" } ?? ""
    let text = "#\(exchange.id) \(response.head.status)\(range)"
    let bytes = page.book(.unitBytes, ["n": .number(transaction.body.delivered)])
    lines.append(
      Line(
        kind: .response, time: response.time, label: page.visible(text, upTo: 52),
        title: page.visible("\(text), \(bytes), \(transaction.body.end.rawValue)", upTo: 400)))
    if response.longestStall >= 1_000_000_000, let packets = response.longestStallPackets {
      let time = NumberText.duration(nanoseconds: response.longestStall)
      let text = page.book(.pageStall, ["time": .text(time)])
      lines.append(
        Line(kind: .stall, time: packets.start, label: "#\(exchange.id) \(text)", title: text))
    }
    addEnd(of: exchange)
  }

  private mutating func addEnd(of exchange: RangeExchange) {
    let end = exchange.transaction.body.end
    if exchange.transaction.body.isFramed { return }
    let phrase: Phrase
    switch end {
    case .clientReset, .serverReset: phrase = .pageReset2
    case .clientClosed, .serverClosed: phrase = .pageClosed
    case .captureEnded, .evicted, .desync: phrase = .pageBrokenOff
    case .complete, .none: return
    }
    let bytes = page.book(.unitBytes, ["n": .number(exchange.transaction.body.delivered)])
    let text = "#\(exchange.id) \(page.book(phrase)), \(bytes)"
    lines.append(
      Line(
        kind: .broken, time: exchange.transaction.end, label: text,
        title: "\(text), \(end.rawValue)", byClient: end == .clientReset || end == .clientClosed))
  }

  func write(to html: inout MarkupWriter) {
    guard !lines.isEmpty else { return }
    let book = page.book
    html.element("h3", text: book(.pageLadder))
    html.element("figure") { html in
      let height = lines.count * Self.step + 50
      html.element(
        "svg",
        [
          .a("class", "ladder"), .a("viewBox", "0 0 500 \(height)"), .a("role", "img"),
          .a("aria-label", book(.pageLadderAlt, ["id": .number(download.id)])),
        ]
      ) { html in
        writeLifeLines(height, to: &html)
        for (index, line) in lines.enumerated() {
          html.element("g") { html in
            html.element("title", text: line.title)
            write(line, at: 44 + index * Self.step, to: &html)
          }
        }
      }
      page.writeLeftOut(
        download.transactions.count, of: Self.told, .pageTransactions, to: &html)
    }
  }

  private func writeLifeLines(_ height: Int, to html: inout MarkupWriter) {
    for (x, phrase) in [(Self.left, Phrase.pageClient), (Self.right, .pageServer)] {
      html.element(
        "text", [.a("x", x), .a("y", 14), .a("text-anchor", "middle")], text: page.book(phrase))
      line("life", (x, 20), (x, height - 6), to: &html)
    }
  }

  private func write(_ entry: Line, at y: Int, to html: inout MarkupWriter) {
    let time = NumberText.seconds(nanoseconds: page.origin.map { entry.time.since($0) } ?? 0)
    html.element(
      "text",
      [.a("class", "time"), .a("x", Self.left - 10), .a("y", y + 4), .a("text-anchor", "end")],
      text: "\(time) s")
    let middle = (Self.left + Self.right) / 2
    let ink: String
    switch entry.kind {
    case .request:
      ink = ""
      arrow(from: Self.left, to: Self.right, at: y, to: &html)
    case .response:
      ink = ""
      arrow(from: Self.right, to: Self.left, at: y, to: &html)
    case .stall:
      ink = "stalled"
      line("stalled", (Self.right, y - 10), (Self.right, y + 12), to: &html)
    case .broken:
      ink = "bad"
      let x = entry.byClient ? Self.left : Self.right
      line("arrow bad", (x - 6, y - 6), (x + 6, y + 6), to: &html)
      line("arrow bad", (x - 6, y + 6), (x + 6, y - 6), to: &html)
    }
    html.element(
      "text",
      [
        .a("class", ink), .a("x", middle), .a("y", ink.isEmpty ? y - 5 : y + 4),
        .a("text-anchor", "middle"),
      ],
      text: entry.label)
  }

  private func arrow(from start: Int, to end: Int, at y: Int, to html: inout MarkupWriter) {
    let back = start < end ? -8 : 8
    line("arrow", (start, y), (end, y), to: &html)
    html.element(
      "path",
      [.a("class", "head"), .a("d", "M\(end) \(y)L\(end + back) \(y - 4)V\(y + 4)Z")]
    ) { _ in }
  }

  private func line(
    _ style: String, _ a: (x: Int, y: Int), _ b: (x: Int, y: Int), to html: inout MarkupWriter
  ) {
    html.element(
      "line",
      [.a("class", style), .a("x1", a.x), .a("y1", a.y), .a("x2", b.x), .a("y2", b.y)]
    ) { _ in }
  }
}
