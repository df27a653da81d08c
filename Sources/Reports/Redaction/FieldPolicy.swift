/// What becomes of each header field in a report, remembered by its name as sent.
///
/// A capture holds millions of field lines and a few dozen names: each name is looked at once.
struct FieldPolicy {
  /// What becomes of a field line.
  enum Treatment {
    case dropped
    case redacted
    case written
  }

  private let selection: HeaderSelection
  private let showSecrets: Bool
  private var known: [String: Treatment] = [:]

  /// Names come from the traffic, so that no more of them are remembered than this.
  private static let remembered = 4096

  init(_ selection: HeaderSelection, showSecrets: Bool) {
    self.selection = selection
    self.showSecrets = showSecrets
  }

  mutating func treatment(of name: String) -> Treatment {
    if let treatment = known[name] { return treatment }
    let treatment: Treatment =
      !selection.keeps(name)
      ? .dropped : !showSecrets && Redactor.isSecret(field: name) ? .redacted : .written
    if known.count < Self.remembered { known[name] = treatment }
    return treatment
  }
}
