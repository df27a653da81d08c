public import Analysis
public import Phrases
import Ranges

/// A download told step by step, as text for a terminal.
public struct WalkthroughText {
  private let walkthrough: Walkthrough?
  private let options: ReportOptions
  private let style: TextStyle
  private let terminal: TerminalText
  private let redactor: Redactor
  private let book: Phrasebook
  private let width: Int

  /// How much of a value from the traffic is shown.
  private static let shown = 400

  /// The walkthrough of a download; of the first with content when `download` is `nil`.
  ///
  /// - Parameters:
  ///   - report: what came of the analysis.
  ///   - download: the id of a download.
  ///   - language: in which language it is told.
  ///   - options: how text is shown.
  public init(
    _ report: Report, download: Int? = nil, language: Language = .en,
    options: ReportOptions = ReportOptions()
  ) {
    self.options = options
    style = TextStyle(color: options.color, unicode: options.unicode)
    terminal = TerminalText(unicode: options.unicode)
    redactor = Redactor(options)
    book = Phrasebook(language)
    width = min(max(40, options.width), 100)
    let told =
      download.flatMap { id in report.downloads.first { $0.id == id } }
      ?? report.downloads.first { !$0.covered.isEmpty } ?? report.downloads.first
    if let told {
      var teller = Storyteller(report, told, book)
      var story = teller.tell()
      if download == nil, report.downloads.count > 1 {
        story.introduction.append(book(.storyMore, ["n": .number(report.downloads.count)]))
      }
      walkthrough = story
    } else {
      walkthrough = nil
    }
  }

  /// All of it.
  public var text: String {
    guard let walkthrough else { return safe(book(.storyNone)) + "\n" }
    return opening + walkthrough.steps.indices.map { step(at: $0) }.joined()
  }

  /// What stands before the steps.
  public var opening: String {
    guard let walkthrough else { return safe(book(.storyNone)) + "\n" }
    var lines = [style.paint(safe(walkthrough.title), .bold)]
    for paragraph in walkthrough.introduction {
      lines.append("")
      lines += wrapped(paragraph, indent: 0)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How many steps there are.
  public var count: Int { walkthrough?.steps.count ?? 0 }

  /// What a learner is asked before a step, as one line; `nil` where nothing is.
  public func question(at index: Int) -> String? {
    walkthrough?.steps[index].question.map { question in
      "\n"
        + wrapped(question.text, indent: 0).map { style.paint($0, .boldCyan) }
        .joined(separator: "\n") + "\n" + book(.quizPrompt)
    }
  }

  /// What is said to an answer.
  ///
  /// - Parameters:
  ///   - answer: what the learner typed.
  ///   - index: the step that the question is of.
  /// - Returns: whether it is right, where that can be told, and what the answer is.
  public func reply(to answer: String, at index: Int) -> String {
    guard let question = walkthrough?.steps[index].question else { return "" }
    let isRight = question.accepted.contains { answer.contains($0) }
    let start = isRight ? book(.quizRight) + " " : ""
    let text = start + book(.quizAnswer, ["answer": .text(question.answer)])
    return wrapped(text, indent: 0).joined(separator: "\n") + "\n"
  }

  /// A step.
  public func step(at index: Int) -> String {
    guard let step = walkthrough?.steps[index] else { return "" }
    let number = book(.stepNumber, ["n": .number(index + 1)])
    let rule = String(repeating: style.rule, count: 2)
    var lines = [
      "", "\(style.paint(rule, .dim)) \(style.paint(number + safe(step.heading), .bold))",
    ]
    if !step.place.isEmpty { lines.append(style.paint("   " + safe(step.place), .dim)) }
    if !step.startLine.isEmpty {
      lines.append("")
      lines += message(step)
    }
    if !step.paragraphs.isEmpty { lines.append("") }
    for (index, paragraph) in step.paragraphs.enumerated() {
      if index > 0, step.startLine.isEmpty == false { lines.append("") }
      lines += wrapped(paragraph, indent: 3)
    }
    lines += list(step.built, book(.labelBuilt), .cyan)
    lines += list(step.bytes, book(.labelBytes), .green)
    lines += list(step.risks, book(.labelRisk), .yellow)
    if !step.references.isEmpty {
      let references = step.references.map { book.reference($0) }.joined(separator: book(", "))
      let label = book(.labelSee)
      lines.append("")
      lines += wrapped("\(label) \(references)", indent: 3, ink: .dim)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The start line and the fields that matter, each with what it means.
  private func message(_ step: WalkthroughStep) -> [String] {
    var lines = ["     " + style.paint(safe(step.startLine), .bold)]
    for field in step.fields {
      let value = redactor.value(field.value, ofField: field.name)
      let shown = safe("\(field.name): \(value)")
      let line = "     " + style.paint(shown, .bold)
      if field.isReference, TerminalText.width("\(shown)\(field.note)") + 9 <= width {
        lines.append(line + "  " + style.paint("(\(field.note))", .dim))
        continue
      }
      lines.append(line)
      lines += wrapped(field.note, indent: 9, mark: style.unicode ? "↳ " : "> ", ink: .dim)
    }
    return lines
  }

  private func list(_ items: [String], _ label: String, _ ink: TextStyle.Ink) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = ["", "   " + style.paint(label, ink)]
    for item in items {
      lines += wrapped(item, indent: 5, mark: style.unicode ? "· " : "- ")
    }
    return lines
  }

  private func wrapped(
    _ text: String, indent: Int, mark: String = "", ink: TextStyle.Ink = .plain
  ) -> [String] {
    let columns = width - indent - TerminalText.width(mark)
    let blanks = String(repeating: " ", count: indent)
    let rest = String(repeating: " ", count: TerminalText.width(mark))
    return LineBreaker(columns: columns).lines(safe(text)).enumerated().map { index, line in
      blanks + style.paint((index == 0 ? mark : rest) + line, ink)
    }
  }

  private func safe(_ text: String) -> String {
    terminal.sanitized(terminal.shortened(redactor.queries(in: text), to: 4 * Self.shown))
  }
}
