import Packets

extension Scenario {
  /// The download that this project began with: one resource under two names, resumed.
  ///
  /// A GET without a response; then, on another connection, the first 32,768 bytes with a 206, an
  /// exchange that the capture has no packet of, and the rest with another 206 under If-Range.
  public static func deepc() -> ForgedCapture {
    var plain = deepcConnection(port: 49_200, start: .zero)
    plain.events = [.send(.client, chromeRequest("/deepc.a", host: secondName, []).payload)]

    var resumed = deepcConnection(port: 49_201, start: .milliseconds(150))
    let icon = ForgedExchange(
      chromeRequest("/favicon.ico", host: secondName, []),
      ForgedResponse(
        404, "Not Found", headers: apacheHeaders + keepAlive(99), body: "Not Found\n"))
    let rest = ForgedExchange(
      chromeRequest(
        "/deepc.a", host: secondName,
        ["Range: bytes=32768-8322277", HeaderLine("If-Range", deepcTag)]),
      deepcPart(first: 32_768, last: 8_322_277, left: 98))
    let first = ForgedExchange(
      chromeRequest("/deepc.a", host: "192.168.1.3", ["Range: bytes=0-32767"]),
      deepcPart(first: 0, last: 32_767, left: 100))
    resumed.events = first.events + icon.unseen.events + rest.events
    resumed.events += [.pause(.seconds(5)), .finish(.server), .finish(.client)]
    return ForgedCapture(connections: [plain, resumed], snaplen: 512)
  }

  private static let secondName = "192.168.100.189"
  private static let deepcTag = "\"7efce6-4f8742f6ed9b2\""
  private static let apacheHeaders: [HeaderLine] = [
    "Date: Sun, 04 May 2014 05:14:54 GMT",
    "Server: Apache/2.4.4 (Win32) PHP/5.4.16",
  ]

  private static func keepAlive(_ left: Int) -> [HeaderLine] {
    [HeaderLine("Keep-Alive", "timeout=5, max=\(left)"), "Connection: Keep-Alive"]
  }

  /// A connection through cards that leave cutting and checksums to themselves.
  private static func deepcConnection(port: UInt16, start: Duration) -> ForgedConnection {
    var connection = ForgedConnection(
      client: Endpoint(address: IPAddress(ipv4: 0xC0A8_0102), port: port),
      server: "192.168.1.3:80", start: start)
    connection.clientEnd.initialSequence = 0x2E8B_5A01 &+ UInt32(port)
    connection.serverEnd.initialSequence = 0x91C4_07D2 &+ UInt32(port)
    connection.clientEnd.hopLimit = 128
    connection.serverEnd.hopLimit = 128
    connection.clientEnd.segmentSize = 1460
    connection.serverEnd.segmentSize = 32_768
    connection.roundTrip = .microseconds(800)
    connection.segmentInterval = .microseconds(2_700)
    return connection
  }

  private static func deepcPart(first: UInt64, last: UInt64, left: Int) -> ForgedResponse {
    let size: UInt64 = 8_322_278
    let headers: [HeaderLine] = [
      "Last-Modified: Sat, 03 May 2014 00:43:22 GMT",
      HeaderLine("ETag", deepcTag),
      "Accept-Ranges: bytes",
      HeaderLine("Content-Length", "\(last + 1 - first)"),
      HeaderLine("Content-Range", "bytes \(first)-\(last)/\(size)"),
    ]
    return ForgedResponse(
      206, "Partial Content", headers: apacheHeaders + headers + keepAlive(left), framing: .none,
      body: .pattern(seed: size, first..<last + 1))
  }

  /// What Chrome 30 on Windows 7 sends; its cache puts Range and If-Range last.
  private static func chromeRequest(
    _ target: String, host: String, _ range: [HeaderLine]
  ) -> ForgedRequest {
    let headers: [HeaderLine] = [
      HeaderLine("Host", host),
      "Connection: keep-alive",
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8",
      """
      User-Agent: Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) \
      Chrome/30.0.1599.101 Safari/537.36
      """,
      "Accept-Encoding: gzip,deflate,sdch",
      "Accept-Language: en-US,en;q=0.8",
    ]
    return ForgedRequest("GET", target, headers: headers + range)
  }
}
