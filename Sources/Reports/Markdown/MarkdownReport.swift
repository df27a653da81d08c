import HTTP
import Transactions
public import Analysis
import Packets
import Ranges
import Rules

/// A report for a ticket: verdicts, what was asked and given, findings above all.
///
/// Texts from the traffic stand as code where they are values, and without markup where they are part
/// of a sentence; long ones are shortened.
public struct MarkdownReport {
  private let rows: ReportRows
  private let isQuiet: Bool
  private let text = MarkdownText()

  /// More transactions of one download than these would make a ticket unreadable.
  private static let transactionsShown = 50

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    rows = ReportRows(report, options: options)
    isQuiet = options.quiet
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
        try sink(Array("\n## Of the capture as a whole\n\(block)".utf8).span.bytes)
      }
    }
  }

  private var head: String {
    let summary = ReportSummary(rows.report)
    var lines = ["# \(Tool.name) \(Tool.version)", ""]
    for input in rows.report.inputs {
      var facts =
        "\(input.format?.rawValue ?? "no capture"), \(NumberText.counted(input.packets, "packet"))"
      if let first = input.firstTime, let last = input.lastTime {
        facts += ", \(NumberText.duration(nanoseconds: last.since(first))) from "
        facts += Moment.text(first, digits: 0)
      }
      for damage in input.damage { facts += "; damaged: \(text.plain(damage.reason))" }
      lines.append("- \(text.code(input.path)): \(facts)")
    }
    lines.append(
      [
        "- \(NumberText.counted(summary.connections, "connection"))",
        NumberText.counted(summary.requests, "request"),
        NumberText.counted(summary.responses, "response"),
        NumberText.counted(summary.downloads, "download"),
        NumberText.counted(summary.errors, "error"),
        NumberText.counted(summary.warnings, "warning"),
        NumberText.counted(summary.notes, "note"),
      ].joined(separator: ", "))
    return lines.joined(separator: "\n") + "\n"
  }

  private func block(_ download: Download) -> String {
    var lines = ["", "## Download \(download.id): \(download.verdict.rawValue)", ""]
    lines += [text.plain(rows.safe(VerdictSentence(rows.report, download).text)), ""]
    lines.append("- address: \(text.code(rows.safe(download.url)))")
    for alias in download.aliases { lines.append("- also as: \(text.code(rows.safe(alias)))") }
    lines.append("- client: \(text.code(download.client.description))")
    let servers = download.servers.map { text.code($0.description) }.joined(separator: ", ")
    if !servers.isEmpty { lines.append("- server: \(servers)") }
    if let length = download.completeLength {
      lines.append("- length: \(NumberText.bytes(length))")
    }
    for version in download.versions {
      let validator = [version.etag, version.lastModified].compactMap { $0 }.map(text.code)
      let named = validator.isEmpty ? "no validator" : validator.joined(separator: ", ")
      let coding = version.contentEncoding.map { ", coded as \(text.code($0))" } ?? ""
      let covered = NumberText.ranges(version.covered, limit: 4)
      lines.append("- version: \(named)\(coding)\(covered.isEmpty ? "" : "; bytes \(covered)")")
    }
    lines.append(
      "- delivered: \(NumberText.bytes(download.deliveredBytes)), of them for nothing "
        + NumberText.bytes(download.redundantBytes))
    if let gaps = download.gaps, !gaps.isEmpty {
      lines.append("- missing: \(NumberText.ranges(gaps, limit: 6))")
    }
    if !download.unseen.isEmpty {
      lines.append("- not captured: \(NumberText.ranges(download.unseen, limit: 6))")
    }
    return lines.joined(separator: "\n") + "\n" + (isQuiet ? "" : table(download))
  }

  private func table(_ download: Download) -> String {
    var lines = [
      "", "| # | frames | Range | If-Range | status | Content-Range | given | bytes | end |",
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
        NumberText.ranges(exchange.parts, limit: 3),
        NumberText.grouped(transaction.body.delivered), transaction.body.end.rawValue,
      ]
      lines.append("| \(cells.joined(separator: " | ")) |")
    }
    let left = download.transactions.count - Self.transactionsShown
    if left > 0 { lines += ["", "\(NumberText.counted(left, "transaction")) left out here."] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func list(_ findings: [Finding]) -> String {
    var lines: [String] = []
    for entry in FindingOrder.entries(findings) {
      let finding = entry.finding
      if isQuiet, finding.severity == .note { continue }
      let times = finding.count > 1 ? " (\(NumberText.grouped(finding.count)) times)" : ""
      lines += [
        "", "### \(finding.severity.rawValue): \(text.plain(finding.title))\(times)", "",
        "\(text.code(finding.rule)): \(text.plain(rows.safe(finding.detail)))",
      ]
      var facts: [String] = []
      if !finding.references.isEmpty {
        let requirement = finding.requirement.map { " (\(text.plain($0)))" } ?? ""
        let references = finding.references.map(text.plain).joined(separator: ", ")
        facts.append("- see: \(references)\(requirement)")
      }
      if !finding.hint.isEmpty { facts.append("- hint: \(text.plain(rows.safe(finding.hint)))") }
      if !finding.filter.isEmpty { facts.append("- Wireshark: \(text.code(finding.filter))") }
      if !facts.isEmpty { lines += [""] + facts }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }
}
