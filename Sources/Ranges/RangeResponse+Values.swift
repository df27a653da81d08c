import HTTP

extension RangeResponse {
  /// What is read of a head; there are as many of these as responses.
  struct Values: Sendable {
    /// The Content-Range field value where it is `bytes first-last/complete`, as nearly all are: a
    /// negative `first` stands for none, a negative `complete` for `*`.
    private let plainRange: (first: Int, last: Int, complete: Int)
    /// What few responses have.
    private let others: Others?
    /// The value of Content-Length where it is a number; else -1.
    private let plainLength: Int
    /// The ETag field value, read.
    let etag: ETagField?
    // What takes less than a word stands behind what leaves some bytes.
    let isComplete: Bool
    let isByteRanges: Bool
    let hasTransferEncoding: Bool
    let hasLastModified: Bool
    let hasLocation: Bool
    let hasAcceptRanges: Bool
    /// The Last-Modified field value, read.
    let lastModified: HTTPDate?
    let hasKeepAlive: Bool
    private let statusCode: Int32
    /// The Date field value, read.
    let date: HTTPDate?

    /// Of no response.
    init() {
      (plainRange, others, plainLength, etag) = ((-1, -1, -1), nil, -1, nil)
      (isComplete, isByteRanges, hasTransferEncoding, hasLastModified) = (
        false, false, false, false
      )
      (hasLocation, hasAcceptRanges, lastModified, hasKeepAlive) = (false, false, nil, false)
      (statusCode, date) = (0, nil)
    }

    /// What the head of a response says.
    init(_ fields: HeaderFields, status: Int, isComplete: Bool, memory: inout FieldMemory) {
      let exemplar = fields.exemplar
      statusCode = Int32(clamping: status)
      self.isComplete = isComplete
      var otherRange: ContentRange?
      if let index = exemplar.known[.contentRange] {
        let plain = fields.withLine(at: index) { _, value in ContentRange(plain: value) }
        if case .satisfied(let first, let last, let complete) = plain, first >= 0 {
          plainRange = (first, last, complete ?? -1)
        } else {
          plainRange = (-1, -1, -1)
          otherRange = plain ?? ContentRange(fields.value(at: index))
        }
      } else {
        plainRange = (-1, -1, -1)
      }
      let length = RangeResponse.plainLength(fields, exemplar)
      plainLength = length ?? -1
      let isOtherLength = length == nil && exemplar.known.has(.contentLength)
      others = Others.of(
        otherRange,
        isOtherLength ? ContentLength.parse(values: fields.all("content-length")) : nil,
        exemplar.known.has(.contentEncoding) ? RangeResponse.codings(fields) : nil)
      etag = exemplar.known[.etag].map { memory.etag(fields, at: $0) }
      hasLastModified = exemplar.known.has(.lastModified)
      lastModified = exemplar.known[.lastModified].flatMap { memory.date(fields, at: $0) }
      date = exemplar.known[.date].flatMap { memory.date(fields, at: $0) }
      hasAcceptRanges = exemplar.known.has(.acceptRanges)
      isByteRanges =
        exemplar.known[.contentType].map { index in
          fields.withLine(at: index) { _, value in MediaType.mayBeMultipart(value) }
            && MediaType.isByteRanges(fields.value(at: index))
        } ?? false
      hasTransferEncoding = exemplar.known.has(.transferEncoding)
      hasLocation = exemplar.known.has(.location)
      hasKeepAlive = exemplar.known.has(.keepAlive)
    }

    /// The status code.
    var status: Int { Int(statusCode) }

    var hasContentRange: Bool { plainRange.first >= 0 || others?.range != nil }

    /// The Content-Range field value, read.
    var contentRange: ContentRange? {
      if plainRange.first >= 0 {
        return .satisfied(
          first: plainRange.first, last: plainRange.last,
          completeLength: plainRange.complete < 0 ? nil : plainRange.complete)
      }
      return others?.range
    }

    /// What the Content-Length field lines say.
    var contentLength: ContentLength {
      plainLength >= 0 ? .value(plainLength) : others?.length ?? .none
    }

    /// The content codings, in lower case, joined by commas; `nil` for none and for identity.
    var contentEncoding: String? { others?.codings }

    /// The entity tag, where it is well-formed and strong.
    var strongTag: EntityTag? {
      if case .entityTag(let tag)? = etag, !tag.isWeak { tag } else { nil }
    }
  }

  /// What few responses have, in a place of its own.
  private final class Others: Sendable {
    let range: ContentRange?
    let length: ContentLength?
    let codings: String?

    init(_ range: ContentRange?, _ length: ContentLength?, _ codings: String?) {
      self.range = range
      self.length = length
      self.codings = codings
    }

    /// None of them is `nil`.
    static func of(
      _ range: ContentRange?, _ length: ContentLength?, _ codings: String?
    ) -> Others? {
      range == nil && length == nil && codings == nil ? nil : Others(range, length, codings)
    }
  }

  fileprivate static func codings(_ fields: HeaderFields) -> String? {
    let codings = FieldList.elements(of: fields.all("content-encoding"))
      .map { $0.lowercased() }.filter { $0 != "identity" && $0 != "none" }
    return codings.isEmpty ? nil : codings.joined(separator: ", ")
  }

  /// The one Content-Length field value where it is a plain number.
  fileprivate static func plainLength(_ fields: HeaderFields, _ exemplar: HeaderFields.Exemplar)
    -> Int?
  {
    guard let index = exemplar.known[.contentLength], !exemplar.known.isRepeated(.contentLength),
      case .value(let length)? = fields.withLine(
        at: index, { _, value in ContentLength(plain: value) })
    else { return nil }
    return length
  }
}
