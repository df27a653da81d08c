import HTTP
import Packets
import Ranges
import Rules
import Transactions

/// Traffic described as data: exchanges one after the other, a second apart.
struct Traffic {
  private(set) var exchanges: [RangeExchange] = []
  var connections: [ConnectionSummary] = []
  var facts = CaptureFacts()
  var thresholds = Thresholds()
  private var clock: Int64 = 0

  static let client = Endpoint(address: IPAddress(ipv4: 0xC0A8_0102), port: 49_200)
  static let server = Endpoint(address: IPAddress(ipv4: 0xC0A8_0103), port: 80)
  static let tag = "\"v1\""
  /// The day of all responses, and a date that is strong beside it.
  static let date = "Sun, 04 May 2014 05:14:54 GMT"
  static let earlier = "Sat, 03 May 2014 00:43:22 GMT"

  /// Adds one exchange; `of` is what the framing promised, where `body` is not all of it.
  ///
  /// Date and Content-Length are added to the response where they are missing.
  mutating func add(
    _ method: String = "GET", _ target: String = "/file", host: String = "example.org",
    range: String? = nil, request: [(String, String)] = [], status: Int? = 200,
    _ fields: [(String, String)] = [], body: Int? = nil, of expected: Int? = nil,
    end: BodyEnd? = nil, server: Endpoint = Traffic.server, connection: Int = 1,
    change: (inout Transaction) -> Void = { _ in }
  ) {
    clock += 1_000_000_000
    let id = exchanges.count + 1
    func frame(_ number: Int) -> Frame {
      Frame(input: 0, number: number, time: Timestamp(nanoseconds: clock))
    }
    var transaction = Transaction(
      id: id, connection: connection, client: Self.client, server: server,
      time: Timestamp(nanoseconds: clock))
    var asked = [("Host", host)] + request
    if let range { asked.append(("Range", range)) }
    transaction.request = Request(
      head: RequestHead(method: method, target: target, fields: HeaderFields(asked)),
      frame: frame(id * 10), sequence: 1)
    clock += 1_000_000
    if let status {
      var given = fields
      if !given.contains(where: { $0.0 == "Date" }) { given.append(("Date", Self.date)) }
      let hasLength = given.contains { $0.0 == "Content-Length" || $0.0 == "Transfer-Encoding" }
      if let length = expected ?? body, !hasLength {
        given.append(("Content-Length", String(length)))
      }
      transaction.response = Response(
        head: ResponseHead(status: status, fields: HeaderFields(given)), frame: frame(id * 10 + 1))
      if let body {
        transaction.body.expected = expected ?? body
        transaction.body.extent = body
        transaction.body.end = end ?? ((expected ?? body) > body ? .serverClosed : .complete)
      }
    }
    clock += 1_000_000
    transaction.end = Timestamp(nanoseconds: clock)
    change(&transaction)
    exchanges.append(RangeExchange(transaction))
  }

  /// Adds a 206 of `positions` that answers exactly that range.
  mutating func part(
    _ positions: Range<Int>, of length: Int = 1000, etag: String? = Traffic.tag,
    request: [(String, String)] = [], _ fields: [(String, String)] = [], delivered: Int? = nil,
    end: BodyEnd? = nil, server: Endpoint = Traffic.server
  ) {
    let last = positions.upperBound - 1
    var given = [("Content-Range", "bytes \(positions.lowerBound)-\(last)/\(length)")] + fields
    if let etag { given.append(("ETag", etag)) }
    add(
      range: "bytes=\(positions.lowerBound)-\(last)", request: request, status: 206, given,
      body: delivered ?? positions.count, of: positions.count, end: end, server: server)
  }

  /// Adds a 206 of `positions` whose bytes are all the same.
  mutating func part(
    _ positions: Range<Int>, of length: Int, etag: String? = Traffic.tag, bytes: UInt8,
    delivered: Int? = nil, end: BodyEnd? = nil
  ) {
    let last = positions.upperBound - 1
    var given = [("Content-Range", "bytes \(positions.lowerBound)-\(last)/\(length)")]
    if let etag { given.append(("ETag", etag)) }
    add(
      range: "bytes=\(positions.lowerBound)-\(last)", status: 206, given,
      body: delivered ?? positions.count, of: positions.count, end: end
    ) { Self.fill(positions.prefix(delivered ?? positions.count), with: bytes, in: &$0) }
  }

  /// Adds a 200 of the whole, whose bytes are all the same.
  mutating func whole(_ length: Int, etag: String? = Traffic.tag, bytes: UInt8) {
    add(status: 200, etag.map { [("ETag", $0)] } ?? [], body: length) {
      Self.fill(0..<length, with: bytes, in: &$0)
    }
  }

  private static func fill(
    _ positions: Range<Int>, with byte: UInt8, in transaction: inout Transaction
  ) {
    var print = ContentFingerprint(at: positions.lowerBound)
    print.receive([UInt8](repeating: byte, count: positions.count).span.bytes)
    transaction.body.fingerprint = print
  }

  /// Adds a 200 of the whole.
  mutating func whole(
    _ length: Int = 1000, range: String? = nil, etag: String? = Traffic.tag,
    request: [(String, String)] = [], _ fields: [(String, String)] = [], delivered: Int? = nil,
    end: BodyEnd? = nil, server: Endpoint = Traffic.server
  ) {
    var given = fields
    if let etag { given.append(("ETag", etag)) }
    add(
      range: range, request: request, status: 200, given, body: delivered ?? length, of: length,
      end: end, server: server)
  }

  /// All that the traffic shows, each thing once: what two kinds of traffic have in common.
  var words: Set<String> {
    var words: Set<String> = []
    for exchange in exchanges {
      let transaction = exchange.transaction
      if let head = transaction.request?.head {
        words.formUnion(["asked", head.method, head.target])
        words.formUnion(Self.words(head.fields))
      }
      if let head = transaction.response?.head {
        words.formUnion(["answered", "\(head.status)"])
        words.formUnion(Self.words(head.fields))
      }
      words.insert("ends \(transaction.body.end)")
    }
    for connection in connections {
      words.insert("connection")
      for (name, value) in Mirror(reflecting: connection).children {
        words.insert("\(name ?? "") \(value)")
      }
    }
    let facts = Mirror(reflecting: facts).children
    let isTold = connections.isEmpty && exchanges.isEmpty
    if isTold { for (name, value) in facts { words.insert("\(name ?? "") \(value)") } }
    return words
  }

  private static func words(_ fields: HeaderFields) -> [String] {
    (0..<fields.count).flatMap { index in
      [fields.name(at: index), "\(fields.name(at: index)): \(fields.value(at: index))"]
    }
  }

  var record: TrafficRecord {
    TrafficRecord(
      exchanges: RangeExchanges(exchanges), downloads: downloads,
      connections: connections, facts: facts, thresholds: thresholds)
  }

  var downloads: [Download] {
    let exchanges = RangeExchanges(exchanges)
    var downloads = DownloadAssembler(exchanges).downloads()
    UnseenRequests.settle(&downloads, exchanges, connections)
    return downloads
  }

  var diagnosis: Diagnosis { Checker().diagnose(record) }

  /// A connection with the usual things about it.
  static func connection(_ change: (inout ConnectionSummary) -> Void = { _ in })
    -> ConnectionSummary
  {
    var connection = ConnectionSummary(
      id: 1, client: client, server: server,
      frame: Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 0)))
    connection.sawOpening = true
    connection.isHTTP = true
    connection.sides = (true, true)
    connection.clientBytes = 100
    connection.serverBytes = 100
    change(&connection)
    return connection
  }
}
