import HTTP
import Testing
import TestSupport

/// A head is told by one that came before: what is read of it must not depend on which one that was.
struct ExemplarTests {
  private static let names = [
    "Host", "Date", "date", "ETag", "Content-Length", "Content-Range", "Content-Type", "Upgrade",
    "Transfer-Encoding", "Last-Modified", "X-A", "X-B", "x-a", "If-Range", "Server",
  ]
  private static let values = [
    "", "a", "ab", "10", "10, 10", "1x", "chunked", "gzip, chunked", "bytes 0-9/10", "\"v1\"",
    "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT", "\u{E9}\u{E9}", "a: b",
    "example.org", String(repeating: "long ", count: 60),
  ]
  private static let ends = ["\r\n", "\r\n", "\r\n", "\r\n", "\n", " \t\r\n", "\r\n folded\r\n"]
  private static let starts = [": ", ": ", ": ", ":", ":\t ", " : "]

  private struct Line {
    var name: String
    var start = ": "
    var value: String
    var end = "\r\n"
  }

  /// Heads of a few layouts, each with some changes, or none.
  private static func heads(_ count: Int, _ random: inout SeededGenerator) -> [[UInt8]] {
    func pick(_ all: [String], _ random: inout SeededGenerator) -> String {
      all[Int.random(in: 0..<all.count, using: &random)]
    }
    let layouts = (0..<7).map { number in
      (0..<(number * 3)).map { _ in
        Line(name: pick(names, &random), value: pick(values, &random))
      }
    }
    return (0..<count).map { _ in
      var lines = layouts[Int.random(in: 0..<layouts.count, using: &random)]
      for _ in 0..<Int.random(in: 0..<4, using: &random) where !lines.isEmpty {
        let place = Int.random(in: 0..<lines.count, using: &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: lines[place].name = pick(names, &random)
        case 1: lines[place].name += "x"
        case 2: lines[place].name = lines[place].name.uppercased()
        case 3: lines.insert(Line(name: "Date", value: pick(values, &random)), at: place)
        case 4: lines.append(Line(name: pick(names, &random), value: ""))
        case 5: lines.remove(at: place)
        case 6: lines[place].start = pick(starts, &random)
        case 7: lines[place].end = pick(ends, &random)
        default: lines[place].value = pick(values, &random)
        }
      }
      let section = lines.map { $0.name + $0.start + $0.value + $0.end }.joined()
      return Array((section + (Bool.random(using: &random) ? "\r\n" : "\n")).utf8)
    }
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func readsTheSameWhateverCameBefore(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var tables = HeadTables()
    for section in Self.heads(150, &random) {
      let asked = Array("GET /a HTTP/1.1\r\n".utf8) + section
      let given = Array("HTTP/1.1 206 Partial Content\r\n".utf8) + section
      let request = Self.request(asked, &tables)
      let response = Self.response(given, &tables)
      let text = String(decoding: section, as: UTF8.self).debugDescription
      #expect(request?.head == Self.request(asked)?.head, "\(text)")
      #expect(request?.length == asked.count && response?.length == given.count, "\(text)")
      #expect(response?.head == Self.response(given)?.head, "\(text)")
      guard let told = response?.head.fields, let read = Self.response(given)?.head.fields else {
        Issue.record("no head: \(text)")
        continue
      }
      Self.check(told, read, text)
    }
  }

  /// All that can be asked of a section, of one told by another and of one that stands alone.
  private static func check(_ told: HeaderFields, _ read: HeaderFields, _ text: String) {
    #expect(told == read && read == told, "\(text)")
    #expect(told.pairs.map(\.name) == read.pairs.map(\.name), "\(text)")
    #expect(told.pairs.map(\.value) == read.pairs.map(\.value), "\(text)")
    #expect(MessageFraming(told) == MessageFraming(read), "\(text)")
    let (known, expected) = (KnownFields(told), KnownFields(read))
    for name in KnownFields.Name.allCases {
      #expect(known[name] == expected[name], "\(text)")
      #expect(known.isRepeated(name) == expected.isRepeated(name), "\(text)")
    }
    for index in 0..<told.count {
      #expect(told.isLatin1(at: index) == read.isLatin1(at: index), "\(text)")
      let value = told.withLine(at: index) { _, value in value.withUnsafeBytes { Array($0) } }
      #expect(value == read.withLine(at: index) { $1.withUnsafeBytes { Array($0) } }, "\(text)")
    }
    #expect(told.all("date") == read.all("date"), "\(text)")
    #expect(told.joined("x-a") == read.joined("x-a"), "\(text)")
    let isKept = { (name: String) in name != "date" }
    #expect(told.filtered(isKept) == read.filtered(isKept), "\(text)")
    #expect(told.footprint >= told.pairs.reduce(0) { $0 + $1.value.utf8.count }, "\(text)")
  }

  /// Two heads, the second of which differs in one place.
  @Test(
    arguments: [
      ("A: b\r\nC: d\r\n", "A: b\r\nC: e\r\n", 1), ("A: b\r\nC: d\r\n", "A: bb\r\nC: d\r\n", 1),
      ("A: b\r\nC: d\r\n", "A: \r\nC: d\r\n", 1), ("A: b\r\nC: d\r\n", "A:b\r\nC:d\r\n", 2),
      ("A: b\r\nC: d\r\n", "A: b\nC: d\r\n", 1), ("A: b\r\nC: d\r\n", "A: b\r\nC: d\r\n", 0),
      ("A: b\r\nC: d\r\n", "a: b\r\nC: d\r\n", nil), ("A: b\r\nC: d\r\n", "A: b\r\n", nil),
      ("A: b\r\nC: d\r\n", "A: b\r\nC: d\r\nE: f\r\n", nil),
      ("A: b\r\nC: d\r\n", "A: b\r\nCC: d\r\n", nil), ("A: b\r\nC: d\r\n", "C: d\r\nA: b\r\n", nil),
      ("A: b\r\nC: d\r\n", "A: b\r\nA: b\r\nC: d\r\n", nil),
    ] as [(String, String, Int?)])
  func takesFromTheFirstWhatIsTheSame(_ first: String, _ second: String, _ own: Int?) throws {
    var tables = HeadTables()
    let start = "HTTP/1.1 200 OK\r\n"
    let before = try Self.given(Array((start + first + "\r\n").utf8), &tables)
    let head = try Self.given(Array((start + second + "\r\n").utf8), &tables)
    #expect((head.fields.exemplar === before.fields.exemplar) == (own != nil))
    #expect((0..<head.fields.count).count { head.fields.isOwn($0) } == own ?? 0)
    #expect(head == Self.response(Array((start + second + "\r\n").utf8))?.head)
  }

  /// As many lines as have a bit, and one more; a value as long as its length can be told, and longer.
  @Test func tellsWhatIsLarge() throws {
    var tables = HeadTables()
    for count in [1, 63, 64, 65, 200] {
      for last in [
        "a", "b", String(repeating: "c", count: 65_533), String(repeating: "d", count: 70_000),
      ] {
        let lines = (0..<(count - 1)).map { "n\($0): \(last.prefix(3))\r\n" }.joined()
        let head = Array("HTTP/1.1 200 OK\r\n\(lines)last: \(last)\r\n\r\n".utf8)
        let told = try Self.given(head, &tables)
        #expect(told == Self.response(head)?.head)
        #expect(told.fields.first("last") == last)
      }
    }
  }

  /// When none of many heads is as near as one of the first was, another is what they are told by.
  @Test func anotherTakesThePlaceOfOneThatIsOutOfDate() throws {
    var tables = HeadTables()
    var own: [Int] = []
    for number in 0..<400 {
      let head = "HTTP/1.1 200 OK\r\nDate: \(number / 150)\r\nETag: \(number)\r\n\r\n"
      let fields = try Self.given(Array(head.utf8), &tables).fields
      #expect(fields.first("etag") == "\(number)" && fields.first("date") == "\(number / 150)")
      own.append((0..<2).count { fields.isOwn($0) })
    }
    #expect(own[149] == 1 && own[150] == 2 && own[299] == 1 && own[399] == 1)
  }

  /// Heads that are cut off share what they have in common, too.
  @Test func cutHeadsAreToldByOthers() throws {
    var tables = HeadTables()
    var first: HeaderFields.Exemplar?
    for number in 0..<3 {
      let head = "HTTP/1.1 206 Partial Content\r\nServer: s\r\nETag: \(number)\r\nCut"
      var parser = MessageParser(.responses)
      var position = 0
      #expect(parser.next(Array(head.utf8).span.bytes, &position, &tables) == .needMore)
      #expect(parser.close() == .head)
      let taken = parser.takeResponseHead()
      var told = try #require(taken)
      let alone = told
      told.share(&tables)
      #expect(told == alone && told.completeness == .cutOff)
      #expect(told.fields.pairs.map(\.value) == ["s", "\(number)"])
      #expect(first == nil || told.fields.exemplar === first)
      first = told.fields.exemplar
      // A whole head with the same names is not mixed up with them.
      let whole = Array("HTTP/1.1 200 OK\r\nServer: s\r\nETag: \(number)\r\n\r\n".utf8)
      #expect(Self.response(whole, &tables)?.length == whole.count)
    }
  }

  private static func given(
    _ bytes: [UInt8], _ tables: inout HeadTables
  ) throws -> ResponseHead {
    let read = response(bytes, &tables)
    return try #require(read).head
  }

  private static func request(
    _ bytes: [UInt8], _ tables: inout HeadTables
  ) -> (head: RequestHead, length: Int)? {
    var parser = MessageParser(.requests)
    var position = 0
    guard parser.next(bytes.span.bytes, &position, &tables) == .head else { return nil }
    return parser.takeRequestHead().map { ($0, position) }
  }

  private static func response(
    _ bytes: [UInt8], _ tables: inout HeadTables
  ) -> (head: ResponseHead, length: Int)? {
    var parser = MessageParser(.responses)
    var position = 0
    guard parser.next(bytes.span.bytes, &position, &tables) == .head else { return nil }
    return parser.takeResponseHead().map { ($0, position) }
  }

  /// Read alone, byte by byte.
  private static func request(_ bytes: [UInt8]) -> (head: RequestHead, length: Int)? {
    var parser = MessageParser(.requests)
    return readByBytes(bytes, &parser).flatMap { end in
      parser.takeRequestHead().map { ($0, end) }
    }
  }

  private static func response(_ bytes: [UInt8]) -> (head: ResponseHead, length: Int)? {
    var parser = MessageParser(.responses)
    return readByBytes(bytes, &parser).flatMap { end in
      parser.takeResponseHead().map { ($0, end) }
    }
  }

  private static func readByBytes(_ bytes: [UInt8], _ parser: inout MessageParser) -> Int? {
    for (offset, byte) in bytes.enumerated() {
      var position = 0
      if parser.next([byte].span.bytes, &position) == .head { return offset + position }
    }
    return nil
  }
}
