public import Analysis
import Packets
import Ranges
import Transactions

/// A report as JSON objects, one a line, each with `schema` and `kind`.
///
/// Lines of many captures can be merged: a transaction's line holds a `key` that is unique across
/// them. As `kind` says what a line is, an input's own kind is called `source` here.
public struct NDJSONReport {
  private var objects: ReportObjects

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    objects = ReportObjects(report, options: options)
  }

  /// Writes it: inputs, transactions, downloads, findings and the summary.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    var objects = objects
    let report = objects.report
    var json = JSONWriter(pretty: false, sink: sink)
    for (index, input) in report.inputs.enumerated() {
      try json.line("input") { json in
        json.member("index", index)
        json.member("source", input.isLive ? "live" : "file")
        objects.writeInput(input, to: &json)
      }
    }
    let findings = objects.findingsOfTransactions(alone: true)
    for index in report.told {
      let exchange = report.exchanges[index]
      try json.line("transaction") { json in
        objects.writeTransaction(exchange, findings: findings[index], to: &json)
        json.member("key", objects.key(of: exchange.transaction))
        // Contents are not compared yet.
        json.key("blocks")
        json.null()
      }
    }
    for download in report.downloads {
      try json.line("download") { json in
        objects.writeDownload(download, to: &json)
        json.key("closed")
        json.bool(false)
      }
    }
    for finding in report.findings {
      try json.line("finding") { json in objects.writeFinding(finding, to: &json) }
    }
    try json.line("summary") { json in
      json.key("tool")
      objects.writeTool(to: &json)
      objects.writeSummary(to: &json)
    }
    try json.flush()
  }
}

extension ReportObjects {
  /// What tells an exchange from all others, in whatever capture: `client server sequence time`.
  ///
  /// The sequence number is `-` where the request was not captured.
  fileprivate func key(of transaction: Transaction) -> String {
    let frames = transaction.request?.frames ?? transaction.response?.frames
    let time = Moment.text(transaction.time, digits: frames.map(digits) ?? 6)
    let sequence = transaction.request.map { String($0.sequence) } ?? "-"
    return "\(transaction.client) \(transaction.server) \(sequence) \(time)"
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
