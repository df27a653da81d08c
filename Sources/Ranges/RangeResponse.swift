public import HTTP
import Transactions

/// What a response says about ranges, validators and the representation, read once.
///
/// It is its exchange, looked at from this side. Texts are made of its head when asked for.
public struct RangeResponse: Sendable {
  @usableFromInline let exchange: RangeExchange

  @inlinable
  init(_ exchange: RangeExchange) { self.exchange = exchange }

  var values: Values {
    @inline(__always) _read { yield exchange.given }
  }

  private var fields: HeaderFields {
    exchange.transaction.responseFields ?? HeaderFields()
  }

  /// The status code.
  public var status: Int { values.status }

  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public var isComplete: Bool { values.isComplete }

  /// Whether the content is multipart/byteranges, by its Content-Type.
  public var isByteRanges: Bool { values.isByteRanges }

  /// Whether there is a Transfer-Encoding field.
  public var hasTransferEncoding: Bool { values.hasTransferEncoding }

  /// What the Content-Length field lines say.
  public var contentLength: ContentLength { values.contentLength }

  /// The ETag field value, read.
  public var etag: ETagField? { values.etag }

  /// The Last-Modified field value, read.
  public var lastModified: HTTPDate? { values.lastModified }

  /// The Date field value, read.
  public var date: HTTPDate? { values.date }

  /// The content codings, in lower case, joined by commas; `nil` for none and for identity.
  public var contentEncoding: String? { values.contentEncoding }

  /// The Content-Range field value, read.
  public var contentRange: ContentRange? { values.contentRange }

  /// The Content-Range field value, as sent.
  public var contentRangeText: String? {
    values.hasContentRange ? fields.first("content-range") : nil
  }

  /// The ETag field value, as sent.
  public var etagText: String? { values.etag == nil ? nil : fields.first("etag") }

  /// The Last-Modified field value, as sent.
  public var lastModifiedText: String? {
    values.hasLastModified ? fields.first("last-modified") : nil
  }

  /// The Accept-Ranges field, read.
  public var acceptRanges: AcceptRanges? {
    values.hasAcceptRanges ? fields.joined("accept-ranges").map { AcceptRanges($0) } : nil
  }

  /// How many requests the server will still take on this connection, by its Keep-Alive field.
  public var keepAliveMax: Int? {
    values.hasKeepAlive ? fields.first("keep-alive").flatMap { KeepAliveField($0).max } : nil
  }

  /// The Content-Type field value, as sent.
  public var contentType: String? { fields.first("content-type") }

  /// The Location field value, as sent.
  public var location: String? { values.hasLocation ? fields.first("location") : nil }

  /// The Server field value, as sent.
  public var server: String? { fields.first("server") }

  /// The entity tag, where it is well-formed.
  public var entityTag: EntityTag? { values.etag?.entityTag }

  /// The entity tag, where it is well-formed and strong.
  public var strongTag: EntityTag? { values.strongTag }

  /// Last-Modified, where it is a strong validator: at least one second before Date.
  ///
  /// Source: RFC 9110 §8.8.2.2.
  public var strongDate: HTTPDate? {
    guard let lastModified, let date else { return nil }
    return lastModified.epochSeconds < date.epochSeconds ? lastModified : nil
  }

  /// Whether it carries any validator.
  public var hasValidator: Bool { values.etag != nil || values.hasLastModified }

  /// Whether it carries a strong validator.
  public var hasStrongValidator: Bool { strongTag != nil || strongDate != nil }

  /// The validator to show: the entity tag, or else Last-Modified.
  public var validatorText: String {
    etagText ?? lastModifiedText ?? "no validator"
  }
}
