import Phrases
import Rules

extension Finding {
  /// Its title, as a part of a sentence.
  var said: Statement { Statement(titleOf: rule, title) }
}

extension Phrasebook {
  /// The title of a finding.
  func title(_ finding: Finding) -> String { rule(finding.rule)?.title ?? finding.title }

  /// What to do about a finding: what the rule says, or what is said of this case.
  func hint(_ finding: Finding) -> String {
    guard language != .en else { return self(finding.hint) }
    if let rule = Rule.named(finding.rule), finding.hint == Statement(words: rule.hint) {
      return self.rule(finding.rule)?.hint ?? rule.hint
    }
    return self(finding.hint)
  }

  /// The name of a severity.
  func severity(_ severity: Severity) -> String { self(Statement(words: severity.rawValue)) }
}
