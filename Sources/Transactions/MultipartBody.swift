/// What a multipart/byteranges content held, part by part.
///
/// Source: RFC 9110 §14.6.
public struct MultipartBody: Equatable, Sendable {
  /// One part.
  public struct Part: Equatable, Sendable {
    /// Its Content-Range, as sent; `nil` where it has none.
    public var contentRange: String?
    /// Its Content-Type, as sent; `nil` where it has none.
    public var contentType: String?
    /// Where its data begin, in bytes of the whole content.
    public var offset: Int
    /// How many bytes of data came, those that were inferred included.
    public var count: Int

    /// A part from its values.
    public init(contentRange: String?, contentType: String?, offset: Int, count: Int) {
      self.contentRange = contentRange
      self.contentType = contentType
      self.offset = offset
      self.count = count
    }
  }

  /// The parts, in the order they came.
  public var parts: [Part]
  /// What is wrong, each in a few words fit for a report.
  public var problems: [String]

  /// A content from its parts.
  public init(parts: [Part] = [], problems: [String] = []) {
    self.parts = parts
    self.problems = problems
  }
}
