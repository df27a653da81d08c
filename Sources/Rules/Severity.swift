/// How much a finding matters.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Worth knowing when debugging or teaching.
  case note
  /// A likely failure or a real cost.
  case warning
  /// Data is or will be wrong.
  case error

  /// Which of the two matters less.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
