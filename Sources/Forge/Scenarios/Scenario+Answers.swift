/// Servers that answer a range in another way than the client hopes.
extension Scenario {
  /// A server that knows no ranges, and a client that cannot use the whole.
  static func rangeIgnored() -> ForgedCapture {
    var file = version(nil, "Sat, 03 May 2014 00:43:22 GMT", seed: 1)
    file.responseHeaders = ["Server: SimpleHTTP/0.6 Python/3.12"]
    var whole = file.complete
    whole.headers.removeAll { $0.name == "Accept-Ranges" }
    var first = whole
    first.sent = 6000
    var again = whole
    again.sent = 3000
    return capture([
      ([ForgedExchange(file.request(), first)], .reset(by: .client)),
      ([file.rest(from: 6000, gets: again)], .reset(by: .client)),
    ])
  }

  /// A proxy that compresses what a server has cut.
  static func compressedSlice() -> ForgedCapture {
    let file = older.asked(by: "viewer/2.1")
    var slice = file.partial(first: 4000, last: 7999)
    slice.headers += ["Content-Encoding: gzip", "Vary: Accept-Encoding", "Via: 1.1 gateway"]
    slice.body = file.body(first: 0, last: 1699)
    return capture([
      (
        [
          file.rangeExchange(first: 0, last: 3999),
          ForgedExchange(
            file.request("GET", ["Range: bytes=4000-7999", "Accept-Encoding: gzip"]), slice),
        ], .finish(by: .client)
      )
    ])
  }

  /// wget -c on a file that is whole already.
  static func alreadyComplete() -> ForgedCapture {
    let file = older.asked(by: "Wget/1.24.5")
    let refusal = ForgedResponse(
      416, "Requested Range Not Satisfiable",
      headers: [
        HeaderLine("Date", file.date), "Server: nginx/1.26.0",
        HeaderLine("Content-Range", "bytes */\(size)"),
      ])
    return capture([
      ([file.exchange()], .finish(by: .client)),
      ([file.rest(from: size, gets: refusal)], .finish(by: .client)),
    ])
  }

  /// A redirect to a signed address that has expired when the download goes on.
  static func signedURLExpired() -> ForgedCapture {
    let asked = older.asked(by: "installer/3.2")
    var signed = asked
    signed.target =
      "/store/release.bin?X-Amz-Date=20140504T051355Z&X-Amz-Expires=60&X-Amz-Signature=5d1f0a"
    signed.host = "bucket.example"
    signed.etag = "\"9e107d9d372bb6826bd81d3542a419d6\""
    signed.responseHeaders = ["Server: AmazonS3"]
    var cut = signed.complete
    cut.sent = 6000
    let redirect = ForgedResponse(
      302, "Found",
      headers: [
        HeaderLine("Date", asked.date),
        HeaderLine("Location", "http://\(signed.host)\(signed.target)"),
      ])
    let expired = ForgedResponse(
      403, "Forbidden",
      headers: [
        "Date: Sun, 04 May 2014 05:14:56 GMT", "Server: AmazonS3", "Content-Type: application/xml",
      ],
      body: "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>")
    return capture(
      [
        ([ForgedExchange(asked.request(), redirect)], .finish(by: .client)),
        ([ForgedExchange(signed.request(), cut)], .reset(by: .server)),
        ([signed.rest(from: 6000, gets: expired)], .finish(by: .client)),
      ], servers: ["192.0.2.10:80", "192.0.2.20:80", "192.0.2.20:80"])
  }
}
