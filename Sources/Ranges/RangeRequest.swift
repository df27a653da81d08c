import Bytes
public import HTTP
import Transactions

/// What a request says about ranges and preconditions, read once.
///
/// It is its exchange, looked at from this side. What nearly every request says is kept there as
/// numbers; texts are made of its head when asked for.
public struct RangeRequest: Sendable {
  @usableFromInline let exchange: RangeExchange

  @inlinable
  init(_ exchange: RangeExchange) { self.exchange = exchange }

  private var values: Values {
    @inline(__always) _read { yield exchange.asked }
  }

  private var fields: HeaderFields {
    exchange.transaction.requestFields ?? HeaderFields()
  }

  /// The method, as sent.
  public var method: String { exchange.transaction.method ?? "" }

  /// Whether the method is GET.
  public var isGET: Bool { values.isGET }

  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public var isComplete: Bool { values.isComplete }

  /// Whether the query of its target names a part of a multipart upload, as S3 takes it.
  public var asksForPart: Bool { values.asksForPart }

  /// The If-Range field value, read.
  public var ifRange: IfRange? { values.ifRange }

  /// Who says that it asks.
  var fetcher: Fetcher {
    var fetcher = Fetcher()
    fetcher.agent = values.agent
    if values.present.contains(.forwarded) {
      fetcher.forwardedFor = fields.joined("x-forwarded-for") ?? fields.joined("forwarded")
    }
    return fetcher
  }

  /// The first Range field value, read.
  public var range: RangeHeader? { values.range }

  /// How many Range field lines there were.
  public var rangeLines: Int { Int(values.lineCount) }

  /// Whether there is a Range field.
  public var hasRange: Bool { values.lineCount > 0 }

  /// Whether there is an If-Range field.
  public var hasIfRange: Bool { values.ifRange != nil }

  /// Whether there is a Content-Range field.
  public var hasContentRange: Bool { values.present.contains(.contentRange) }

  /// The one range asked for; `nil` when there is none, or several, or it is malformed.
  public var onlySpec: RangeSpec? { values.onlySpec }

  /// Whether its first Range field asks for bytes.
  public var asksForBytes: Bool {
    if values.plainRange != nil { return true }
    if case .bytes(let specs)? = values.otherRange?.value { return !specs.isEmpty }
    return false
  }

  /// The lowest position that its Range asks for, as `RangeHeader.firstPosition` has it.
  public func firstPosition(completeLength: Int? = nil) -> Int? {
    values.plainRange?.firstPosition
      ?? values.otherRange?.value.firstPosition(completeLength: completeLength)
  }

  /// The first Range field value, as sent.
  public var rangeText: String? { hasRange ? fields.first("range") : nil }

  /// The If-Range field value, as sent.
  public var ifRangeText: String? { hasIfRange ? fields.first("if-range") : nil }

  /// The If-Match field value, as sent.
  public var ifMatch: String? {
    values.present.contains(.ifMatch) ? fields.joined("if-match") : nil
  }

  /// The If-Unmodified-Since field value, as sent.
  public var ifUnmodifiedSince: String? {
    values.present.contains(.ifUnmodifiedSince) ? fields.first("if-unmodified-since") : nil
  }

  /// The If-None-Match field value, as sent.
  public var ifNoneMatch: String? {
    values.present.contains(.ifNoneMatch) ? fields.joined("if-none-match") : nil
  }

  /// The If-Modified-Since field value, as sent.
  public var ifModifiedSince: String? {
    values.present.contains(.ifModifiedSince) ? fields.first("if-modified-since") : nil
  }

  /// The Content-Range field value, as sent.
  public var contentRangeText: String? { hasContentRange ? fields.first("content-range") : nil }

  /// Whether it ties the answer to a representation that the client already knows.
  public var hasStateCondition: Bool {
    hasIfRange || values.present.contains(.ifMatch)
      || values.present.contains(.ifUnmodifiedSince)
  }
}

extension RangeRequest {
  /// What is read of a head; there are as many of these as requests.
  struct Values: Sendable {
    /// The only range of the first Range field, where it is `bytes=first-last` or `bytes=first-`: a
    /// negative `plainFirst` stands for none, a negative `plainLast` for an open end.
    private let plainFirst: Int
    private let plainLast: Int
    /// The first Range field value, read, where it is anything else.
    let otherRange: OtherRange?
    /// The User-Agent field value.
    let agent: String?
    /// The If-Range field value, read.
    let ifRange: IfRange?
    // What takes a byte stands behind what leaves some.
    /// Which of the fields that it may have are there.
    let present: Present
    let isGET: Bool
    let isComplete: Bool
    let asksForPart: Bool
    let lineCount: UInt32

    /// Of no request.
    init() {
      (plainFirst, plainLast, otherRange, agent, ifRange) = (-1, -1, nil, nil, nil)
      (present, isGET, isComplete, asksForPart, lineCount) = ([], false, false, false, 0)
    }

    /// What the head of a request says.
    init(
      _ fields: HeaderFields, method: String, target: String, isComplete: Bool,
      memory: inout FieldMemory
    ) {
      let exemplar = fields.exemplar
      isGET = method == "GET"
      self.isComplete = isComplete
      if let index = exemplar.known[.range] {
        let plain = fields.withLine(at: index) { _, value in RangeSpec(plain: value) }
        switch plain {
        case .closed(let first, let last)?: (plainFirst, plainLast) = (first, last)
        case .open(let first)?: (plainFirst, plainLast) = (first, -1)
        default: (plainFirst, plainLast) = (-1, -1)
        }
        otherRange = plainFirst < 0 ? OtherRange(RangeHeader(fields.value(at: index))) : nil
        lineCount =
          exemplar.known.isRepeated(.range) ? UInt32(clamping: fields.count(of: "range")) : 1
      } else {
        (plainFirst, plainLast, otherRange, lineCount) = (-1, -1, nil, 0)
      }
      ifRange = exemplar.known[.ifRange].map { memory.condition(fields, at: $0) }
      agent = exemplar.known[.userAgent].map { memory.text(fields, at: $0) }
      present = Present(exemplar.known)
      asksForPart =
        RangeRequest.hasQuery(target)
        && target.split(separator: "?").last?.split(separator: "&")
          .contains { $0.hasPrefix("partNumber=") } ?? false
    }

    var plainRange: RangeSpec? {
      if plainFirst < 0 { return nil }
      return plainLast < 0
        ? .open(first: plainFirst) : .closed(first: plainFirst, last: plainLast)
    }

    var range: RangeHeader? { plainRange.map { .bytes([$0]) } ?? otherRange?.value }

    var onlySpec: RangeSpec? {
      if let plainRange { return plainRange }
      guard case .bytes(let specs)? = otherRange?.value, specs.count == 1 else { return nil }
      return specs[0]
    }
  }

  /// A Range field value of which there are few, in a place of its own.
  final class OtherRange: Sendable {
    let value: RangeHeader
    init(_ value: RangeHeader) { self.value = value }
  }

  /// Which fields are there.
  struct Present: OptionSet {
    let rawValue: UInt8
    static let ifMatch = Present(rawValue: 1)
    static let ifUnmodifiedSince = Present(rawValue: 2)
    static let ifNoneMatch = Present(rawValue: 4)
    static let ifModifiedSince = Present(rawValue: 8)
    static let contentRange = Present(rawValue: 16)
    static let forwarded = Present(rawValue: 32)
  }

  private static func hasQuery(_ target: String) -> Bool {
    target.utf8.withContiguousStorageIfAvailable { octets in
      UnsafeRawBufferPointer(octets).bytes.firstIndex(of: UInt8(ascii: "?")) != nil
    } ?? target.utf8.contains(UInt8(ascii: "?"))
  }
}

extension RangeRequest.Present {
  fileprivate init(_ known: KnownFields) {
    self = []
    if known.has(.ifMatch) { insert(.ifMatch) }
    if known.has(.ifUnmodifiedSince) { insert(.ifUnmodifiedSince) }
    if known.has(.ifNoneMatch) { insert(.ifNoneMatch) }
    if known.has(.ifModifiedSince) { insert(.ifModifiedSince) }
    if known.has(.contentRange) { insert(.contentRange) }
    if known.has(.xForwardedFor) || known.has(.forwarded) { insert(.forwarded) }
  }
}
