/// Bodies that end early.
extension Scenario {
  /// A cache of slices that finds one which does not fit, and stops at its edge.
  static func slicingCacheCut() -> ForgedCapture {
    var file = older.asked(by: "game-launcher/7")
    file.size = 150_000
    file.etag = "\"53643baa-249f0\""
    file.responseHeaders = ["Server: nginx/1.26.0", "X-Cache: MISS"]
    return capture([([file.cut(after: 65_536)], .finish(by: .server))], snaplen: 400)
  }

  /// A server whose worker dies in the middle of a body; the client takes it for the end.
  static func serverKilled() -> ForgedCapture {
    capture([([older.asked(by: "downloader/1.0").cut(after: 7000)], .reset(by: .server))])
  }

  /// A player that asks to the end of the file, reads a little, and closes.
  static func reopenAmplification() -> ForgedCapture {
    var file = older.asked(by: "AppleCoreMedia/1.0.0.21F79 (iPhone; U; CPU OS 17_5 like Mac OS X)")
    file.target = "/movie.mp4"
    file.size = 60_000
    file.etag = "\"53643baa-ea60\""
    file.contentType = "video/mp4"
    var connections: [(exchanges: [ForgedExchange], closing: ForgedConnection.Closing)] = [
      ([file.rangeExchange(first: 0, last: 1)], .finish(by: .client))
    ]
    for step in 0..<7 {
      let first = UInt64(step) * 1000
      var part = file.partial(first: first, last: file.size - 1)
      part.sent = 5000
      connections.append(([file.rest(from: first, gets: part)], .reset(by: .client)))
    }
    return capture(connections)
  }

  /// A browser's download that a download manager takes over.
  static func handedOver() -> ForgedCapture {
    let browser = older.asked(
      by: "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0")
    let manager = older.asked(by: "aria2/1.37.0")
    return capture([
      ([browser.cut(after: 6000)], .reset(by: .client)),
      ([manager.rest(from: 6000)], .finish(by: .client)),
    ])
  }
}
