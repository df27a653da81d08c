import Packets
import Analysis
import Ranges
import Rules
import Transactions
import Workers

/// What a report holds, counted: the same numbers for every format.
struct ReportSummary {
  var packets = 0
  var connections = 0
  var httpConnections = 0
  var requests = 0
  var responses = 0
  var rangeRequests = 0
  var partialResponses = 0
  var downloads = 0
  var errors = 0
  var warnings = 0
  var notes = 0
  var opaqueConnections = 0
  var opaqueBytes = 0
  /// Connections by the protocol that was not read, by name.
  var opaqueProtocols: [(name: String, count: Int)] = []
  /// Data bytes of all connections.
  var dataBytes = 0

  /// - Parameters:
  ///   - report: What is counted.
  ///   - totals: Where some of the record was forgotten, what was told of all of it.
  ///   - workers: Who counts.
  init(_ report: Report, _ totals: ReportTotals? = nil, _ workers: Workers = .one) {
    packets = report.inputs.reduce(0) { $0 + $1.packets }
    var counts = ConnectionCounts()
    for connection in report.connections { counts.add(connection) }
    if totals != nil { counts += report.letGo.connectionCounts }
    connections = counts.all
    httpConnections = counts.http
    opaqueConnections = counts.opaque
    opaqueBytes = counts.opaqueBytes
    opaqueProtocols = counts.opaqueProtocols.sorted { $0.key < $1.key }
      .map { (name: $0.key, count: $0.value) }
    dataBytes = counts.dataBytes
    let all = totals ?? ReportTotals(report, workers)
    requests = all.requests
    responses = all.responses
    rangeRequests = all.rangeRequests
    partialResponses = all.partialResponses
    downloads = all.downloads
    errors = all.count(.error)
    warnings = all.count(.warning)
    notes = all.count(.note)
  }
}

extension ReportTotals {
  /// What a report tells.
  fileprivate init(_ report: Report, _ workers: Workers) {
    downloads = report.downloads.count
    let parts = workers.map(report.exchanges.count, atLeast: 4096) { indices in
      var part = ReportTotals()
      report.exchanges.forEachGlance(in: indices) { index, exchange in
        if report.chosen?[index] ?? true { part.add(exchange) }
        return true
      }
      return part
    }
    for part in parts { addTransactions(of: part) }
    let findings = report.findings
    for index in findings.indices { add(findings.span[index].severity) }
  }
}
