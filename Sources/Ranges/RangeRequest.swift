public import HTTP

/// What a request says about ranges and preconditions, read once; shared, as rules look at it often.
public final class RangeRequest: Sendable {
  /// The method, as sent.
  public let method: String
  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public let isComplete: Bool
  /// The first Range field value, as sent.
  public let rangeText: String?
  /// How many Range field lines there were.
  public let rangeLines: Int
  /// The first Range field value, read.
  public let range: RangeHeader?
  /// The If-Range field value, as sent.
  public let ifRangeText: String?
  /// The If-Range field value, read.
  public let ifRange: IfRange?
  /// The If-Match field value, as sent.
  public let ifMatch: String?
  /// The If-Unmodified-Since field value, as sent.
  public let ifUnmodifiedSince: String?
  /// The If-None-Match field value, as sent.
  public let ifNoneMatch: String?
  /// The If-Modified-Since field value, as sent.
  public let ifModifiedSince: String?
  /// The Content-Range field value, as sent.
  public let contentRangeText: String?
  /// Whether the query of its target names a part of a multipart upload, as S3 takes it.
  public let asksForPart: Bool

  /// What the head of a request says.
  public init(_ head: RequestHead, memory: inout FieldMemory) {
    let fields = head.fields
    method = head.method
    isComplete = head.completeness == .complete
    let ranges = fields.all("range")
    rangeText = ranges.first
    rangeLines = ranges.count
    range = ranges.first.map { RangeHeader($0) }
    ifRangeText = memory.first("if-range", of: fields)
    ifRange = ifRangeText.map { IfRange($0) }
    ifMatch = fields.joined("if-match")
    ifUnmodifiedSince = fields.first("if-unmodified-since")
    ifNoneMatch = fields.joined("if-none-match")
    ifModifiedSince = fields.first("if-modified-since")
    contentRangeText = fields.first("content-range")
    asksForPart =
      head.target.utf8.contains(UInt8(ascii: "?"))
      && head.target.split(separator: "?").last?.split(separator: "&")
        .contains { $0.hasPrefix("partNumber=") } ?? false
  }

  /// Whether the method is GET.
  public var isGET: Bool { method == "GET" }

  /// Whether it ties the answer to a representation that the client already knows.
  public var hasStateCondition: Bool {
    ifRangeText != nil || ifMatch != nil || ifUnmodifiedSince != nil
  }
}
