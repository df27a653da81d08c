/// A cell of a table.
public enum RowValue: Equatable, Sendable {
  /// Nothing: what does not apply.
  case none
  /// A whole number.
  case int(Int)
  /// A text, of ours or from the traffic.
  case text(String)
  /// A length of time in nanoseconds, told in milliseconds.
  case milliseconds(Int64)

  static func int(_ value: Int?) -> RowValue { value.map { .int($0) } ?? .none }
  static func text(_ value: String?) -> RowValue { value.map { .text($0) } ?? .none }
  static func milliseconds(_ value: Int64?) -> RowValue {
    value.map { .milliseconds($0) } ?? .none
  }
}

extension JSONWriter {
  /// A cell as JSON; nothing is `null`.
  mutating func value(_ value: RowValue) {
    switch value {
    case .none: null()
    case .int(let number): int(number)
    case .text(let text): string(text)
    case .milliseconds(let time): milliseconds(nanoseconds: time)
    }
  }
}
