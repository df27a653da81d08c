import Packets
import Transactions
import Analysis
import Bytes
import HTTP
import Markup
import Phrases
import Ranges

/// The table of transactions, and the data that the page searches and sorts.
extension HTMLPage {
  /// A column that is shown: its name in the data, its heading, and how it is set.
  private static let shown: [(name: String, heading: Phrase?, kind: String)] = [
    ("transaction", nil, "n"), ("download", .columnDownload, "n"), ("at_s", .columnTime, "n"),
    ("frames", .columnFrames, "f"), ("connection", .columnConnection, "n"),
    ("method", .columnMethod, "w"), ("url", .columnAddress, "u"), ("range", .columnRange, ""),
    ("status", .columnStatus, "n"), ("parts", .columnGiven, "w"), ("delivered", .columnBytes, "n"),
    ("end", .columnEnd, "w"), ("total_ms", .columnTook, "n"),
  ]

  /// The columns of the data.
  private static let columns = TransactionRow.columns + ["at_s", "frames"]

  /// Of a page without its script this many rows are shown.
  private static let still = 200
  private static let longest = 1000

  private var count: Int { min(told.count, Self.bounds.transactions) }

  func writeTransactions(to html: inout MarkupWriter) throws {
    guard count > 0 else { return }
    try html.element("section", [.a("class", "card"), .a("id", "transactions")]) { html in
      html.element("h2", text: book(.pageTransactions))
      html.element("div", [.a("class", "controls"), .on("hidden")]) { html in
        html.element("label", [.a("for", "search")], text: book(.pageFilter))
        html.void(
          "input",
          [.a("type", "search"), .a("id", "search"), .a("placeholder", book(.pageFilterHint))])
        html.element(
          "button", [.a("type", "button"), .a("id", "previous")], text: book(.pagePrevious))
        html.element("button", [.a("type", "button"), .a("id", "next")], text: book(.pageNext))
        html.element("span", [.a("id", "shown"), .a("role", "status")], text: "")
      }
      try html.element("div", [.a("class", "scroll")]) { html in
        try html.element("table", [.a("id", "rows"), .a("class", "rows")]) { html in
          html.element("thead") { html in
            html.element("tr") { html in
              for (name, heading, kind) in Self.shown {
                html.element(
                  "th",
                  [
                    .a("scope", "col"), .a("class", kind), .a("data-column", name),
                    .a("data-kind", kind),
                  ], text: heading.map { book($0) } ?? "#")
              }
            }
          }
          try html.element("tbody") { html in
            for index in 0..<min(count, Self.still) {
              writeRow(values(index), to: &html)
              try html.flushIfFull()
            }
          }
        }
      }
      writeLeftOut(told.count, of: count, .pageTransactions, to: &html)
    }
  }

  private func writeRow(_ values: [RowValue], to html: inout MarkupWriter) {
    html.element("tr") { html in
      for (name, heading, kind) in Self.shown {
        let value = Self.columns.firstIndex(of: name).map { values[$0] } ?? .none
        html.element(
          "td", [.a("class", kind), .a("data-label", heading.map { book($0) } ?? "#")],
          text: Self.text(value))
      }
    }
  }

  private static func text(_ value: RowValue) -> String {
    switch value {
    case .none: ""
    case .int(let number): NumberText.grouped(number)
    case .text(let text): text
    case .milliseconds(let time): MillisecondsText.text(time)
    }
  }

  /// The values of a transaction, texts fit to be seen.
  private func values(_ index: Int) -> [RowValue] {
    let transaction = report.exchanges[told[index]].transaction
    let time = origin.map { transaction.time.since($0) } ?? 0
    let spans = (transaction.request?.frames.all ?? []) + (transaction.response?.frames.all ?? [])
    let more: [RowValue] = [
      .text(NumberText.seconds(nanoseconds: time).replacing(",", with: "")),
      .text(FrameText.text(spans, inputs: report.inputs.count)),
    ]
    return rows.transaction(at: told[index]).values.map { value in
      if case .text(let text) = value { .text(visible(text, upTo: Self.longest)) } else { value }
    } + more
  }

  // MARK: Data

  /// The data in the page: the columns of the CSV report, the fields of each message, words.
  func writeData(to html: inout MarkupWriter) throws {
    try html.element("script", [.a("type", "application/json"), .a("id", "data")]) { html in
      let pieces = Pieces()
      var json = JSONWriter(pretty: false) { pieces.bytes += $0.array() }
      try json.object { json in
        json.member("schema", Report.schema)
        json.key("words")
        json.object { writeWords(to: &$0) }
        json.key("notes")
        json.object { json in
          for (name, note) in FieldNotes(book: book).all {
            json.key(text: name)
            json.string(note)
          }
        }
        json.member("columns", strings: Self.columns)
        json.key("rows")
        try json.array { json in
          for index in 0..<count {
            json.array { json in
              for value in values(index) { json.value(Self.exact(value)) }
            }
            try json.flushIfFull()
            html.json(pieces.take())
            try html.flushIfFull()
          }
        }
        json.key("headers")
        try json.array { json in
          var policy = FieldPolicy(rows.headers, showSecrets: rows.redactor.showsSecrets)
          for index in 0..<count {
            let transaction = report.exchanges[told[index]].transaction
            json.array { json in
              writeFields(transaction.request?.head.fields, &policy, to: &json)
              writeFields(transaction.response?.head.fields, &policy, to: &json)
            }
            try json.flushIfFull()
            html.json(pieces.take())
            try html.flushIfFull()
          }
        }
      }
      try json.flush()
      html.json(pieces.take())
    }
    html.newLine()
  }

  /// A number that a script's numbers would not hold exactly, as text.
  private static func exact(_ value: RowValue) -> RowValue {
    if case .int(let number) = value, number.magnitude >= 1 << 53 {
      .text(String(number))
    } else {
      value
    }
  }

  private final class Pieces {
    var bytes: [UInt8] = []

    func take() -> [UInt8] {
      defer { bytes = [] }
      return bytes
    }
  }

  private func writeFields(
    _ fields: HeaderFields?, _ policy: inout FieldPolicy, to json: inout JSONWriter
  ) {
    guard let fields, rows.headers != .none else { return json.null() }
    json.array { json in
      for index in 0..<min(fields.count, 100) {
        let name = fields.name(at: index)
        let treatment = policy.treatment(of: Array(name.utf8).span.bytes)
        guard treatment != .dropped else { continue }
        let value = fields.value(at: index)
        json.array { json in
          json.string(visible(name, upTo: 100))
          json.string(
            treatment == .redacted
              ? rows.redactor.replacement(of: value) : visible(value, upTo: Self.longest))
        }
      }
      if fields.count > 100 {
        json.array { json in
          json.string("…")
          json.string(book(.pageCut))
        }
      }
    }
  }

  private func writeWords(to json: inout JSONWriter) {
    json.member("shown", book.template(.pageShown))
    json.member("region", book.template(.pageRegion))
    json.member("headers", book.template(.pageHeaders))
    json.member("request", book(.pageRequest))
    json.member("response", book(.pageResponse))
    json.member("none", book(.pageNone))
    json.member("copy", book(.pageCopy))
    json.member("copied", book(.pageCopied))
  }
}
