public import Rules

/// One rule told in full: what it means, when it speaks, and what to do.
public struct RuleExplanation {
  private let rule: Rule
  private let thresholds: Thresholds
  private let options: ReportOptions

  /// The explanation of a rule, with thresholds as they are set.
  public init(
    _ rule: Rule, thresholds: Thresholds = Thresholds(), options: ReportOptions = ReportOptions()
  ) {
    self.rule = rule
    self.thresholds = thresholds
    self.options = options
  }

  /// Its text.
  public var text: String {
    let style = TextStyle(color: options.color, unicode: options.unicode)
    let terminal = TerminalText(unicode: options.unicode)
    let width = min(max(40, options.width), 100)
    var lines: [String] = []
    func fact(_ label: String, _ text: String, ink: TextStyle.Ink = .plain) {
      let parts = terminal.wrapped(terminal.sanitized(text), to: width - 12)
      for (index, part) in parts.enumerated() {
        let start = index == 0 ? label : ""
        let padding = String(repeating: " ", count: 12 - start.count)
        lines.append(style.paint(start, .dim) + padding + style.paint(part, ink))
      }
    }
    lines.append(style.paint(rule.id, .bold))
    lines += terminal.wrapped(terminal.sanitized(rule.title), to: width)
    lines.append("")
    fact("severity", rule.severity.rawValue, ink: RuleWording.ink(rule.severity))
    if let lower = rule.lower { fact("lower", lower) }
    if let requirement = rule.requirement { fact("breaks", "a \(requirement.rawValue)") }
    if !rule.references.isEmpty { fact("see", rule.references.joined(separator: ", ")) }
    if !rule.roots.isEmpty {
      fact("because of", rule.roots.joined(separator: ", ") + ", where one is found")
    }
    for item in thresholds.items where item.rule == rule.id {
      fact("threshold", "\(item.name)=\(item.value): \(item.summary)")
    }
    for paragraph in rule.explanation.split(separator: "\n\n") {
      lines.append("")
      let text = paragraph.split(separator: "\n").joined(separator: " ")
      lines += terminal.wrapped(terminal.sanitized(text), to: width)
    }
    if !rule.hint.isEmpty {
      lines.append("")
      fact("hint", rule.hint)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
