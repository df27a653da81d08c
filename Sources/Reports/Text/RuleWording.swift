import Phrases
import Rules

/// Words that the list and the explanation of rules share.
enum RuleWording {
  static func heading(_ section: Rule.Section) -> Statement {
    switch section {
    case .request: "What the client asked"
    case .response: "What the server answered"
    case .transfer: "How the transfer went"
    case .capture: "What the capture shows"
    }
  }

  static func ink(_ severity: Severity) -> TextStyle.Ink {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }

  /// The first section, as `9110 13.1.5`, and a sign that there are more.
  static func reference(_ rule: Rule) -> String {
    guard let first = rule.references.first else { return "" }
    let short = first.replacing("RFC ", with: "").replacing(" section", with: "")
    return rule.references.count > 1 ? "\(short), +\(rule.references.count - 1)" : short
  }
}
