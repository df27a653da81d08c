public import HTTP

/// What a response says about ranges, validators and the representation, read once; shared, as rules
/// look at it often.
///
/// Texts are made of its head when asked for.
public final class RangeResponse: Sendable {
  /// The status code.
  public let status: Int
  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public let isComplete: Bool
  /// The Content-Range field value, read.
  public let contentRange: ContentRange?
  /// What the Content-Length field lines say.
  public let contentLength: ContentLength
  /// The ETag field value, read.
  public let etag: ETagField?
  /// The Last-Modified field value, read.
  public let lastModified: HTTPDate?
  /// The Date field value, read.
  public let date: HTTPDate?
  /// Whether the content is multipart/byteranges, by its Content-Type.
  public let isByteRanges: Bool
  /// The content codings, in lower case, joined by commas; `nil` for none and for identity.
  public let contentEncoding: String?
  /// Whether there is a Transfer-Encoding field.
  public let hasTransferEncoding: Bool
  /// Whether there is a Last-Modified field.
  private let hasLastModified: Bool
  private let hasLocation: Bool
  private let hasAcceptRanges: Bool
  private let hasKeepAlive: Bool

  private let fields: HeaderFields

  /// What the head of a response says.
  public init(_ head: ResponseHead, memory: inout FieldMemory) {
    let fields = head.fields
    let known = KnownFields(fields)
    self.fields = fields
    status = head.status
    isComplete = head.completeness == .complete
    contentRange = known[.contentRange].map { index in
      fields.withLine(at: index) { _, value in ContentRange(plain: value) }
        ?? ContentRange(fields.value(at: index))
    }
    contentLength = Self.length(fields, known)
    etag = known[.etag].map { index in
      fields.withLine(at: index) { _, value in memory.etag(value) }
    }
    hasLastModified = known.has(.lastModified)
    lastModified = known[.lastModified].flatMap { index in
      fields.withLine(at: index) { _, value in memory.date(value) }
    }
    date = known[.date].flatMap { index in
      fields.withLine(at: index) { _, value in memory.date(value) }
    }
    hasAcceptRanges = known.has(.acceptRanges)
    isByteRanges =
      known[.contentType].map { index in
        fields.withLine(at: index) { _, value in MediaType.mayBeMultipart(value) }
          && MediaType.isByteRanges(fields.value(at: index))
      } ?? false
    contentEncoding = known.has(.contentEncoding) ? Self.codings(fields) : nil
    hasTransferEncoding = known.has(.transferEncoding)
    hasLocation = known.has(.location)
    hasKeepAlive = known.has(.keepAlive)
  }

  private static func length(_ fields: HeaderFields, _ known: KnownFields) -> ContentLength {
    guard let index = known[.contentLength] else { return .none }
    if !known.isRepeated(.contentLength),
      let plain = fields.withLine(at: index, { _, value in ContentLength(plain: value) })
    {
      return plain
    }
    return ContentLength.parse(values: fields.all("content-length"))
  }

  private static func codings(_ fields: HeaderFields) -> String? {
    let codings = FieldList.elements(of: fields.all("content-encoding"))
      .map { $0.lowercased() }.filter { $0 != "identity" && $0 != "none" }
    return codings.isEmpty ? nil : codings.joined(separator: ", ")
  }

  /// The Content-Range field value, as sent.
  public var contentRangeText: String? {
    contentRange == nil ? nil : fields.first("content-range")
  }

  /// The ETag field value, as sent.
  public var etagText: String? { etag == nil ? nil : fields.first("etag") }

  /// The Last-Modified field value, as sent.
  public var lastModifiedText: String? {
    hasLastModified ? fields.first("last-modified") : nil
  }

  /// The Accept-Ranges field, read.
  public var acceptRanges: AcceptRanges? {
    hasAcceptRanges ? fields.joined("accept-ranges").map { AcceptRanges($0) } : nil
  }

  /// How many requests the server will still take on this connection, by its Keep-Alive field.
  public var keepAliveMax: Int? {
    hasKeepAlive ? fields.first("keep-alive").flatMap { KeepAliveField($0).max } : nil
  }

  /// The Content-Type field value, as sent.
  public var contentType: String? { fields.first("content-type") }

  /// The Location field value, as sent.
  public var location: String? { hasLocation ? fields.first("location") : nil }

  /// The Server field value, as sent.
  public var server: String? { fields.first("server") }

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
  public var hasValidator: Bool { etag != nil || hasLastModified }

  /// Whether it carries a strong validator.
  public var hasStrongValidator: Bool { strongTag != nil || strongDate != nil }

  /// The validator to show: the entity tag, or else Last-Modified.
  public var validatorText: String {
    etagText ?? lastModifiedText ?? "no validator"
  }
}
