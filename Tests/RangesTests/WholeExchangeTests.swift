import HTTP
import Packets
import Testing
import Workers

@testable import Ranges
@testable import Transactions

/// What is read of a row says what the exchange made of it says, or the row is not taken.
@Suite struct WholeExchangeTests {
  private typealias Fields = [(String, String)]

  /// One exchange: as `plain`, but for the fields and whatever else is named.
  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let isTaken: Bool
    var method = "GET"
    var target = "/file"
    var status = 206
    /// In place of those of the same names; an empty value takes a field away, `+` adds a line.
    var request: [(String, String)] = []
    var response: [(String, String)] = []
    var extent = 100
    var end = BodyEnd.complete

    var testDescription: String { name }

    init(_ name: String, isTaken: Bool = true, _ change: (inout Row) -> Void = { _ in }) {
      self.name = name
      self.isTaken = isTaken
      change(&self)
    }

    static func asking(_ name: String, _ value: String, isTaken: Bool = true) -> Row {
      Row("asked with \(name): \(value)", isTaken: isTaken) { $0.request = [(name, value)] }
    }

    static func given(_ name: String, _ value: String, isTaken: Bool = true) -> Row {
      Row("given with \(name): \(value)", isTaken: isTaken) { $0.response = [(name, value)] }
    }
  }

  static let rows: [Row] = [
    Row("plain"),
    .asking("If-Range", "\"v1\""),
    .asking("If-Range", "\"v2\"", isTaken: false),
    .asking("If-Range", "W/\"v1\"", isTaken: false),
    .asking("If-Range", "Mon, 13 Nov 2023 08:00:00 GMT", isTaken: false),
    .asking("If-Match", "\"v1\""),
    .asking("Range", "bytes=200-", isTaken: false),
    .asking("Range", "bytes=-100", isTaken: false),
    .asking("Range", "bytes=200-300", isTaken: false),
    .asking("Range", "bytes=200-299, 400-499", isTaken: false),
    .asking("Range", "lines=200-299", isTaken: false),
    .asking("Range", "", isTaken: false),
    .asking("+Range", "bytes=0-1", isTaken: false),
    .asking("Content-Range", "bytes 0-1/2", isTaken: false),
    .asking("X-Forwarded-For", "10.1.2.3", isTaken: false),
    .asking("Forwarded", "for=10.1.2.3", isTaken: false),
    .asking("User-Agent", ""),
    .asking("Host", ""),
    .asking("Host", "EXAMPLE.org:80"),
    .asking("Host", "[2001:db8::1]:8080"),
    Row("an absolute target") { $0.target = "http://other.example/file?x=1" },
    Row("a target that names a part") { $0.target = "/file?partNumber=2" },
    Row("HEAD", isTaken: false) { $0.method = "HEAD" },
    Row("POST", isTaken: false) { $0.method = "POST" },
    Row("200", isTaken: false) { $0.status = 200 },
    Row("304", isTaken: false) { $0.status = 304 },
    Row("a redirect", isTaken: false) { $0.status = 302 },
    .given("ETag", "", isTaken: false),
    .given("ETag", "W/\"v1\"", isTaken: false),
    .given("ETag", "v1", isTaken: false),
    .given("ETag", "\"a tag that is longer than sixteen octets\"", isTaken: false),
    .given("ETag", "\"a-tag-that-is-longer-than-sixteen-octets\""),
    .given("Content-Range", "", isTaken: false),
    .given("Content-Range", "bytes 200-299/*", isTaken: false),
    .given("Content-Range", "bytes 200-298/1000", isTaken: false),
    .given("Content-Range", "bytes 200-299/250", isTaken: false),
    .given("Content-Range", "bytes */1000", isTaken: false),
    .given("+Content-Range", "bytes 200-299/1000", isTaken: false),
    .given("Content-Length", "", isTaken: false),
    .given("Content-Length", "99", isTaken: false),
    .given("Content-Length", "100, 100", isTaken: false),
    .given("Content-Type", "multipart/byteranges; boundary=x", isTaken: false),
    .given("Content-Type", "text/plain"),
    .given("Content-Encoding", "gzip", isTaken: false),
    .given("Accept-Ranges", "bytes"),
    .given("Accept-Ranges", "none", isTaken: false),
    .given("Last-Modified", "Tue, 14 Nov 2023 08:00:00 GMT", isTaken: false),
    .given("Last-Modified", "yesterday"),
    .given("Last-Modified", ""),
    .given("Date", ""),
    Row("bytes that did not come", isTaken: false) { $0.extent = 99 },
    Row("more than was told", isTaken: false) { $0.extent = 101 },
    Row("broken off", isTaken: false) { $0.end = .clientReset },
  ]

  private static func fields(_ plain: Fields, _ changes: Fields) -> HeaderFields {
    var fields = plain
    for (name, value) in changes {
      if name.hasPrefix("+") {
        fields.append((String(name.dropFirst()), value))
        continue
      }
      fields.removeAll { $0.0 == name }
      if !value.isEmpty { fields.append((name, value)) }
    }
    return HeaderFields(fields)
  }

  private static func transaction(
    _ row: Row, number: Int, host: String, _ tables: inout HeadTables
  ) -> Transaction {
    let time = Timestamp(nanoseconds: 1_700_000_000_000_000_000 + Int64(number) * 1_000_000_000)
    var transaction = Transaction(
      connection: 1, ends: ends, time: time)
    transaction.serial = number + 1
    var asked = RequestHead(
      method: row.method, target: row.target,
      fields: fields(
        [
          ("Host", host), ("User-Agent", "a/1.0 of \(number % 3)"), ("Range", "bytes=200-299"),
        ], row.request))
    asked.share(&tables)
    transaction.request = Request(
      head: asked, frame: Frame(input: 0, number: number * 2, time: time), sequence: 1)
    transaction.request?.frames.add(Frame(input: 0, number: number * 2, time: time))
    var given = ResponseHead(
      status: row.status, reason: "Partial Content",
      fields: fields(
        [
          ("Date", "Mon, 13 Nov 2023 08:00:01 GMT"), ("ETag", "\"v1\""),
          ("Last-Modified", "Mon, 13 Nov 2023 08:00:00 GMT"), ("Content-Length", "100"),
          ("Content-Range", "bytes 200-299/1000"),
        ], row.response))
    given.share(&tables)
    let frame = Frame(input: 0, number: number * 2 + 1, time: time)
    transaction.response = Response(head: given, frame: frame)
    transaction.response?.frames.add(frame)
    if number % 2 == 1 { transaction.response?.longestStall = Int64(number % 3) * 900_000 }
    transaction.body.expected = row.extent
    transaction.body.extent = row.extent
    transaction.body.end = row.end
    transaction.end = Timestamp(nanoseconds: time.nanoseconds + 5_000)
    return transaction
  }

  private static let ends = HeldTransaction.Ends(
    client: Endpoint(address: IPAddress(ipv4: 0xC0A8_0102), port: 49_200),
    server: Endpoint(address: IPAddress(ipv4: 0xC0A8_0103), port: 8080))

  /// These transactions, all of them told by rows.
  private static func packed(_ rows: [(Row, host: String)]) -> FinishedTransactions {
    var tables = HeadTables()
    var store = TransactionStore()
    for (number, (row, host)) in rows.enumerated() {
      store.append(transaction(row, number: number, host: host, &tables))
      store.pack(number)
    }
    return FinishedTransactions(store, among: [connection])
  }

  private static let connection = ConnectionSummary(
    id: 1, client: ends.client, server: ends.server,
    frame: Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 1)))

  /// All that both tell.
  private static func told(_ exchange: some AskedExchange, _ row: ExchangeRow) -> String {
    """
    \(exchange.url) \(exchange.addressHash) \(exchange.client) \(exchange.server)
    \(exchange.isGET) \(exchange.isHEAD) \(exchange.isContent) \(exchange.completeLength ?? -1)
    \(exchange.fetcher) \(exchange.isConditional) \(exchange.strongTag?.description ?? "-") \(exchange.modified)
    \(exchange.hasWholeResponse) \(row)
    """
  }

  /// Among plain ones to the same and to other hosts, so that what is remembered is used.
  @Test(arguments: rows)
  func tellsWhatTheExchangeTells(_ row: Row) {
    let plain = Row("plain")
    let rows = [
      (plain, "a.example"), (row, "a.example"), (row, "b.example"), (plain, "b.example"),
      (row, "a.example"), (plain, "a.example"), (row, "a.example"), (row, "b.example"),
    ]
    let packed = PackedTransactions([Self.packed(rows)], among: [Self.connection])
    let whole = WholeExchange()
    var memory = FieldMemory()
    var taken: [Bool] = []
    packed.forEach(in: 0..<rows.count) { index, view in
      guard let view else { return }
      let isTaken = whole.take(view, memory: &memory)
      taken.append(isTaken)
      guard isTaken else { return }
      let exchange = RangeExchange(packed[index])
      #expect(exchange.isPlain)
      #expect(
        Self.told(whole, ExchangeRow(whole)) == Self.told(exchange, ExchangeRow(exchange)))
    }
    #expect(
      taken == rows.map { $0.0.name == plain.name || row.isTaken }, "all of them are told by rows")
  }

  /// Hosts and targets of which many fall into one place of what is remembered.
  @Test func manyAddressesAreToldApart() {
    let rows = (0..<20_000).map { number in
      (
        Row("\(number)") { $0.target = "/media/\(number % 700)/a.bin" },
        host: "cdn\(number / 7 % 13).example"
      )
    }
    let packed = PackedTransactions([Self.packed(rows)], among: [Self.connection])
    let whole = WholeExchange()
    var memory = FieldMemory(places: 64)
    var wrong = 0
    var seen = 0
    packed.forEach(in: 0..<rows.count) { index, view in
      guard let view, whole.take(view, memory: &memory) else { return }
      seen += 1
      if whole.url != "http://\(rows[index].host)\(rows[index].0.target)" { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(seen == rows.count)
  }

  /// The downloads of exchanges that are told by rows are those of exchanges that are at hand.
  @Test func downloadsOfRowsAreThoseOfExchanges() {
    var all: [(Row, host: String)] = []
    for number in 0..<600 {
      all.append((Self.rows[number * 7 % Self.rows.count], "h\(number % 3).example"))
    }
    let finished = Self.packed(all)
    let packed = RangeExchanges([finished], among: [Self.connection], .one)
    let held = RangeExchanges(packed.map(\.transaction))
    for grouping in DownloadGrouping.allCases {
      let a = DownloadAssembler(packed, by: grouping).downloads()
      let b = DownloadAssembler(held, by: grouping).downloads()
      #expect(a.count > 2)
      #expect(a.count == b.count)
      for (a, b) in zip(a, b) {
        #expect(a.url == b.url && a.transactions == b.transactions && a.verdict == b.verdict)
        #expect(a.versions == b.versions && a.key == b.key && a.servers == b.servers)
        #expect(a.covered == b.covered && a.redundantBytes == b.redundantBytes)
      }
    }
  }
}
