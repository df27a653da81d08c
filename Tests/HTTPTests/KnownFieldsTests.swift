import HTTP
import Testing

struct KnownFieldsTests {
  private static let names: [(KnownFields.Name, StaticString)] = [
    (.acceptRanges, "accept-ranges"), (.contentEncoding, "content-encoding"),
    (.contentLength, "content-length"), (.contentRange, "content-range"),
    (.contentType, "content-type"), (.date, "date"), (.etag, "etag"), (.forwarded, "forwarded"),
    (.host, "host"), (.ifMatch, "if-match"), (.ifModifiedSince, "if-modified-since"),
    (.ifNoneMatch, "if-none-match"), (.ifRange, "if-range"),
    (.ifUnmodifiedSince, "if-unmodified-since"), (.keepAlive, "keep-alive"),
    (.lastModified, "last-modified"), (.location, "location"), (.range, "range"),
    (.server, "server"), (.transferEncoding, "transfer-encoding"), (.upgrade, "upgrade"),
    (.userAgent, "user-agent"), (.xForwardedFor, "x-forwarded-for"),
  ]

  @Test func theTableHasEachName() {
    #expect(Set(Self.names.map(\.0)) == Set(KnownFields.Name.allCases))
  }

  /// Each name as it is written by one or another, and names that differ from it by a letter.
  @Test(arguments: names.indices)
  func findsWhatASearchFinds(_ row: Int) {
    let (name, text) = Self.names[row]
    let word = "\(text)"
    let sections: [[(String, String)]] = [
      [], [(word, "a")], [(word.uppercased(), "a")], [("X", "b"), (word, "a")],
      [(word, "a"), ("x-y", "b"), (String(word.prefix(1)).uppercased() + word.dropFirst(), "c")],
      [(String(word.dropLast()), "a")],
      [(word + "s", "a")], [(String(word.dropLast()) + "_", "a")],
      Self.names.map { ("\($0.1)", "a") }, Self.names.reversed().map { ("\($0.1)", "a") },
    ]
    for pairs in sections {
      let fields = HeaderFields(pairs)
      let known = KnownFields(fields)
      #expect(known[name] == fields.index(of: text), "\(pairs)")
      #expect(known.has(name) == fields.has(text), "\(pairs)")
      #expect(known.isRepeated(name) == (fields.count(of: text) > 1), "\(pairs)")
    }
  }

  /// What is written plainly is read from its octets as from its text; all else is left.
  @Test(arguments: [
    "bytes=0-", "bytes=0-99", "bytes=5-5", "bytes=9-3", "bytes=-5", "bytes=0-1,3-4", "bytes= 0-1",
    "Bytes=0-1", "bytes=", "", "bytes=99999999999999999999-", "bytes 0-9/10", "bytes 0-9/*",
    "bytes 0-9/9", "bytes */10", "bytes 0-9/10 ", "10", " 10", "10, 10", "-1", "1x",
  ])
  func readsOctetsAsText(_ text: String) {
    let octets = Array(text.utf8)
    if let spec = RangeSpec(plain: octets.span.bytes) {
      #expect(RangeHeader(text) == .bytes([spec]))
    }
    if let range = ContentRange(plain: octets.span.bytes) {
      #expect(ContentRange(text) == range)
    }
    if let length = ContentLength(plain: octets.span.bytes) {
      #expect(ContentLength.parse(values: [text]) == length)
    }
    let isPlain = [
      "bytes=0-", "bytes=0-99", "bytes=5-5", "bytes 0-9/10", "10",
    ].contains(text)
    let isRead =
      RangeSpec(plain: octets.span.bytes) != nil || ContentRange(plain: octets.span.bytes) != nil
      || ContentLength(plain: octets.span.bytes) != nil
    #expect(isRead == isPlain)
  }

  /// A name is found without regard to the case of letters, and to nothing else.
  @Test func findsNamesByWords() {
    for name in ["date", "if-range", "if-match0", "content-length", "content-encoding"] {
      for place in 0..<name.utf8.count {
        for octet in 0x21...0x7E as ClosedRange<UInt8> where octet != 0x3A {
          var changed = Array(name.utf8)
          changed[place] = octet
          let fields = HeaderFields([(String(decoding: changed, as: UTF8.self), "1")])
          let isSame = String(decoding: changed, as: UTF8.self).lowercased() == name
          #expect((index(of: name, in: fields) == 0) == isSame, "\(changed)")
        }
      }
    }
  }

  private func index(of name: String, in fields: HeaderFields) -> Int? {
    switch name {
    case "date": fields.index(of: "date")
    case "if-range": fields.index(of: "if-range")
    case "if-match0": fields.index(of: "if-match0")
    case "content-length": fields.index(of: "content-length")
    default: fields.index(of: "content-encoding")
    }
  }

  @Test func sharedTablesChangeNothing() {
    var tables = HeadTables()
    for count in 0..<200 {
      let pairs = (0..<count % 7).map { ("name-\($0)", String(repeating: "v", count: count)) }
      let target = "/" + String(repeating: "\u{E9}", count: count % 40)
      let request = RequestHead(method: "GET", target: target, fields: HeaderFields(pairs))
      let response = ResponseHead(status: 200, fields: HeaderFields(pairs))
      var (asked, given) = (request, response)
      asked.share(&tables)
      given.share(&tables)
      #expect(asked == request && given == response)
      #expect(asked.fields.pairs.map(\.value) == pairs.map(\.1))
      #expect(given.fields.pairs.map(\.name) == pairs.map(\.0))
    }
  }
}
