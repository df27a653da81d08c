import HTTP
import Testing

@Suite struct MediaTypeTests {
  @Test(
    arguments: [
      ("text/html", "text/html", [:], true),
      ("Text/HTML;Charset=\"utf-8\"", "text/html", ["charset": "utf-8"], true),
      ("text/html; charset=utf-8 ;; q=1;", "text/html", ["charset": "utf-8", "q": "1"], true),
      (
        "multipart/byteranges; boundary=THIS_STRING_SEPARATES", "multipart/byteranges",
        ["boundary": "THIS_STRING_SEPARATES"], true
      ),
      (
        "multipart/byteranges; boundary=\"a b;\\\"c\\\\\"", "multipart/byteranges",
        ["boundary": "a b;\"c\\"], true
      ),
      // Not tokens, and sent without quotes all the same.
      ("a/b; boundary=x/y:z ; c=d", "a/b", ["boundary": "x/y:z", "c": "d"], false),
      ("a/b; boundary=", "a/b", ["boundary": ""], false),
      ("a/b; boundary=\"\"", "a/b", ["boundary": ""], true),
      ("a/b; boundary=\"x", "a/b", ["boundary": "\"x"], false),
      ("a/b; boundary = x", "a/b", ["boundary": "x"], false),
      ("a/b; boundary=x y", "a/b", ["boundary": "x y"], false),
      ("a/b; boundary=\"x\"y; c=d", "a/b", ["boundary": "x", "c": "d"], false),
      ("a/b ; boundary=x", "a/b", ["boundary": "x"], true),
      ("a/b; =x; c=d", "a/b", ["c": "d"], false),
      ("a/b c", "a/b", [:], false),
      ("a/b, c/d", "a/b", [:], false),
      ("a/b; x", "a/b", [:], false),
    ] as [(String, String, [String: String], Bool)])
  func reads(
    _ value: String, _ essence: String, _ parameters: [String: String], _ isWellFormed: Bool
  ) throws {
    let type = try #require(MediaType(value))
    #expect(type.essence == essence)
    #expect(type.isWellFormed == isWellFormed)
    #expect(type.parameters.count == parameters.count)
    for (name, value) in parameters { #expect(type.parameter(name) == value) }
  }

  @Test func namesTheBoundary() {
    #expect(MediaType("multipart/byteranges; Boundary=3d6b6a416f9b5")?.boundary == "3d6b6a416f9b5")
    #expect(MediaType("multipart/byteranges; boundary=a; boundary=b")?.boundary == "a")
    #expect(MediaType("multipart/byteranges; boundary=\"\"")?.boundary == nil)
    #expect(MediaType("multipart/byteranges")?.boundary == nil)
  }

  @Test(arguments: ["", " ", "/", "text", "text/", "/html", "text /html", "*", "\u{0}/a", ";a=b"])
  func refuses(_ value: String) {
    #expect(MediaType(value) == nil)
  }

  @Test func bearsAMillionSemicolons() {
    let type = MediaType("a/b" + String(repeating: ";", count: 1_000_000))
    #expect(type?.isWellFormed == true)
    #expect(type?.parameters.isEmpty == true)
    // Each quote is open to the end, which must not be looked for over and over.
    let quotes = MediaType("a/b" + String(repeating: ";a=\"", count: 100_000))
    #expect(quotes?.parameters.isEmpty == false)
  }
}

@Suite struct ContentDispositionTests {
  @Test(
    arguments: [
      // RFC 6266 §5.
      ("Attachment; filename=example.html", "attachment", "example.html", nil),
      ("INLINE; FILENAME= \"an example.html\"", "inline", "an example.html", nil),
      ("attachment; filename*= UTF-8''%e2%82%ac%20rates", "attachment", nil, "€ rates"),
      (
        "attachment; filename=\"EURO rates\"; filename*=utf-8''%e2%82%ac%20rates", "attachment",
        "EURO rates", "€ rates"
      ),
      ("attachment; filename*=iso-8859-1'en'%A3%20rates", "attachment", nil, "£ rates"),
      ("attachment", "attachment", nil, nil),
      ("attachment; filename=\"a\\\"b\"", "attachment", "a\"b", nil),
      ("attachment; filename=\"a;b.zip\"; filename=c", "attachment", "a;b.zip", nil),
      ("attachment; filename=a b.zip", "attachment", "a b.zip", nil),
      ("attachment; filename*=utf-8''%ff", "attachment", nil, nil),
      ("attachment; filename*=utf-8''%4", "attachment", nil, nil),
      ("attachment; filename*=utf-8''%zz", "attachment", nil, nil),
      ("attachment; filename*=koi8-r''a", "attachment", nil, nil),
      ("attachment; filename*=a", "attachment", nil, nil),
      ("attachment; filename*=utf-8''../../x", "attachment", nil, "../../x"),
    ] as [(String, String, String?, String?)])
  func reads(_ value: String, _ type: String, _ filename: String?, _ extended: String?) throws {
    let disposition = try #require(ContentDisposition(value))
    #expect(disposition.type == type)
    #expect(disposition.filename == filename)
    #expect(disposition.extendedFilename == extended)
    #expect(disposition.name == extended ?? filename)
  }

  @Test(arguments: ["", ";", "\"inline\"", "\u{0}"])
  func refuses(_ value: String) {
    #expect(ContentDisposition(value) == nil)
  }
}

@Suite struct KeepAliveFieldTests {
  @Test(
    arguments: [
      ("timeout=5, max=98", 5, 98), ("timeout=5", 5, nil), ("max=100", nil, 100),
      ("Timeout = 5,MAX=\"7\"", 5, 7), ("", nil, nil), ("5", nil, nil), ("timeout=", nil, nil),
      ("timeout=-1, max=x", nil, nil), ("timeout=5s", nil, nil), ("timeout=5, timeout=6", 5, nil),
      ("max=99999999999999999999", nil, .max), ("\u{0}", nil, nil), ("max=\"7", nil, nil),
    ] as [(String, Int?, Int?)])
  func reads(_ value: String, _ timeout: Int?, _ max: Int?) {
    let field = KeepAliveField(value)
    #expect(field.timeout == timeout)
    #expect(field.max == max)
  }
}

@Suite struct AcceptRangesTests {
  @Test func reads() {
    #expect(AcceptRanges("bytes").acceptsBytes)
    #expect(AcceptRanges("Bytes").acceptsBytes)
    #expect(AcceptRanges("none").isNone)
    #expect(AcceptRanges("None, none").isNone)
    #expect(!AcceptRanges("none, bytes").isNone)
    #expect(AcceptRanges("items, bytes, seconds").others == ["items", "seconds"])
    #expect(AcceptRanges("bytes, bytes").units == ["bytes", "bytes"])
  }

  @Test(arguments: ["", ",", "bytes=0-5", "\"bytes\"", "by tes", "bytes, (x)", "\u{0}"])
  func saysWhatIsMalformed(_ value: String) {
    #expect(AcceptRanges(value).isMalformed)
  }

  @Test func takesAnyTokenForAUnit() {
    #expect(AcceptRanges("0-5").others == ["0-5"])
    #expect(!AcceptRanges("0-5").isMalformed)
  }
}
