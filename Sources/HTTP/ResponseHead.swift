/// The status line and header section of a response.
///
/// Source: RFC 9112 §4.
public struct ResponseHead: Equatable, Sendable {
  /// The status code; browsers take four digits for one, so it may be above 999.
  public var status: Int
  /// The reason phrase; empty where none was sent.
  public var reason: String
  /// The version.
  public var version: HTTPVersion
  /// Whether all of the head was in the capture.
  public var completeness: Completeness
  /// The header section.
  public var fields: HeaderFields
  /// What is wrong with the head.
  public var problems: [SyntaxProblem]

  /// A response's head, from its values.
  public init(
    status: Int, reason: String = "", version: HTTPVersion = HTTPVersion(1, 1),
    fields: HeaderFields = HeaderFields(), completeness: Completeness = .complete,
    problems: [SyntaxProblem] = []
  ) {
    self.status = status
    self.reason = reason
    self.version = version
    self.fields = fields
    self.completeness = completeness
    self.problems = problems
  }
}
