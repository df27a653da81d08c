import Bytes
public import Analysis
import Packets
import Ranges
import Rules
import Transactions
import Workers

/// A report as JSON objects, one a line, each with `schema` and `kind`.
///
/// Lines of many captures can be merged: a transaction's line holds a `key` that is unique across
/// them. As `kind` says what a line is, an input's own kind is called `source` here.
public struct NDJSONReport {
  private let objects: ReportObjects
  private let workers: Workers
  private let alone: FindingsOfTransactions

  /// The report in this form.
  ///
  /// - Parameters:
  ///   - report: What is written.
  ///   - options: What the reader wishes.
  ///   - numbers: The numbers by which its parts are told, where they are not those of the report.
  ///   - totals: Of a record of which some was forgotten, what was told of all of it.
  public init(
    _ report: Report, options: ReportOptions = ReportOptions(),
    numbers: ReportNumbers = ReportNumbers(), totals: ReportTotals? = nil
  ) {
    objects = ReportObjects(report, options: options, numbers: numbers, totals: totals)
    workers = options.workers
    alone = FindingsOfTransactions(report, alone: true, workers)
  }

  /// Writes it: inputs, transactions, downloads, findings and the summary.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    let report = objects.report
    try write(
      NDJSONLines(
        inputs: true, transactions: report.told.map { report.exchanges[$0].id },
        downloads: report.downloads.map { ($0.id, isClosed: false) },
        findings: report.findings.map(\.id), summary: true), to: sink)
  }

  /// Writes some lines of it.
  ///
  /// - Throws: what `sink` throws.
  public func write(_ lines: NDJSONLines, to sink: @escaping OutputSink) throws {
    let report = objects.report
    var json = JSONWriter(pretty: false, sink: sink)
    if lines.inputs {
      for (index, input) in report.inputs.enumerated() {
        try json.line("input") { json in
          json.member("index", index)
          json.member("source", input.isLive ? "live" : "file")
          objects.writeInput(input, to: &json)
        }
      }
    }
    try json.parts(lines.transactions.count, by: workers) { json, places in
      var objects = objects
      for id in lines.transactions[places] {
        let exchange = report.exchanges[id - 1]
        try json.line("transaction") { json in
          objects.writeTransaction(exchange, findings: alone[id - 1], to: &json)
          objects.writeKey(of: exchange.transaction, to: &json)
          // Contents are not compared yet.
          json.key("blocks")
          json.null()
        }
      }
    }
    try json.parts(lines.downloads.count, by: workers) { json, places in
      var objects = objects
      for (id, isClosed) in lines.downloads[places] {
        try json.line("download") { json in
          objects.writeDownload(report.downloads[id - 1], to: &json)
          json.key("closed")
          json.bool(isClosed)
        }
      }
    }
    try json.parts(lines.findings.count, by: workers) { json, places in
      for id in lines.findings[places] {
        try json.line("finding") { json in objects.writeFinding(report.findings[id - 1], to: &json)
        }
      }
    }
    if lines.summary {
      try json.line("summary") { json in
        json.key("tool")
        objects.writeTool(to: &json)
        objects.writeSummary(to: &json)
      }
    }
    try json.flush()
  }
}

/// Which lines of a report are written, by the ids that the report gives.
public struct NDJSONLines: Sendable {
  /// Whether those of the inputs are.
  public var inputs = false
  /// The transactions.
  public var transactions: [Int] = []
  /// The downloads, and whether nothing more is told of them.
  public var downloads: [(id: Int, isClosed: Bool)] = []
  /// The findings.
  public var findings: [Int] = []
  /// Whether the summary is.
  public var summary = false

  /// Those lines.
  public init(
    inputs: Bool = false, transactions: [Int] = [], downloads: [(id: Int, isClosed: Bool)] = [],
    findings: [Int] = [], summary: Bool = false
  ) {
    self.inputs = inputs
    self.transactions = transactions
    self.downloads = downloads
    self.findings = findings
    self.summary = summary
  }
}

extension ReportObjects {
  /// What tells an exchange from all others, in whatever capture: `client server sequence time`.
  ///
  /// The sequence number is `-` where the request was not captured.
  fileprivate func writeKey(of transaction: Transaction, to json: inout JSONWriter) {
    let frames = transaction.request?.frames ?? transaction.response?.frames
    json.key("key")
    json.quoted { json in
      json.append(transaction.client)
      json.buffer.append(UInt8(ascii: " "))
      json.append(transaction.server)
      json.buffer.append(UInt8(ascii: " "))
      if let request = transaction.request {
        json.buffer.append(decimal: Int(request.sequence))
      } else {
        json.buffer.append(UInt8(ascii: "-"))
      }
      json.buffer.append(UInt8(ascii: " "))
      json.append(transaction.time, digits: frames.map(digits) ?? 6)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func line(
    _ kind: String, _ members: (inout JSONWriter) -> Void
  ) throws {
    object { json in
      json.member("schema", Report.schema)
      json.member("kind", kind)
      members(&json)
    }
    endLine()
    try flushIfFull()
  }
}
