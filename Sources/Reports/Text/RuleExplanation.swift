import Bytes
public import Phrases
public import Rules

/// One rule told in full: what it means, when it speaks, and what to do.
public struct RuleExplanation {
  private let rule: Rule
  private let thresholds: Thresholds
  private let options: ReportOptions
  private let book: Phrasebook

  /// The explanation of a rule, with thresholds as they are set.
  ///
  /// - Parameters:
  ///   - rule: the rule.
  ///   - thresholds: the numbers that decide when it speaks.
  ///   - options: how text is shown.
  ///   - language: in which language the rule is told; its id is the same in all.
  public init(
    _ rule: Rule, thresholds: Thresholds = Thresholds(), options: ReportOptions = ReportOptions(),
    language: Language = .en
  ) {
    self.rule = rule
    book = Phrasebook(language)
    self.thresholds = thresholds
    self.options = options
  }

  /// Its text.
  public var text: String {
    let style = TextStyle(color: options.color, unicode: options.unicode)
    let terminal = TerminalText(unicode: options.unicode)
    let width = min(max(40, options.width), 100)
    let told = book.rule(rule.id)
    var lines: [String] = []
    func fact(_ label: Statement, _ text: String, ink: TextStyle.Ink = .plain) {
      let parts = LineBreaker(columns: width - 12).lines(terminal.sanitized(text))
      for (index, part) in parts.enumerated() {
        let start = index == 0 ? book(label) : ""
        let padding = PlainText.blanks(12 - TerminalText.width(start))
        lines.append(style.paint(start, .dim) + padding + style.paint(part, ink))
      }
    }
    lines.append(style.paint(rule.id, .bold))
    lines += LineBreaker(columns: width).lines(terminal.sanitized(told?.title ?? rule.title))
    lines.append("")
    fact("severity", book.severity(rule.severity), ink: RuleWording.ink(rule.severity))
    if let lower = rule.lower { fact("lower", book(Statement(words: lower))) }
    if let requirement = rule.requirement { fact("breaks", book("a \(requirement.rawValue)")) }
    if !rule.references.isEmpty {
      fact("see", rule.references.map(book.reference).joined(separator: book(", ")))
    }
    if !rule.roots.isEmpty {
      let roots = rule.roots.joined(separator: ", ")
      fact("because of", book("\(roots), where one is found"))
    }
    for item in thresholds.items where item.rule == rule.id {
      fact("threshold", "\(item.name)=\(item.value): " + book(Statement(words: item.summary)))
    }
    for paragraph in (told?.explanation ?? rule.explanation).split(separator: "\n\n") {
      lines.append("")
      let text = paragraph.split(separator: "\n").joined(separator: " ")
      lines += LineBreaker(columns: width).lines(terminal.sanitized(text))
    }
    let hint = told?.hint ?? rule.hint
    if !hint.isEmpty {
      lines.append("")
      fact("hint", hint)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
