/// The start line and header section of a request.
///
/// Source: RFC 9112 §3.
public struct RequestHead: Equatable, Sendable {
  /// The method, as sent; it is case-sensitive.
  public var method: String
  /// The request target, as sent: origin, absolute, authority or asterisk form.
  public var target: String
  /// The version.
  public var version: HTTPVersion
  /// Whether all of the head was in the capture.
  public var completeness: Completeness
  /// The header section.
  public var fields: HeaderFields
  /// What is wrong with the head.
  public var problems: [SyntaxProblem]

  /// A request's head, from its values.
  public init(
    method: String, target: String, version: HTTPVersion = HTTPVersion(1, 1),
    fields: HeaderFields = HeaderFields(), completeness: Completeness = .complete,
    problems: [SyntaxProblem] = []
  ) {
    self.method = method
    self.target = target
    self.version = version
    self.fields = fields
    self.completeness = completeness
    self.problems = problems
  }
}
