import HTTP
import Phrases
import Transactions
public import Analysis
import Packets
import Ranges
import Rules

/// A report for a ticket: verdicts, what was asked and given, findings above all.
///
/// Texts from the traffic stand as code where they are values, and without markup where they are part
/// of a sentence; long ones are shortened, sentences only where nobody would read all of them.
public struct MarkdownReport {
  private let rows: ReportRows
  private let isQuiet: Bool
  private let text = MarkdownText()
  private let book: Phrasebook

  /// More transactions of one download than these would make a ticket unreadable.
  private static let transactionsShown = 50

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    rows = ReportRows(report, options: options)
    isQuiet = options.quiet
    book = Phrasebook(options.language)
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: OutputSink) throws {
    try sink(Array(head.utf8).span.bytes)
    let findings = Dictionary(grouping: rows.report.findings) { $0.download ?? 0 }
    for download in rows.report.downloads {
      let block = self.block(download) + list(findings[download.id] ?? [])
      try sink(Array(block.utf8).span.bytes)
    }
    if let others = findings[0] {
      let block = list(others)
      if !block.isEmpty {
        try sink(Array("\n## \(book("Of the capture as a whole"))\n\(block)".utf8).span.bytes)
      }
    }
  }

  private var head: String {
    let summary = ReportSummary(rows.report)
    var lines = ["# \(Tool.name) \(Tool.version)", ""]
    for input in rows.report.inputs {
      let format: Statement = input.format.map { Statement(text: $0.rawValue) } ?? "no capture"
      var facts: Statement = "\(format), \(NumberText.counted(input.packets, "packet"))"
      if let first = input.firstTime, let last = input.lastTime {
        let length = NumberText.duration(nanoseconds: last.since(first))
        facts = "\(facts), \(length) from \(Moment.text(first, digits: 0))"
      }
      for damage in input.damage {
        facts = "\(facts); damaged: \(Statement(reason: text.plain(damage.reason)))"
      }
      lines.append("- \(text.code(input.path)): \(book(facts))")
    }
    let counts = [
      NumberText.counted(summary.connections, "connection"),
      NumberText.counted(summary.requests, "request"),
      NumberText.counted(summary.responses, "response"),
      NumberText.counted(summary.downloads, "download"),
      NumberText.counted(summary.errors, "error"),
      NumberText.counted(summary.warnings, "warning"),
      NumberText.counted(summary.notes, "note"),
    ]
    lines.append("- " + book(counts.joined(separator: ", ")))
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(_ download: Download) -> String {
    let heading = book("Download \(download.id)")
    let verdict = book(Statement(words: download.verdict.rawValue))
    var lines = ["", "## \(heading): \(verdict)", ""]
    func fact(_ label: Statement, _ text: Statement) {
      lines.append("- \(book(label)): \(book(text))")
    }
    lines += [text.sentence(rows.safe(book(VerdictSentence(rows.report, download).text))), ""]
    fact("address", Statement(text: text.code(rows.safe(download.url))))
    for alias in download.aliases { fact("also as", Statement(text: text.code(rows.safe(alias)))) }
    fact("client", Statement(text: text.code(download.client.description)))
    let servers = download.servers.map { text.code($0.description) }.joined(separator: ", ")
    if !servers.isEmpty { fact("server", Statement(text: servers)) }
    if let length = download.completeLength {
      fact("length", NumberText.bytes(length))
    }
    for (index, version) in download.versions.enumerated() {
      let validator = [version.etag, version.lastModified].compactMap { $0 }.map(text.code)
      var named: Statement =
        validator.isEmpty ? "no validator" : Statement(text: validator.joined(separator: ", "))
      if let coding = version.contentEncoding { named = "\(named), coded as \(text.code(coding))" }
      let covered = NumberText.ranges(version.covered, limit: 4)
      let label: Statement = download.versions.count > 1 ? "version \(index + 1)" : "version"
      fact(label, covered.isEmpty ? named : "\(named); bytes \(covered)")
    }
    let redundant = NumberText.bytes(download.redundantBytes)
    fact(
      "delivered",
      "\(NumberText.bytes(download.deliveredBytes)), of them for nothing \(redundant)")
    if let gaps = download.gaps, !gaps.isEmpty {
      fact("missing", download.missing(gaps, limit: 6))
    }
    if !download.unseen.isEmpty {
      fact("not captured", NumberText.ranges(download.unseen, limit: 6))
    }
    return lines.joined(separator: "\n") + "\n" + (isQuiet ? "" : table(download))
  }

  private func table(_ download: Download) -> String {
    let columns: [Statement] = [
      "#", "frames", "Range", "If-Range", "status", "Content-Range", "given", "bytes", "end",
    ]
    var lines = [
      "", "| \(columns.map { book($0) }.joined(separator: " | ")) |",
      "| --: | --: | --- | --- | --: | --- | --- | --: | --- |",
    ]
    for id in download.transactions.prefix(Self.transactionsShown)
    where rows.report.exchanges.indices.contains(id - 1) {
      let exchange = rows.report.exchanges[id - 1]
      let transaction = exchange.transaction
      let spans =
        (transaction.request?.frames.all ?? []) + (transaction.response?.frames.all ?? [])
      let fields = transaction.response?.head.fields
      let request = transaction.request?.head.fields
      let cells = [
        String(id), FrameText.text(spans, inputs: rows.report.inputs.count),
        text.code(request?.joined("range") ?? ""), text.code(request?.first("if-range") ?? ""),
        transaction.response.map { String($0.head.status) } ?? "–",
        text.code(fields?.joined("content-range") ?? ""),
        book(NumberText.ranges(exchange.parts, limit: 3)),
        NumberText.grouped(transaction.body.delivered),
        book(transaction.body.endWords),
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    let left = download.transactions.count - Self.transactionsShown
    if left > 0 {
      lines += ["", book("\(NumberText.counted(left, "transaction")) left out here.")]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ findings: [Finding]) -> String {
    var lines: [String] = []
    for entry in FindingOrder.entries(findings) {
      let finding = entry.finding
      if isQuiet, finding.severity == .note { continue }
      let times = finding.count > 1 ? book(" (\(NumberText.grouped(finding.count)) times)") : ""
      lines += [
        "",
        "### \(book.severity(finding.severity)): \(text.plain(book.title(finding)))\(times)", "",
        "\(text.code(finding.rule)): \(text.sentence(rows.safe(book(finding.detail))))",
      ]
      var facts: [String] = []
      if !finding.references.isEmpty {
        let requirement = finding.requirement.map { " (\(text.plain($0)))" } ?? ""
        let references = finding.references.map { text.plain(book.reference($0)) }
          .joined(separator: book(", "))
        facts.append("- \(book("see")): \(references)\(requirement)")
      }
      let hint = book.hint(finding)
      if !hint.isEmpty { facts.append("- \(book("hint")): \(text.sentence(rows.safe(hint)))") }
      if !finding.filter.isEmpty { facts.append("- Wireshark: \(text.code(finding.filter))") }
      if !facts.isEmpty { lines += [""] + facts }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
