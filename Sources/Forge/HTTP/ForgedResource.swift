/// A resource on a server, and the exchanges that fetch ranges of it.
public struct ForgedResource: Hashable, Sendable {
  /// The request target.
  public var target: String
  /// The Host of requests.
  public var host: String
  /// The complete length in bytes.
  public var size: UInt64
  /// The entity tag, quotes included; none when `nil`.
  public var etag: String?
  /// The time of the last modification, as an HTTP-date; none when `nil`.
  public var lastModified: String?
  /// The content.
  public var pattern: Pattern
  /// The media type of responses.
  public var contentType = "application/octet-stream"
  /// The Date of responses.
  public var date = "Sun, 04 May 2014 05:14:54 GMT"
  /// Further fields of requests.
  public var requestHeaders: [HeaderLine] = ["User-Agent: forge/1", "Accept: */*"]
  /// Further fields of responses.
  public var responseHeaders: [HeaderLine] = []

  /// A resource whose content `seed` names.
  public init(
    _ target: String, host: String = "example.test", size: UInt64, etag: String? = "\"v1\"",
    lastModified: String? = "Sat, 03 May 2014 00:43:22 GMT", seed: UInt64 = 1
  ) {
    self.target = target
    self.host = host
    self.size = size
    self.etag = etag
    self.lastModified = lastModified
    pattern = Pattern(seed: seed)
  }

  /// The bytes from `first` to `last`, both included.
  public func body(first: UInt64, last: UInt64) -> Payload {
    .pattern(pattern, from: first, count: last + 1 - first)
  }

  /// A request with these fields after the usual ones.
  public func request(_ method: String = "GET", _ headers: [HeaderLine] = []) -> ForgedRequest {
    ForgedRequest(method, target, headers: [HeaderLine("Host", host)] + requestHeaders + headers)
  }

  /// The fields that tell which representation a response is about.
  public var validators: [HeaderLine] {
    var lines: [HeaderLine] = [HeaderLine("Date", date)]
    if let lastModified { lines.append(HeaderLine("Last-Modified", lastModified)) }
    if let etag { lines.append(HeaderLine("ETag", etag)) }
    return lines + ["Accept-Ranges: bytes"] + responseHeaders
  }

  /// The 206 with the bytes from `first` to `last`, both included.
  public func partial(first: UInt64, last: UInt64) -> ForgedResponse {
    let range = HeaderLine("Content-Range", "bytes \(first)-\(last)/\(size)")
    return ForgedResponse(
      206, "Partial Content",
      headers: validators + [HeaderLine("Content-Type", contentType), range],
      body: body(first: first, last: last))
  }

  /// The 200 with all bytes.
  public var complete: ForgedResponse {
    ForgedResponse(
      200, headers: validators + [HeaderLine("Content-Type", contentType)],
      body: .pattern(pattern, from: 0, count: size))
  }

  /// A GET without Range, and all bytes.
  public func exchange() -> ForgedExchange { ForgedExchange(request(), complete) }

  /// A GET of the bytes from `first` to `last`, both included, and the 206 with them.
  ///
  /// The request has If-Range when `ifRange` is not `nil`.
  public func rangeExchange(
    first: UInt64, last: UInt64, ifRange: String? = nil
  ) -> ForgedExchange {
    var headers = [HeaderLine("Range", "bytes=\(first)-\(last)")]
    if let ifRange { headers.append(HeaderLine("If-Range", ifRange)) }
    return ForgedExchange(request("GET", headers), partial(first: first, last: last))
  }

  /// A GET of several ranges, ends included, and the multipart 206 with them.
  ///
  /// Source: RFC 9110 §14.6.
  public func multipartExchange(
    _ ranges: [ClosedRange<UInt64>], boundary: String = "THIS_STRING_SEPARATES"
  ) -> ForgedExchange {
    let set = ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    var pieces: [Payload] = []
    for range in ranges {
      let head =
        "\r\n--\(boundary)\r\nContent-Type: \(contentType)\r\n"
        + "Content-Range: bytes \(range.lowerBound)-\(range.upperBound)/\(size)\r\n\r\n"
      pieces += [.bytes(Array(head.utf8)), body(first: range.lowerBound, last: range.upperBound)]
    }
    pieces.append(.bytes(Array("\r\n--\(boundary)--\r\n".utf8)))
    let type = HeaderLine("Content-Type", "multipart/byteranges; boundary=\(boundary)")
    return ForgedExchange(
      request("GET", [HeaderLine("Range", "bytes=\(set)")]),
      ForgedResponse(
        206, "Partial Content", headers: validators + [type], body: .joined(pieces)))
  }
}
