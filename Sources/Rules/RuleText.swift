import Phrases

/// What a rule says of all that it finds: its findings share it.
final class RuleText: Sendable {
  let rule: String
  let title: String
  let requirement: String?
  let references: [String]
  let hint: Statement
  let roots: [String]

  init(
    rule: String, title: String, requirement: String?, references: [String], hint: Statement,
    roots: [String] = []
  ) {
    self.rule = rule
    self.title = title
    self.requirement = requirement
    self.references = references
    self.hint = hint
    self.roots = roots
  }

  /// That of a rule.
  convenience init(_ rule: borrowing Rule) {
    self.init(
      rule: rule.id, title: rule.title, requirement: rule.requirement?.rawValue,
      references: rule.references, hint: Statement(words: rule.hint), roots: rule.roots)
  }
}
