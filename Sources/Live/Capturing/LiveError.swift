/// Why an interface cannot be captured from.
public enum LiveError: Error, Equatable, Sendable {
  /// There is no interface of that name.
  case noInterface(name: String, reason: String)
  /// The rights are missing.
  case noPermission(name: String, reason: String)
  /// The filter expression is wrong, or cannot be used on this interface.
  case badFilter(expression: String, reason: String)
  /// The interface is there, and cannot be captured from for another reason.
  case cannotCapture(name: String, reason: String)
}
