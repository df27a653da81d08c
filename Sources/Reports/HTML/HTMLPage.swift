import Ranges
import Transactions
import Analysis
import Markup
import Packets
import Phrases
import Rules

/// A page while it is written.
struct HTMLPage {
  let report: Report
  let rows: ReportRows
  let book: Phrasebook
  /// The indices of the transactions that are told.
  let told: [Int]
  /// The findings of each download, by its id; those of none under 0.
  let findings: [Int: [Finding]]
  /// The time of the first packet, from which times are told.
  let origin: Timestamp?
  private let terminal = TerminalText(unicode: true)

  /// How much of a capture one page holds; what is above is counted and named on it.
  static let bounds = (
    transactions: 10_000, downloads: 100, listed: 2000, stories: 20, findings: 500
  )

  init(_ report: Report, options: ReportOptions) {
    self.report = report
    told = report.told
    rows = ReportRows(report, options: options)
    book = Phrasebook(options.language)
    findings = Dictionary(grouping: report.findings) { $0.download ?? 0 }
    origin =
      report.inputs.compactMap(\.firstTime).min() ?? report.exchanges.map(\.transaction.time).min()
  }

  /// A text from the traffic: without secrets, nothing in it acts, no longer than `count`.
  func visible(_ text: String, upTo count: Int = 600) -> String {
    let start = terminal.shortened(rows.safe(text), to: count)
    return terminal.shortened(terminal.sanitized(start), to: count)
  }

  func write(to html: inout MarkupWriter) throws {
    html.doctype()
    try html.element("html", [.a("lang", book.language.rawValue)]) { html in
      html.element("head") { writeHead(to: &$0) }
      html.newLine()
      try html.element("body") { html in
        html.element("a", [.a("class", "skip"), .a("href", "#main")], text: book(.pageSkip))
        HatchPatterns.write(to: &html)
        html.element("header") { writeHeader(to: &$0) }
        try html.element("main", [.a("id", "main")]) { html in
          try writeDownloads(to: &html)
          try writeOtherFindings(to: &html)
          try writeTransactions(to: &html)
        }
        try writeData(to: &html)
        html.element("script") { $0.raw(trusted: PackageResources.page_js) }
      }
    }
    html.newLine()
  }

  private func writeHead(to html: inout MarkupWriter) {
    html.void("meta", [.a("charset", "utf-8")])
    let policy = ContentPolicy.text(
      style: PackageResources.page_css, script: PackageResources.page_js)
    html.void("meta", [.a("http-equiv", "Content-Security-Policy"), .a("content", policy)])
    html.void(
      "meta", [.a("name", "viewport"), .a("content", "width=device-width, initial-scale=1")])
    html.void("meta", [.a("name", "referrer"), .a("content", "no-referrer")])
    html.void("meta", [.a("name", "generator"), .a("content", "\(Tool.name) \(Tool.version)")])
    html.element("title", text: title)
    html.element("style") { $0.raw(trusted: PackageResources.page_css) }
  }

  private var title: String {
    let name = report.inputs.first.map { input in
      input.path.split(separator: "/").last.map(String.init) ?? input.path
    }
    return book(.pageTitle, ["name": .text(visible(name ?? "–", upTo: 100))])
  }

  private func writeHeader(to html: inout MarkupWriter) {
    let summary = ReportSummary(report)
    html.element("h1", text: title)
    html.element(
      "p",
      text: book(
        .pageCounts,
        [
          "connections": .number(summary.connections), "requests": .number(summary.requests),
          "responses": .number(summary.responses), "downloads": .number(summary.downloads),
        ]) + " · "
        + book(
          .pageSeverities,
          [
            "errors": .number(summary.errors), "warnings": .number(summary.warnings),
            "notes": .number(summary.notes),
          ]))
    html.element("details") { html in
      html.element("summary", text: book(.pageInputs))
      html.element("ul") { writeInputs(to: &$0) }
      html.element("p", [.a("class", "dim")], text: book(.pageSecrets))
    }
    html.element("noscript") { $0.element("p", text: book(.pageNoScript)) }
  }

  private func writeInputs(to html: inout MarkupWriter) {
    for input in report.inputs.prefix(100) {
      let format = [input.format?.rawValue ?? book(.pageNoCapture), input.compression].compactMap {
        $0
      }
      .joined(separator: ", ")
      var text = book(
        .pageInput,
        [
          "path": .text(visible(input.path)), "format": .text(format),
          "packets": .number(input.packets),
        ])
      if let first = input.firstTime { text += ", \(Moment.text(first, digits: 0))" }
      for damage in input.damage.prefix(10) {
        text += "; " + book(.pageDamaged, ["reason": .text(visible(damage.reason))])
      }
      html.element("li", text: text)
    }
    for (reason, count) in report.skipped {
      html.element(
        "li",
        text: book(.pageSkipped, ["n": .number(count), "reason": .text(visible(reason))]))
    }
    for (limit, count) in report.limitsReached {
      html.element(
        "li", text: book(.pageLimit, ["n": .number(count), "name": .text(visible(limit))]))
    }
  }

  /// Says what is not on the page, where something is not.
  func writeLeftOut(_ count: Int, of bound: Int, _ what: Phrase, to html: inout MarkupWriter) {
    guard count > bound else { return }
    html.element(
      "p", [.a("class", "dim")],
      text: book(
        .pageLeftOut,
        ["n": .number(count - bound), "bound": .number(bound), "what": .text(book(what))]))
  }

  /// A link to a section of an RFC; other references as they are.
  func writeReference(_ reference: String, to html: inout MarkupWriter) {
    let words = reference.split(separator: " ")
    guard words.count == 4, words[0] == "RFC", words[2] == "section",
      words[1].allSatisfy(\.isWholeNumber), words[3].allSatisfy({ $0.isWholeNumber || $0 == "." })
    else { return html.text(visible(book.reference(reference))) }
    let address = "https://www.rfc-editor.org/rfc/rfc\(words[1])#section-\(words[3])"
    html.element(
      "a", [.a("href", address), .a("rel", "noreferrer noopener")], text: book.reference(reference))
  }
}
