import Analysis
import HTTP
import Packets
import Ranges
import Transactions

/// A transaction as one row of a table.
///
/// Names and meanings are those of the JSON report. Positions are inclusive at both ends.
struct TransactionRow {
  /// The names of the columns, in order.
  static let columns: [String] = [
    "transaction", "download", "connection", "stream", "client", "server", "request_time",
    "request_frames", "method", "url", "request_version", "range", "if_range", "response_time",
    "response_frames", "status", "reason", "response_version", "content_range", "content_length",
    "content_type", "content_encoding", "etag", "last_modified", "interim", "expected", "delivered",
    "seen", "inferred", "unacknowledged", "unframed", "end", "parts", "unseen", "first_byte_ms",
    "total_ms", "longest_stall_ms", "longest_stall_cause", "findings",
  ]

  /// The values, each in the place of its column.
  private(set) var values: [RowValue] = []

  init(_ exchange: RangeExchange, in rows: ReportRows, download: Int?, findings: [Int]) {
    let transaction = exchange.transaction
    let connections = rows.report.connections
    let stream =
      connections.indices.contains(transaction.connection - 1)
      ? connections[transaction.connection - 1].stream : nil
    values.reserveCapacity(Self.columns.count)
    add([
      .int(transaction.id), .int(download), .int(transaction.connection), .int(stream),
      .text(transaction.client.description), .text(transaction.server.description),
    ])
    addRequest(exchange, rows)
    addResponse(transaction.response, rows)
    add([.text(transaction.interim.map(String.init).joined(separator: " "))])
    addBody(exchange)
    let timing = TransactionTiming(transaction)
    add([
      .milliseconds(timing.firstByte), .milliseconds(timing.total),
      .milliseconds(timing.longestStall), .text(timing.longestStallCause?.rawValue),
      .text(findings.map(String.init).joined(separator: " ")),
    ])
  }

  private mutating func add(_ more: [RowValue]) { values += more }

  private mutating func addRequest(_ exchange: RangeExchange, _ rows: ReportRows) {
    guard let request = exchange.transaction.request else {
      values += [RowValue](repeating: .none, count: 7)
      return
    }
    let fields = request.head.fields
    add([
      .text(rows.time(request.time, request.frames)),
      .text(FrameText.text(request.frames.all, inputs: rows.report.inputs.count)),
      .text(request.head.method), .text(rows.safe(exchange.url)),
      .text(request.head.version.description), .text(fields.joined("range")),
      .text(fields.first("if-range")),
    ])
  }

  private mutating func addResponse(_ response: Response?, _ rows: ReportRows) {
    guard let response else {
      values += [RowValue](repeating: .none, count: 11)
      return
    }
    let fields = response.head.fields
    var length: Int?
    if case .value(let value) = ContentLength.parse(values: fields.all("content-length")) {
      length = value
    }
    add([
      .text(rows.time(response.time, response.frames)),
      .text(FrameText.text(response.frames.all, inputs: rows.report.inputs.count)),
      .int(response.head.status), .text(response.head.reason),
      .text(response.head.version.description), .text(fields.joined("content-range")),
      .int(length), .text(fields.first("content-type")), .text(fields.joined("content-encoding")),
      .text(fields.first("etag")), .text(fields.first("last-modified")),
    ])
  }

  private mutating func addBody(_ exchange: RangeExchange) {
    let body = exchange.transaction.body
    let inferred = body.inferred
    let delivered = body.delivered
    add([
      .int(body.expected), .int(delivered), .int(delivered - inferred), .int(inferred),
      .int(body.unacknowledged), .int(body.unframed), .text(body.end.rawValue),
      .text(Self.ranges(exchange.parts)), .text(Self.ranges(exchange.unseen)),
    ])
  }

  /// `0-32767 65536-98303`.
  static func ranges(_ ranges: some Collection<Range<Int>>) -> String {
    ranges.map(NumberText.range).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
