import Bytes
import HTTP
import Packets
import Transactions

/// What downloads look at of every exchange, whether it is at hand or stands in a row.
protocol AskedExchange {
  /// The address of what was asked for, and its hash.
  var url: String { get }
  var addressHash: UInt64 { get }
  var client: Endpoint { get }
  var server: Endpoint { get }
  var isGET: Bool { get }
  var isHEAD: Bool { get }
  /// Whether it is a GET answered by content of the resource: 200 or 206.
  var isContent: Bool { get }
  /// The length of the whole representation; `nil` where the response does not tell it.
  var completeLength: Int? { get }
  /// Who says that it asks.
  var fetcher: Fetcher { get }
  /// Whether there is an If-Range field.
  var isConditional: Bool { get }
  /// The entity tag, where it is well-formed and strong.
  var strongTag: EntityTag? { get }
  /// The Last-Modified in seconds; the least of all where there is none.
  var modified: Int64 { get }
  /// Whether all of the head of the response was in the capture.
  var hasWholeResponse: Bool { get }
}

extension RangeExchange: AskedExchange {
  var client: Endpoint { transaction.client }
  var server: Endpoint { transaction.server }
  var fetcher: Fetcher { request?.fetcher ?? Fetcher() }
  var isConditional: Bool { hasRequest && asked.ifRange != nil }
  var strongTag: EntityTag? { given.strongTag }
  var modified: Int64 { given.lastModified?.epochSeconds ?? .min }
  var hasWholeResponse: Bool { given.isComplete }
}

/// A GET for one range that was answered by exactly that, read from its row without making the exchange:
/// that of nearly all transactions of which there are many.
///
/// It says what the exchange would. Which rows it takes is up to it: all others are made exchanges of. An
/// object that takes one row after the other, so that nobody copies its texts.
final class WholeExchange: AskedExchange {
  @exclusivity(unchecked) private(set) var url = ""
  @exclusivity(unchecked) private(set) var addressHash: UInt64 = 0
  @exclusivity(unchecked) private(set) var client: Endpoint
  @exclusivity(unchecked) private(set) var server: Endpoint
  /// What it asked for and brought, inclusive.
  @exclusivity(unchecked) private(set) var first = 0
  @exclusivity(unchecked) private(set) var last = 0
  @exclusivity(unchecked) private(set) var length = 0
  @exclusivity(unchecked) private(set) var fetcher = Fetcher()
  @exclusivity(unchecked) private(set) var isConditional = false
  @exclusivity(unchecked) private(set) var tag = EntityTag(opaqueTag: "")
  @exclusivity(unchecked) private(set) var modified = Int64.min
  @exclusivity(unchecked) private(set) var time = Timestamp(nanoseconds: 0)
  @exclusivity(unchecked) private(set) var end = Timestamp(nanoseconds: 0)
  @exclusivity(unchecked) private(set) var hasStalled = false
  @exclusivity(unchecked) private(set) var hasFingerprint = false

  var isGET: Bool { true }
  var isHEAD: Bool { false }
  var isContent: Bool { true }
  var completeLength: Int? { length }
  var strongTag: EntityTag? { tag }
  var hasWholeResponse: Bool { true }

  /// One that has taken no row.
  init() {
    client = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    server = client
  }

  /// Takes a row; `false` for one that has anything of note.
  @inline(__always)
  func take(_ view: TransactionView, memory: inout FieldMemory) -> Bool {
    let (request, response) = (view.request, view.response)
    guard view.isGET, view.status == 206, view.bodyEnd == .complete,
      let range = Self.only(.range, request, { RangeSpec(plain: $0) }),
      case .closed(let first, let last) = range, view.extent == last - first + 1,
      let content = Self.only(.contentRange, response, { ContentRange(plain: $0) }),
      case .satisfied(first, last, let length?) = content, last < Int.max / 2,
      case .value(view.extent)? = Self.only(.contentLength, response, { ContentLength(plain: $0) }),
      Self.hasOnlyUsual(request.exemplar.known, response.exemplar.known),
      Self.isUsual(.acceptRanges, response, Self.isBytes),
      Self.isUsual(.contentType, response, { !MediaType.mayBeMultipart($0) }),
      let index = response.exemplar.known[.etag],
      Self.isUsual(
        .ifRange, request,
        { condition in
          response.withValue(index) { Self.areSame(condition, $0) }
        }),
      case .entityTag(let tag) = memory.etag(response, at: index), !tag.isWeak
    else { return false }
    modified = Self.seconds(.lastModified, response, &memory) ?? .min
    if let date = Self.seconds(.date, response, &memory), modified > date { return false }

    self.tag = tag
    isConditional = request.exemplar.known.has(.ifRange)
    (self.first, self.last, self.length) = (first, last, length)
    (url, addressHash) = memory.address(view)
    (client, server) = (view.client, view.server)
    (time, end) = (view.time, view.end)
    hasStalled = view.longestStall >= ExchangeRow.stall
    hasFingerprint = view.hasFingerprint
    if let index = request.exemplar.known[.userAgent] {
      fetcher.agent = memory.text(request, at: index)
    } else {
      fetcher.agent = nil
    }
    return true
  }

  /// What is read of the one field line of a name; `nil` where there is none, or several.
  @inline(__always)
  private static func only<Value>(
    _ name: KnownFields.Name, _ section: PackedFields, _ read: (RawSpan) -> Value?
  ) -> Value? {
    guard let index = section.exemplar.known[name], !section.exemplar.known.isRepeated(name) else {
      return nil
    }
    return section.withValue(index, read)
  }

  /// Whether there is no field line of a name, or one whose value is as nearly all are.
  @inline(__always)
  private static func isUsual(
    _ name: KnownFields.Name, _ section: PackedFields, _ isUsual: (RawSpan) -> Bool
  ) -> Bool {
    guard section.exemplar.known.has(name) else { return true }
    return only(name, section, isUsual) ?? false
  }

  /// Whether the fields are not there that would have to be looked at more closely.
  @inline(__always)
  private static func hasOnlyUsual(
    _ request: KnownFields, _ response: KnownFields
  ) -> Bool {
    !request.has(.contentRange) && !request.has(.xForwardedFor) && !request.has(.forwarded)
      && !response.has(.contentEncoding)
  }

  private static func isBytes(_ value: RawSpan) -> Bool {
    let unit: StaticString = "bytes"
    return value.withUnsafeBytes {
      $0.count == unit.utf8CodeUnitCount
        && OctetHash.areSame(
          $0, from: 0, UnsafeRawBufferPointer(start: unit.utf8Start, count: unit.utf8CodeUnitCount))
    }
  }

  @inline(__always)
  private static func areSame(_ a: RawSpan, _ b: RawSpan) -> Bool {
    a.withUnsafeBytes { a in
      b.withUnsafeBytes { b in a.count == b.count && OctetHash.areSame(a, from: 0, b) }
    }
  }

  @inline(__always)
  private static func seconds(
    _ name: KnownFields.Name, _ response: PackedFields, _ memory: inout FieldMemory
  ) -> Int64? {
    if let index = response.exemplar.known[name] {
      memory.date(response, at: index)?.epochSeconds
    } else {
      nil
    }
  }
}
