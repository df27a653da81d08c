import Phrases

/// What a rule says of all that it finds: its findings share it.
final class RuleText: Sendable {
  let rule: String
  let title: String
  let requirement: String?
  let references: [String]
  let hint: Statement
  let roots: [String]
  /// How it looks at a download, where it looks at downloads as a whole.
  let check: (@Sendable (DownloadView) -> Evidence?)?

  init(
    rule: String, title: String, requirement: String?, references: [String], hint: Statement,
    roots: [String] = [], check: (@Sendable (DownloadView) -> Evidence?)? = nil
  ) {
    self.rule = rule
    self.title = title
    self.requirement = requirement
    self.references = references
    self.hint = hint
    self.roots = roots
    self.check = check
  }

  /// That of a rule.
  convenience init(_ rule: borrowing Rule) {
    let check: (@Sendable (DownloadView) -> Evidence?)? =
      if case .download(_, let check) = rule.check { check } else { nil }
    self.init(
      rule: rule.id, title: rule.title, requirement: rule.requirement?.rawValue,
      references: rule.references, hint: Statement(words: rule.hint), roots: rule.roots,
      check: check)
  }
}
