import Forge
import HTTP
import Packets
import Streams
import TestSupport
import Testing

@testable import Transactions

/// What a row tells of a transaction is all that there is of it, or it tells none.
struct PackedRowTests {
  private static func moment(_ microseconds: Int64) -> Timestamp {
    Timestamp(nanoseconds: 1_700_000_000_000_000_000 + microseconds * 1_000)
  }

  private static let ends = HeldTransaction.Ends(
    client: Endpoint(address: IPAddress(ipv4: 0xC0A8_0102), port: 49_200),
    server: Endpoint(address: IPAddress(ipv4: 0xC0A8_0103), port: 80))

  /// An exchange that is as nearly all are.
  private static func plain() -> Transaction {
    var transaction = Transaction(connection: 3, ends: ends, time: moment(0))
    transaction.serial = 7
    var request = Request(
      head: RequestHead(
        method: "GET", target: "/a/longer/target?of=more&than=fifteen",
        fields: HeaderFields([("Host", "example.org"), ("Range", "bytes=0-99")])),
      frame: Frame(input: 1, number: 40, time: moment(0)), sequence: 0xFFFF_FFF0)
    request.frames.add(Frame(input: 1, number: 41, time: moment(2)))
    request.lastByte = moment(2)
    transaction.request = request
    var response = Response(
      head: ResponseHead(
        status: 206, reason: "Partial Content",
        fields: HeaderFields([("ETag", "\"v1\""), ("Content-Range", "bytes 0-99/100")])),
      frame: Frame(input: 1, number: 42, time: moment(5)))
    response.frames.add(Frame(input: 1, number: 90, time: moment(9)))
    transaction.response = response
    transaction.body.expected = 100
    transaction.body.extent = 100
    transaction.body.end = .complete
    transaction.end = moment(9)
    return transaction
  }

  /// All that there is of a transaction.
  static func text(_ transaction: Transaction) -> String {
    var text = "\(transaction.id) \(transaction.serial) \(transaction.connection)\n"
    dump((transaction.client, transaction.server, transaction.time, transaction.end), to: &text)
    dump((transaction.interim, transaction.pairing), to: &text)
    if let request = transaction.request {
      let head = request.head
      dump((head.method, head.target, head.version, head.completeness, head.problems), to: &text)
      dump((head.fields.pairs, request.frames, request.sequence), to: &text)
      dump((request.time, request.lastByte, request.contentLength), to: &text)
    }
    if let response = transaction.response {
      let head = response.head
      dump((head.status, head.reason, head.version, head.completeness, head.problems), to: &text)
      dump((head.fields.pairs, response.frames, response.time, response.contentTime), to: &text)
      dump((response.longestStall, response.longestStallCause), to: &text)
      dump(response.longestStallPackets, to: &text)
    }
    let body = transaction.body
    dump((body.expected, body.end, body.extent, body.missing, body.inferredRanges), to: &text)
    dump((body.fingerprint, body.unacknowledged, body.unframed, body.isFramed), to: &text)
    dump((body.multipart, body.digests, body.problems), to: &text)
    return text
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let isPacked: Bool
    let change: @Sendable (inout Transaction) -> Void

    var testDescription: String { name }

    init(
      _ name: String, isPacked: Bool = true,
      _ change: @escaping @Sendable (inout Transaction) -> Void
    ) {
      self.name = name
      self.isPacked = isPacked
      self.change = change
    }
  }

  static let rows: [Row] = [
    Row("plain") { _ in },
    Row("another method") { $0.request?.head.method = "PROPFIND" },
    Row("no own reason") { $0.response?.head.reason = "" },
    Row("a status of four digits") { $0.response?.head.status = 1000 },
    Row("a status that is no status", isPacked: false) { $0.response?.head.status = 70_000 },
    Row("1.0") { $0.request?.head.version = HTTPVersion(1, 0) },
    Row("1.0 given") { $0.response?.head.version = HTTPVersion(1, 0) },
    Row("2.0", isPacked: false) { $0.request?.head.version = HTTPVersion(2, 0) },
    Row("content of a request") { $0.request?.contentLength = 1 << 40 },
    Row("times that go back") {
      $0.request?.lastByte = moment(-3)
      $0.response?.time = moment(-40)
      $0.end = moment(-1)
    },
    Row("content that came") {
      $0.response?.contentStart = moment(6)
      $0.response?.contentEnd = moment(60_000_000)
    },
    Row("another input") {
      $0.response?.frames = FrameSpans(Frame(input: 0, number: 4, time: moment(5)))
    },
    Row("two inputs", isPacked: false) {
      $0.response?.frames.add(Frame(input: 0, number: 4, time: moment(5)))
    },
    Row("no promise") { $0.body.expected = nil },
    Row("broken off") { $0.body.end = .clientReset },
    Row("inferred") { $0.pairing = .inferred },
    Row("a stall") { $0.response?.longestStall = 1_500_000 },
    Row("a stall with its cause") {
      $0.response?.longestStall = 1_500_000
      $0.response?.longestStallCause = .loss
      $0.response?.longestStallPackets = StallPackets(
        input: 2, start: moment(-8), before: 44, evidence: 46, after: 49)
    },
    Row("a fingerprint") { $0.body.fingerprint = fingerprint(at: 0, 100) },
    Row("a fingerprint from the middle") { $0.body.fingerprint = fingerprint(at: 1_000_003, 5) },
    Row("a fingerprint of many blocks") { $0.body.fingerprint = fingerprint(at: 16, 60_000) },
    Row("a fingerprint of too many", isPacked: false) {
      $0.body.fingerprint = fingerprint(at: 16, 90_000)
    },
    Row("a fingerprint with a hole", isPacked: false) {
      var print = fingerprint(at: 0, 50)
      print.skip(50)
      $0.body.fingerprint = print
    },
    Row("no fields") {
      $0.request?.head.fields = HeaderFields()
      $0.response?.head.fields = HeaderFields()
    },
    Row("long fields") {
      $0.request?.head.fields = HeaderFields([("Cookie", String(repeating: "x", count: 9000))])
    },
    Row("interim", isPacked: false) { $0.interim = [103] },
    Row("no request", isPacked: false) { $0.request = nil },
    Row("no response", isPacked: false) { $0.response = nil },
    Row("cut off", isPacked: false) { $0.response?.head.completeness = .cutOff },
    Row("problems", isPacked: false) { $0.body.problems = [.excess(count: 3)] },
    Row("holes", isPacked: false) { $0.body.missing = [3..<5] },
  ]

  private static func fingerprint(at position: Int, _ count: Int) -> ContentFingerprint {
    var fingerprint = ContentFingerprint(at: position)
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    fingerprint.receive(bytes.span.bytes)
    return fingerprint
  }

  @Test(arguments: rows) func aRowTellsAll(_ row: Row) {
    var transaction = Self.plain()
    row.change(&transaction)
    let before = Self.text(transaction)
    var store = TransactionStore()
    store.append(transaction)
    store.append(Self.plain())
    store.pack(0)
    #expect(store.packedCount == (row.isPacked ? 1 : 0))
    #expect(Self.text(store[0]) == before)
    #expect(Self.text(store[1]) == Self.text(Self.plain()))
  }

  /// A row names the ends of its connection, of which there is one pair.
  @Test func otherEndsOfAConnectionAreNotForgotten() {
    let proxied = HeldTransaction.Ends(
      client: Endpoint(address: IPAddress(ipv4: 1), port: 1), server: Self.ends.server)
    var store = TransactionStore()
    for ends in [Self.ends, proxied] {
      var transaction = Transaction(connection: 3, ends: ends, time: Self.moment(0))
      transaction.request = Self.plain().request
      transaction.response = Self.plain().response
      store.append(transaction)
      store.pack(store.count - 1)
    }
    #expect(store.packedCount == 1)
    #expect(store.map(\.client) == [Self.ends.client, proxied.client])
  }

  /// Values that are a section's own, beside an exemplar that others share.
  @Test(arguments: [0, 1, 300]) func ownValuesAreTold(count: Int) throws {
    var tables = HeadTables()
    func fields(_ value: String) throws -> HeaderFields {
      let text = "GET /x HTTP/1.1\r\nHost: h\r\nA: \(value)\r\nB: b\(value)\r\n\r\n"
      let bytes = Array(text.utf8)
      var parser = MessageParser(.requests)
      var position = 0
      let event = parser.next(bytes.span.bytes, &position, &tables)
      guard case .head = event, let head = parser.takeRequestHead() else { throw Unread() }
      return head.fields
    }
    _ = try fields("first")
    var transaction = Self.plain()
    transaction.request?.head.fields = try fields(String(repeating: "v", count: count))
    #expect(transaction.request?.head.fields.isOwn(1) == true)
    let before = Self.text(transaction)
    var store = TransactionStore()
    store.append(transaction)
    store.pack(0)
    #expect(store.packedCount == 1)
    #expect(Self.text(store[0]) == before)
    #expect(store[0].request?.head.fields.isOwn(1) == true)
  }

  private struct Unread: Error {}

  @Test func whatIsChangedIsHeldAgain() {
    var store = TransactionStore()
    for number in 1...3 {
      var transaction = Self.plain()
      transaction.serial = number
      store.append(transaction)
      store.pack(number - 1)
    }
    #expect(store.packedCount == 3)
    store[1].body.problems = [.excess(count: 3)]
    #expect(store.packedCount == 2)
    #expect(store[1].body.problems == [.excess(count: 3)])
    #expect(store.map(\.serial) == [1, 2, 3])
    store.own(2).end = Self.moment(77)
    store.pack(2)
    #expect(store.packedCount == 2)
    #expect(store[2].end == Self.moment(77))
    store.cut(to: 2)
    #expect(store.map(\.serial) == [1, 2])
    store.append(Self.plain())
    #expect(store.map(\.serial) == [1, 2, 7])
    #expect(store.packedCount == 1)
  }

  /// Texts that are equal to others, but not the same octets.
  @Test func whatLooksTheSameIsNotTakenForIt() {
    let pairs = [
      ("OK", "O\u{212A}"), ("caf\u{E9}", "cafe\u{301}"), ("a\u{327}\u{301}", "a\u{301}\u{327}"),
    ]
    var store = TransactionStore()
    // So often that both of a pair fall into one place of a table.
    for number in 0..<4000 {
      let pair = pairs[number % pairs.count]
      var transaction = Self.plain()
      let text = number % 2 == 0 ? pair.0 : pair.1
      transaction.response?.head.reason = text
      transaction.request?.head.target = "/\(number / 6 % 600)/\(text)"
      store.append(transaction)
      store.pack(number)
    }
    #expect(store.packedCount == 4000)
    #expect(
      (0..<4000).allSatisfy { number in
        let pair = pairs[number % pairs.count]
        let text = number % 2 == 0 ? pair.0 : pair.1
        let transaction = store[number]
        return transaction.response?.head.reason.utf8.elementsEqual(text.utf8) == true
          && transaction.target?.utf8.elementsEqual("/\(number / 6 % 600)/\(text)".utf8) == true
      })
  }

  /// What a snapshot has is not taken from it.
  @Test func whatOthersHaveStays() {
    var store = TransactionStore()
    store.append(Self.plain())
    let other = store[0]
    store.pack(0)
    #expect(store.packedCount == 1)
    #expect(Self.text(other) == Self.text(Self.plain()))
    #expect(Self.text(store[0]) == Self.text(Self.plain()))
  }

  /// Beyond the pieces in which rows stand, and the words and targets that are remembered.
  @Test func manyAreToldEachAsItWas() {
    var store = TransactionStore()
    func transaction(_ number: Int) -> Transaction {
      var transaction = Self.plain()
      transaction.serial = number
      transaction.request?.head.target = "/target/number/\(number % 7000)"
      transaction.request?.head.method = "M\(number % 90)"
      transaction.connection = number % 50 + 1
      return transaction
    }
    for number in 0..<10_000 {
      store.append(transaction(number))
      store.pack(number)
    }
    #expect(store.packedCount > 5000 && store.packedCount < 10_000)
    #expect(
      (0..<10_000).allSatisfy { number in
        store[number].serial == number
          && store[number].request?.head.target == "/target/number/\(number % 7000)"
          && store[number].method == "M\(number % 90)"
          && store[number].connection == number % 50 + 1
      })
  }

  /// Reads a capture; with what is known behind each `asked`-th packet.
  private static func read(
    _ capture: ForgedCapture, packs: Bool, compares: Bool, asked: Int
  ) -> (text: [String], snapshots: [String], packed: Int) {
    var reassembler = Reassembler(seed: 1)
    var reader = TransactionReader(comparesContent: compares, holds: packs ? 0 : .max)
    var snapshots: [String] = []
    capture.forEachSegment { segment, bytes, frame in
      reassembler.receive(segment, bytes, frame, into: &reader)
      guard frame.number % asked == 0 else { return }
      let snapshot = reader.snapshot(at: frame.time)
      snapshots.append(snapshot.transactions.map { text($0) }.joined())
    }
    reassembler.finish(into: &reader)
    var copy = reader
    let packed = copy.finishReading().transactions.packedCount
    return (reader.finish().transactions.map { text($0) }, snapshots, packed)
  }

  /// Captures with losses, holes that are filled late, heads that are cut: what is packed too early is
  /// taken back.
  @Test(arguments: 0..<40 as Range<UInt64>, [false, true])
  func readersThatPackTellTheSame(_ seed: UInt64, compares: Bool) {
    let capture = PassedRunTests.capture(seed)
    let one = Self.read(capture, packs: false, compares: compares, asked: 23)
    let other = Self.read(capture, packs: true, compares: compares, asked: 23)
    #expect(other.text == one.text)
    #expect(other.snapshots == one.snapshots)
    #expect(one.packed == 0)
  }

  @Test func whatIsWholeIsPacked() {
    let capture = Scenario.small(exchanges: 300)
    let (_, _, packed) = Self.read(capture, packs: true, compares: true, asked: .max)
    #expect(packed > 250)
  }
}
