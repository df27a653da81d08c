public import HTTP

/// What a request says about ranges and preconditions, read once; shared, as rules look at it often.
///
/// What nearly every request says is kept as numbers; texts are made of its head when asked for.
public final class RangeRequest: Sendable {
  /// The method, as sent.
  public let method: String
  /// The only range of the first Range field, where it is `bytes=first-last` or `bytes=first-`.
  private let plainRange: RangeSpec?
  // What is small stands behind what leaves some bytes: there are as many of these as requests.
  /// Whether the method is GET.
  public let isGET: Bool
  /// Whether all of the head was in the capture: only then does an absent field tell anything.
  public let isComplete: Bool
  /// Whether the query of its target names a part of a multipart upload, as S3 takes it.
  public let asksForPart: Bool
  private let lineCount: UInt32
  /// The first Range field value, read, where it is anything else.
  private let otherRange: RangeHeader?
  /// Which of the fields that it may have are there.
  private let present: Present
  /// The If-Range field value, read.
  public let ifRange: IfRange?
  /// Who says that it asks.
  let fetcher: Fetcher

  private let fields: HeaderFields

  private struct Present: OptionSet {
    let rawValue: UInt8
    static let ifMatch = Present(rawValue: 1)
    static let ifUnmodifiedSince = Present(rawValue: 2)
    static let ifNoneMatch = Present(rawValue: 4)
    static let ifModifiedSince = Present(rawValue: 8)
    static let contentRange = Present(rawValue: 16)
  }

  /// What the head of a request says.
  public convenience init(_ head: RequestHead, memory: inout FieldMemory) {
    self.init(head, KnownFields(head.fields), memory: &memory)
  }

  /// What the head of a request says, whose fields were looked for.
  init(_ head: borrowing RequestHead, _ known: KnownFields, memory: inout FieldMemory) {
    let fields = head.fields
    self.fields = fields
    method = head.method
    isGET = head.method == "GET"
    isComplete = head.completeness == .complete
    if let index = known[.range] {
      let plain = fields.withLine(at: index) { _, value in RangeSpec(plain: value) }
      plainRange = plain
      otherRange = plain == nil ? RangeHeader(fields.value(at: index)) : nil
      lineCount = known.isRepeated(.range) ? UInt32(clamping: fields.count(of: "range")) : 1
    } else {
      plainRange = nil
      otherRange = nil
      lineCount = 0
    }
    ifRange = known[.ifRange].map { index in
      fields.withLine(at: index) { _, value in memory.condition(value) }
    }
    var present: Present = []
    if known.has(.ifMatch) { present.insert(.ifMatch) }
    if known.has(.ifUnmodifiedSince) { present.insert(.ifUnmodifiedSince) }
    if known.has(.ifNoneMatch) { present.insert(.ifNoneMatch) }
    if known.has(.ifModifiedSince) { present.insert(.ifModifiedSince) }
    if known.has(.contentRange) { present.insert(.contentRange) }
    self.present = present
    fetcher = Fetcher(fields, known, memory: &memory)
    asksForPart =
      Self.hasQuery(head.target)
      && head.target.split(separator: "?").last?.split(separator: "&")
        .contains { $0.hasPrefix("partNumber=") } ?? false
  }

  private static func hasQuery(_ target: String) -> Bool {
    target.utf8.withContiguousStorageIfAvailable { octets in
      for index in 0..<octets.count where octets[index] == UInt8(ascii: "?") { return true }
      return false
    } ?? target.utf8.contains(UInt8(ascii: "?"))
  }

  /// The first Range field value, read.
  public var range: RangeHeader? { plainRange.map { .bytes([$0]) } ?? otherRange }

  /// How many Range field lines there were.
  public var rangeLines: Int { Int(lineCount) }

  /// Whether there is a Range field.
  public var hasRange: Bool { lineCount > 0 }

  /// Whether there is an If-Range field.
  public var hasIfRange: Bool { ifRange != nil }

  /// Whether there is a Content-Range field.
  public var hasContentRange: Bool { present.contains(.contentRange) }

  /// The one range asked for; `nil` when there is none, or several, or it is malformed.
  public var onlySpec: RangeSpec? {
    if let plainRange { return plainRange }
    guard case .bytes(let specs) = otherRange, specs.count == 1 else { return nil }
    return specs[0]
  }

  /// Whether its first Range field asks for bytes.
  public var asksForBytes: Bool {
    if plainRange != nil { return true }
    if case .bytes(let specs)? = otherRange { return !specs.isEmpty }
    return false
  }

  /// The lowest position that its Range asks for, as `RangeHeader.firstPosition` has it.
  public func firstPosition(completeLength: Int? = nil) -> Int? {
    plainRange?.firstPosition ?? otherRange?.firstPosition(completeLength: completeLength)
  }

  /// The first Range field value, as sent.
  public var rangeText: String? { hasRange ? fields.first("range") : nil }

  /// The If-Range field value, as sent.
  public var ifRangeText: String? { hasIfRange ? fields.first("if-range") : nil }

  /// The If-Match field value, as sent.
  public var ifMatch: String? { present.contains(.ifMatch) ? fields.joined("if-match") : nil }

  /// The If-Unmodified-Since field value, as sent.
  public var ifUnmodifiedSince: String? {
    present.contains(.ifUnmodifiedSince) ? fields.first("if-unmodified-since") : nil
  }

  /// The If-None-Match field value, as sent.
  public var ifNoneMatch: String? {
    present.contains(.ifNoneMatch) ? fields.joined("if-none-match") : nil
  }

  /// The If-Modified-Since field value, as sent.
  public var ifModifiedSince: String? {
    present.contains(.ifModifiedSince) ? fields.first("if-modified-since") : nil
  }

  /// The Content-Range field value, as sent.
  public var contentRangeText: String? { hasContentRange ? fields.first("content-range") : nil }

  /// Whether it ties the answer to a representation that the client already knows.
  public var hasStateCondition: Bool {
    hasIfRange || present.contains(.ifMatch) || present.contains(.ifUnmodifiedSince)
  }
}
