import HTTP
import Packets
import Ranges
import Transactions

/// Exchanges of one client described as data, a second apart.
struct Exchanges {
  private(set) var all: [RangeExchange] = []
  private var clock: Int64 = 0

  static let server = Endpoint(address: IPAddress(ipv4: 0xC0A8_0103), port: 80)
  static let mirror = Endpoint(address: IPAddress(ipv4: 0xC0A8_0104), port: 80)

  /// Adds one exchange; Content-Length is added where it is missing.
  mutating func add(
    _ method: String = "GET", _ target: String = "/file", host: String? = "example.org",
    range: String? = nil, ifRange: String? = nil, status: Int? = 200,
    _ fields: [(String, String)] = [], body: Int? = nil, of expected: Int? = nil,
    end: BodyEnd? = nil, server: Endpoint = Exchanges.server, inferred: [Range<Int>] = [],
    multipart: MultipartBody? = nil, request: [(String, String)] = [],
    lasting nanoseconds: Int64 = 1_000
  ) {
    clock += 1_000_000_000
    let time = Timestamp(nanoseconds: clock)
    let client = Endpoint(address: IPAddress(ipv4: 0xC0A8_0102), port: 49_200)
    var transaction = Transaction(
      id: all.count + 1, connection: 1, client: client, server: server, time: time)
    var asked = request
    if let host { asked.append(("Host", host)) }
    if let range { asked.append(("Range", range)) }
    if let ifRange { asked.append(("If-Range", ifRange)) }
    let frame = Frame(input: 0, number: all.count + 1, time: time)
    transaction.request = Request(
      head: RequestHead(method: method, target: target, fields: HeaderFields(asked)),
      frame: frame, sequence: 1)
    if let status {
      transaction.response = Response(
        head: ResponseHead(status: status, fields: HeaderFields(fields)), frame: frame)
      if let body {
        transaction.body.expected = expected ?? body
        transaction.body.extent = body
        transaction.body.end = end ?? ((expected ?? body) > body ? .serverClosed : .complete)
        transaction.body.inferredRanges = inferred
        transaction.body.multipart = multipart
      }
    }
    transaction.end = Timestamp(nanoseconds: clock + nanoseconds)
    all.append(RangeExchange(transaction))
  }

  /// Adds a 206 that answers exactly `positions`.
  mutating func part(
    _ positions: Range<Int>, of length: Int = 1000, etag: String? = "\"v1\"",
    host: String = "example.org", target: String = "/file", ifRange: String? = nil,
    delivered: Int? = nil, end: BodyEnd? = nil, server: Endpoint = Exchanges.server,
    request: [(String, String)] = [], response: [(String, String)] = [],
    lasting nanoseconds: Int64 = 1_000
  ) {
    let last = positions.upperBound - 1
    var fields = [("Content-Range", "bytes \(positions.lowerBound)-\(last)/\(length)")]
    if let etag { fields.append(("ETag", etag)) }
    fields += response
    add(
      "GET", target, host: host, range: "bytes=\(positions.lowerBound)-\(last)", ifRange: ifRange,
      status: 206, fields, body: delivered ?? positions.count, of: positions.count, end: end,
      server: server, request: request, lasting: nanoseconds)
  }

  var downloads: [Download] { DownloadAssembler(RangeExchanges(all)).downloads() }
}
