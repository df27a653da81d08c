/// One part of a multipart/byteranges body: what it said and how much of it came.
///
/// Source: RFC 9110 §14.6.
public struct BodyPart: Hashable, Sendable {
  /// One header field of a part.
  public struct Field: Hashable, Sendable {
    /// The name as sent.
    public var name: String
    /// The value without the blanks around it.
    public var value: String

    /// A field made of its name and value.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The header fields in order; none once those of all parts together exceed a bound.
  public var fields: [Field] = []
  /// What the first Content-Range field says; `nil` when there is none.
  public var contentRange: ContentRange?
  /// The first Content-Type field; `nil` when there is none.
  public var contentType: String?
  /// Offset in the whole multipart body, from 0, of the first byte of data.
  public var dataOffset: Int
  /// Bytes of data, counted without being kept; may exceed what was promised.
  public var delivered = 0
  /// How many of `delivered` were counted without having been seen.
  public var skipped = 0
  /// Bytes promised by a Content-Range whose numbers agree; `nil` where none does.
  public var expected: Int?
  /// Whether the data came whole.
  ///
  /// With a promised length: just as many bytes. Without: a delimiter ended them.
  public var isComplete = false

  /// A part whose data begins at `dataOffset` and has not come yet.
  public init(dataOffset: Int) { self.dataOffset = dataOffset }

  /// The positions of the representation that the data fills, half-open.
  ///
  /// `nil` where Content-Range places nothing; never more than was promised.
  public var deliveredPositions: Range<Int>? {
    guard let positions = contentRange?.lenientPositions else { return nil }
    return positions.lowerBound..<positions.lowerBound + min(delivered, positions.count)
  }
}
