import Markup
import Phrases
import Rules

/// What was found, with its meaning and evidence.
extension HTMLPage {
  func writeOtherFindings(to html: inout MarkupWriter) throws {
    guard let others = findings[0], !others.isEmpty else { return }
    try html.element("section", [.a("class", "card")]) { html in
      html.element("h2", text: book(.pageOtherFindings))
      writeFindings(others, to: &html)
      try html.flushIfFull()
    }
  }

  func writeFindings(_ findings: [Finding], to html: inout MarkupWriter) {
    for entry in FindingOrder.entries(findings).prefix(Self.bounds.findings) {
      let finding = entry.finding
      let kind = entry.isConsequence ? " consequence" : ""
      html.element(
        "article", [.a("class", "finding \(finding.severity.rawValue)\(kind)")]
      ) { html in
        write(finding, to: &html)
      }
    }
    writeLeftOut(findings.count, of: Self.bounds.findings, .pageFindings, to: &html)
  }

  private func write(_ finding: Finding, to html: inout MarkupWriter) {
    let rule = Rule.named(finding.rule)
    let told = book.rule(finding.rule)
    html.element("h4") { html in
      html.element(
        "span", [.a("class", "severity \(finding.severity.rawValue)")],
        text: book(Storyteller.phrase(finding.severity)))
      html.text(visible(told?.title ?? finding.title))
      if finding.count > 1 { html.text(" ×\(NumberText.grouped(finding.count))") }
      html.text(" ")
      html.element("code", text: visible(finding.rule, upTo: 80))
    }
    html.element("p", text: visible(book(finding.detail), upTo: 2000))
    if let explanation = told?.explanation ?? rule?.explanation {
      html.element("details") { html in
        html.element("summary", text: book(.factMeaning))
        for paragraph in explanation.split(separator: "\n\n") {
          html.element("p", text: String(paragraph).replacing("\n", with: " "))
        }
      }
    }
    let hint = visible(book.hint(finding))
    html.element("dl") { html in
      if !hint.isEmpty {
        html.element("dt", text: book(.factHint))
        html.element("dd", text: hint)
      }
      if !finding.references.isEmpty {
        html.element("dt", text: book(.labelSee))
        html.element("dd") { html in
          for (index, reference) in finding.references.enumerated() {
            if index > 0 { html.text(book(", ")) }
            writeReference(reference, to: &html)
          }
          if let requirement = finding.requirement { html.text(" (\(visible(requirement)))") }
        }
      }
      if !finding.filter.isEmpty {
        html.element("dt", text: book(.factFilter))
        html.element("dd") { writeFilter(finding.filter, to: &$0) }
      }
    }
  }

  /// A display filter, and a button that copies it.
  func writeFilter(_ filter: String, to html: inout MarkupWriter) {
    html.element("code", text: visible(filter, upTo: 2000))
    html.element(
      "button", [.a("class", "copy"), .a("type", "button"), .on("hidden")], text: book(.pageCopy))
  }
}
