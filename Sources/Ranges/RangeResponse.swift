public import HTTP

/// What a response says about ranges, validators and the representation, read once; shared, as rules
/// look at it often.
///
/// Texts are made of its head when asked for.
public final class RangeResponse: Sendable {
  /// The Content-Range field value where it is `bytes first-last/complete`, as nearly all are: a
  /// negative `first` stands for none, a negative `complete` for `*`.
  private let plainRange: (first: Int, last: Int, complete: Int)
  /// Any other, in a place of its own, as it takes much more.
  private let otherRange: OtherRange?
  /// What the Content-Length field lines say.
  public let contentLength: ContentLength
  // What takes a byte stands behind what leaves some: there are as many of these as responses.
  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public let isComplete: Bool
  /// Whether the content is multipart/byteranges, by its Content-Type.
  public let isByteRanges: Bool
  /// Whether there is a Transfer-Encoding field.
  public let hasTransferEncoding: Bool
  /// Whether there is a Last-Modified field.
  private let hasLastModified: Bool
  private let hasLocation: Bool
  private let hasAcceptRanges: Bool
  private let hasKeepAlive: Bool
  /// The ETag field value, read.
  public let etag: ETagField?
  private let statusCode: Int32
  /// The Last-Modified field value, read.
  public let lastModified: HTTPDate?
  /// The Date field value, read.
  public let date: HTTPDate?
  /// The content codings, in lower case, joined by commas; `nil` for none and for identity.
  public let contentEncoding: String?

  private let fields: HeaderFields

  /// What the head of a response says.
  public init(_ head: borrowing ResponseHead, memory: inout FieldMemory) {
    let fields = head.fields
    let known = KnownFields(fields)
    self.fields = fields
    statusCode = Int32(clamping: head.status)
    isComplete = head.completeness == .complete
    (plainRange, otherRange) = Self.contentRange(fields, known)
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

  private final class OtherRange: Sendable {
    let value: ContentRange
    init(_ value: ContentRange) { self.value = value }
  }

  private static func contentRange(
    _ fields: HeaderFields, _ known: KnownFields
  ) -> ((first: Int, last: Int, complete: Int), OtherRange?) {
    guard let index = known[.contentRange] else { return ((-1, -1, -1), nil) }
    let plain = fields.withLine(at: index) { _, value in ContentRange(plain: value) }
    if case .satisfied(let first, let last, let complete) = plain, first >= 0 {
      return ((first, last, complete ?? -1), nil)
    }
    return ((-1, -1, -1), OtherRange(plain ?? ContentRange(fields.value(at: index))))
  }

  /// The status code.
  public var status: Int { Int(statusCode) }

  /// The Content-Range field value, read.
  public var contentRange: ContentRange? {
    if plainRange.first >= 0 {
      return .satisfied(
        first: plainRange.first, last: plainRange.last,
        completeLength: plainRange.complete < 0 ? nil : plainRange.complete)
    }
    return otherRange?.value
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
    plainRange.first < 0 && otherRange == nil ? nil : fields.first("content-range")
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
