/// What a rule says, in one language.
public struct RuleTexts: Sendable {
  /// What is the matter, in a line.
  public var title: String
  /// What it means, what happens in the wild, and what clients do.
  public var explanation: String
  /// What to do about it.
  public var hint: String

  init(_ title: String, _ explanation: String, hint: String) {
    self.title = title
    self.explanation = explanation
    self.hint = hint
  }
}
