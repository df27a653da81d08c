import Markup
import Phrases
import Ranges

/// The walkthrough of a download, as it is told in a terminal.
extension HTMLPage {
  func writeStory(_ download: Download, to html: inout MarkupWriter) {
    var teller = Storyteller(report, download, book)
    let story = teller.tell()
    html.element("details") { html in
      html.element("summary", text: book(.pageWalkthrough))
      for paragraph in story.introduction { html.element("p", text: visible(paragraph)) }
      html.element("ol", [.a("class", "story")]) { html in
        for step in story.steps { html.element("li") { write(step, to: &$0) } }
      }
    }
  }

  private func write(_ step: WalkthroughStep, to html: inout MarkupWriter) {
    html.element("h4", text: visible(step.heading, upTo: 300))
    if !step.place.isEmpty { html.element("p", [.a("class", "dim")], text: step.place) }
    if !step.startLine.isEmpty { html.element("pre", text: visible(step.startLine, upTo: 300)) }
    for field in step.fields {
      let value = rows.redactor.value(field.value, ofField: field.name)
      html.element("div", [.a("class", "field")]) { html in
        html.element("code", text: visible("\(field.name): \(value)", upTo: 400))
        html.element("span", [.a("class", "dim")], text: field.note)
      }
    }
    for paragraph in step.paragraphs { html.element("p", text: visible(paragraph, upTo: 1600)) }
    writeList(step.built, "built", .labelBuilt, to: &html)
    writeList(step.bytes, "bytes", .labelBytes, to: &html)
    writeList(step.risks, "risk", .labelRisk, to: &html)
    guard !step.references.isEmpty else { return }
    html.element("p", [.a("class", "dim")]) { html in
      html.text(book(.labelSee) + " ")
      for (index, reference) in step.references.enumerated() {
        if index > 0 { html.text(book(", ")) }
        writeReference(reference, to: &html)
      }
    }
  }

  private func writeList(
    _ items: [String], _ kind: String, _ label: Phrase, to html: inout MarkupWriter
  ) {
    guard !items.isEmpty else { return }
    html.element("div", [.a("class", kind)]) { html in
      html.element("h5", text: book(label))
      html.element("ul") { html in
        for item in items { html.element("li", text: visible(item, upTo: 1000)) }
      }
    }
  }
}
