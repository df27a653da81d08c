/// Files that change, and validators that do not hold.
extension Scenario {
  /// Two nodes behind one name, with the same file modified 3 seconds apart.
  static func mirrorsOutOfStep() -> ForgedCapture {
    let one = older.asked(by: "aria2/1.37.0")
    let other = version("\"53643bad-3e80\"", "Sat, 03 May 2014 00:43:25 GMT", seed: 1)
      .asked(by: "aria2/1.37.0")
    return capture(
      (0..<4).map { (number: UInt64) in
        let file = number % 2 == 0 ? one : other
        return (
          [file.rangeExchange(first: number * 4000, last: number * 4000 + 3999)],
          .finish(by: .client)
        )
      }, servers: (0..<4).map { $0 % 2 == 0 ? "192.0.2.10:80" : "192.0.2.11:80" })
  }

  /// curl is killed, the file is replaced by one of the same length, and curl -C - goes on.
  static func changedWithoutIfRange() -> ForgedCapture {
    capture([
      ([older.cut(after: 6000)], .reset(by: .client)),
      ([newer.rest(from: 6000)], .finish(by: .client)),
    ])
  }

  /// The same, with a client that sends If-Range.
  static func changedWithIfRange() -> ForgedCapture {
    let agent =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0"
    return capture([
      ([older.asked(by: agent).cut(after: 6000)], .reset(by: .client)),
      (
        [newer.asked(by: agent).rest(from: 6000, ifRange: older.etag, gets: newer.complete)],
        .finish(by: .client)
      ),
    ])
  }

  /// The same, with a server that looks at Range alone.
  static func ifRangeIgnored() -> ForgedCapture {
    capture([
      ([older.asked(by: "downloader/1.0").cut(after: 6000)], .reset(by: .client)),
      (
        [newer.asked(by: "downloader/1.0").rest(from: 6000, ifRange: older.etag)],
        .finish(by: .client)
      ),
    ])
  }

  /// A weak tag, sent back in If-Range and taken for a match.
  static func weakTag() -> ForgedCapture {
    let file = version("W/\"3e80-18a2f6c1d40\"", nil, seed: 1).asked(by: "downloader/1.0")
    return capture([
      ([file.cut(after: 6000)], .reset(by: .client)),
      ([file.rest(from: 6000, ifRange: file.etag)], .finish(by: .client)),
    ])
  }

  /// Two ranges that overlap under one strong tag, with other bytes in each.
  static func divergedBytes() -> ForgedCapture {
    var other = older
    other.pattern = newer.pattern
    return capture([
      ([older.rangeExchange(first: 0, last: 8999)], .finish(by: .client)),
      ([other.rangeExchange(first: 6000, last: 15_999)], .finish(by: .client)),
    ])
  }

  /// Several ranges at once, twice, with the file replaced in between.
  static func mixedMultipart() -> ForgedCapture {
    capture([
      (
        [older.asked(by: "zsync/0.6.2").multipartExchange([0...1999, 6000...8999])],
        .finish(by: .client)
      ),
      (
        [newer.asked(by: "zsync/0.6.2").multipartExchange([2000...5999, 9000...15_999])],
        .finish(by: .client)
      ),
    ])
  }
}
