public import HTTP

/// What a response says about ranges, validators and the representation, read once; shared, as rules
/// look at it often.
public final class RangeResponse: Sendable {
  /// The status code.
  public let status: Int
  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public let isComplete: Bool
  /// The Content-Range field value, as sent.
  public let contentRangeText: String?
  /// The Content-Range field value, read.
  public let contentRange: ContentRange?
  /// What the Content-Length field lines say.
  public let contentLength: ContentLength
  /// The ETag field value, as sent.
  public let etagText: String?
  /// The ETag field value, read.
  public let etag: ETagField?
  /// The Last-Modified field value, as sent.
  public let lastModifiedText: String?
  /// The Last-Modified field value, read.
  public let lastModified: HTTPDate?
  /// The Date field value, read.
  public let date: HTTPDate?
  /// The Accept-Ranges field, read.
  public let acceptRanges: AcceptRanges?
  /// The Content-Type field value, as sent.
  public let contentType: String?
  /// Whether the content is multipart/byteranges, by its Content-Type.
  public let isByteRanges: Bool
  /// The content codings, in lower case, joined by commas; `nil` for none and for identity.
  public let contentEncoding: String?
  /// Whether there is a Transfer-Encoding field.
  public let hasTransferEncoding: Bool
  /// The Location field value, as sent.
  public let location: String?
  /// How many requests the server will still take on this connection, by its Keep-Alive field.
  public let keepAliveMax: Int?
  /// The Server field value, as sent.
  public let server: String?

  /// What the head of a response says.
  public init(_ head: ResponseHead, memory: inout FieldMemory) {
    let fields = head.fields
    status = head.status
    isComplete = head.completeness == .complete
    contentRangeText = fields.first("content-range")
    contentRange = contentRangeText.map { ContentRange($0) }
    contentLength = ContentLength.parse(values: fields.all("content-length"))
    etagText = memory.first("etag", of: fields)
    etag = etagText.map { ETagField($0) }
    lastModifiedText = memory.first("last-modified", of: fields)
    lastModified = lastModifiedText.flatMap { memory.date($0) }
    date = memory.first("date", of: fields).flatMap { memory.date($0) }
    acceptRanges = fields.joined("accept-ranges").map { AcceptRanges($0) }
    contentType = memory.first("content-type", of: fields)
    isByteRanges = contentType.map { MediaType.isByteRanges($0) } ?? false
    contentEncoding = fields.has("content-encoding") ? Self.codings(fields) : nil
    hasTransferEncoding = fields.has("transfer-encoding")
    location = memory.first("location", of: fields)
    keepAliveMax = fields.first("keep-alive").flatMap { KeepAliveField($0).max }
    server = memory.first("server", of: fields)
  }

  private static func codings(_ fields: HeaderFields) -> String? {
    let codings = FieldList.elements(of: fields.all("content-encoding"))
      .map { $0.lowercased() }.filter { $0 != "identity" && $0 != "none" }
    return codings.isEmpty ? nil : codings.joined(separator: ", ")
  }

  /// The entity tag, where it is well-formed.
  public var entityTag: EntityTag? { etag?.entityTag }

  /// The entity tag, where it is well-formed and strong.
  public var strongTag: EntityTag? { entityTag.flatMap { $0.isWeak ? nil : $0 } }

  /// Last-Modified, where it is a strong validator: at least one second before Date.
  ///
  /// Source: RFC 9110 §8.8.2.2.
  public var strongDate: HTTPDate? {
    guard let lastModified, let date else { return nil }
    return lastModified.epochSeconds < date.epochSeconds ? lastModified : nil
  }

  /// Whether it carries any validator.
  public var hasValidator: Bool { etagText != nil || lastModifiedText != nil }

  /// Whether it carries a strong validator.
  public var hasStrongValidator: Bool { strongTag != nil || strongDate != nil }

  /// The validator to show: the entity tag, or else Last-Modified.
  public var validatorText: String {
    etagText ?? lastModifiedText ?? "no validator"
  }
}
