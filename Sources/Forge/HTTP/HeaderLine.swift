/// A header field as a message writes it.
public struct HeaderLine: Hashable, Sendable {
  /// The field's name.
  public var name: String
  /// The field's value.
  public var value: String

  /// The field `name` with this value.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// The lines of `headers`, each with its end.
  static func text(_ headers: [HeaderLine]) -> String {
    headers.map { "\($0.name): \($0.value)\r\n" }.joined()
  }
}

extension HeaderLine: ExpressibleByStringLiteral {
  /// A field written `Name: value`.
  public init(stringLiteral text: String) {
    guard let colon = text.firstIndex(of: ":") else {
      preconditionFailure("\(text) is not a header line")
    }
    self.init(
      String(text[..<colon]), String(text[text.index(after: colon)...].drop { $0 == " " }))
  }
}
