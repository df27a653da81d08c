import Analysis
import Phrases
import Ranges
import Rules

/// What was found, with its evidence.
extension TextPage {
  /// Where the text of a finding begins.
  private static let indent = 13

  /// Writes findings, each after an empty line but for one that stands right below a heading.
  mutating func writeFindings(
    _ findings: ArraySlice<Finding>, belowHeading isFirst: Bool = false
  ) throws {
    for (index, entry) in FindingOrder.entries(findings).enumerated() {
      if index > 0 || !isFirst { try line() }
      try writeTitle(entry.finding, isConsequence: entry.isConsequence)
      try writeEvidence(entry.finding)
    }
  }

  /// Findings of no download: of the capture, or of other transactions.
  mutating func writeOtherFindings() throws {
    let findings = report.findings(ofDownload: nil)
    guard !findings.isEmpty else { return }
    try section("Of the capture as a whole")
    try writeFindings(findings, belowHeading: true)
  }

  /// One line a download, and the findings above notes.
  mutating func writeVerdicts() throws {
    for index in ShownDownloads(report, atMost: nil).indices {
      let download = report.downloads[index]
      let verdict = say(Statement(words: download.verdict.rawValue))
      write(verdict, ink(download.verdict))
      writeBlanks(11 - TerminalText.width(verdict))
      try line(safe(download.url, upTo: max(400, 4 * width)))
      try writeLoudTitles(report.findings(ofDownload: download.id))
    }
    try writeLoudTitles(report.findings(ofDownload: nil))
  }

  private mutating func writeLoudTitles(_ findings: ArraySlice<Finding>) throws {
    for entry in FindingOrder.entries(findings) where entry.finding.severity > .note {
      try writeTitle(entry.finding, isConsequence: entry.isConsequence)
      try paragraph(safe(say(entry.finding.detail)), indent: Self.indent)
    }
  }

  private mutating func writeTitle(_ finding: Finding, isConsequence: Bool) throws {
    let (mark, ink): (String, TextStyle.Ink) =
      switch finding.severity {
      case .error: (style.unicode ? "✗" : "x", .boldRed)
      case .warning: ("!", .boldYellow)
      case .note: (style.unicode ? "•" : "-", .boldCyan)
      }
    let severity = book.severity(finding.severity)
    let times = finding.count > 1 ? say(" (\(NumberText.grouped(finding.count)) times)") : ""
    let hook = isConsequence ? (style.unicode ? "↳ " : "> ") : ""
    let rule = "[\(safe(finding.rule))]"
    let title = "\(hook)\(safe(book.title(finding)))\(times) \(rule)"
    try eachLine(of: title, to: width - Self.indent) { page, octets, isFirst in
      if isFirst {
        page.writeBlanks(2)
        page.write("\(mark) \(severity)", ink)
        page.writeBlanks(9 - TerminalText.width(severity))
      } else {
        page.writeBlanks(Self.indent)
      }
      // The id stands at the end, dimmed; a title that fills the line keeps it in its own colour.
      let start = octets.count - rule.utf8.count
      let hasRule = start >= 0 && octets[start...].elementsEqual(rule.utf8)
      page.style.paint(
        UnsafeBufferPointer(rebasing: octets[..<(hasRule ? start : octets.count)]), .bold,
        to: &page.buffer)
      if hasRule { page.write(rule, .dim) }
      try page.endLine()
    }
  }

  private mutating func writeEvidence(_ finding: Finding) throws {
    try paragraph(safe(say(finding.detail)), indent: Self.indent)
    if let cause = finding.becauseOf, report.findings.indices.contains(cause - 1) {
      try evidence("because", "[\(safe(report.findings[cause - 1].rule))]")
    }
    var references = finding.references.map { safe(book.reference($0)) }
      .joined(separator: say(", "))
    if let requirement = finding.requirement { references += " (\(safe(requirement)))" }
    if !references.isEmpty { try evidence("see", references) }
    let hint = book.hint(finding)
    if !hint.isEmpty { try evidence("hint", safe(hint)) }
    let filter = finding.filter
    if !filter.isEmpty { try evidence("Wireshark", safe(filter)) }
  }

  private mutating func evidence(_ label: Statement, _ text: String) throws {
    try paragraph(text, indent: Self.indent, label: "  " + say(label))
  }
}
