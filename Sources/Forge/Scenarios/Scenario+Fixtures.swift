import Packets

extension Scenario {
  /// One capture for each common failure of range downloads, by the name of its fixture.
  public static let fixtures: [(name: String, make: @Sendable () -> ForgedCapture)] = [
    ("mirrors-out-of-step", mirrorsOutOfStep),
    ("changed-without-if-range", changedWithoutIfRange),
    ("changed-with-if-range", changedWithIfRange),
    ("if-range-ignored", ifRangeIgnored),
    ("range-ignored", rangeIgnored),
    ("compressed-slice", compressedSlice),
    ("slicing-cache-cut", slicingCacheCut),
    ("already-complete", alreadyComplete),
    ("signed-url-expired", signedURLExpired),
    ("weak-tag", weakTag),
    ("mixed-multipart", mixedMultipart),
    ("server-killed", serverKilled),
    ("reopen-amplification", reopenAmplification),
    ("handed-over", handedOver),
    ("diverged-bytes", divergedBytes),
  ]

  static let size: UInt64 = 16_000
  /// Versions of one file as nginx tags them: modification time and size.
  static let older = version("\"53643baa-3e80\"", "Sat, 03 May 2014 00:43:22 GMT", seed: 1)
  static let newer = version("\"53649c10-3e80\"", "Sat, 03 May 2014 07:34:40 GMT", seed: 2)

  static func version(_ etag: String?, _ modified: String?, seed: UInt64) -> ForgedResource {
    var file = ForgedResource(
      "/release.bin", host: "files.example", size: size, etag: etag, lastModified: modified,
      seed: seed)
    file.responseHeaders = ["Server: nginx/1.26.0"]
    return file.asked(by: "curl/8.7.1")
  }

  /// A connection of its own for each list of exchanges, a second after the one before.
  static func capture(
    _ connections: [(exchanges: [ForgedExchange], closing: ForgedConnection.Closing)],
    servers: [String] = [], snaplen: Int = 262_144
  ) -> ForgedCapture {
    ForgedCapture(
      connections: connections.enumerated().map { number, connection in
        ForgedConnection(
          client: Endpoint(
            address: IPAddress(ipv4: 0xC633_6407), port: UInt16(49_200 + number)),
          server: Endpoint(stringLiteral: servers.isEmpty ? "192.0.2.10:80" : servers[number]),
          start: .seconds(Int64(number)), exchanges: connection.exchanges,
          closing: connection.closing)
      }, snaplen: snaplen)
  }
}

extension ForgedResource {
  /// The same, asked for by this user agent.
  func asked(by agent: String) -> ForgedResource {
    var resource = self
    resource.requestHeaders = [HeaderLine("User-Agent", agent), "Accept: */*"]
    return resource
  }

  /// A GET of the whole that ends after `sent` bytes.
  func cut(after sent: UInt64) -> ForgedExchange {
    var response = complete
    response.sent = sent
    return ForgedExchange(request(), response)
  }

  /// A GET from `first` on, with what the server makes of it.
  func rest(
    from first: UInt64, ifRange: String? = nil, gets response: ForgedResponse? = nil
  ) -> ForgedExchange {
    var headers = [HeaderLine("Range", "bytes=\(first)-")]
    if let ifRange { headers.append(HeaderLine("If-Range", ifRange)) }
    return ForgedExchange(
      request("GET", headers), response ?? partial(first: first, last: size - 1))
  }
}
