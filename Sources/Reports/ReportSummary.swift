import Packets
import Analysis
import Ranges
import Rules
import Transactions

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

  init(_ report: Report) {
    packets = report.inputs.reduce(0) { $0 + $1.packets }
    connections = report.connections.count
    downloads = report.downloads.count
    var protocols: [String: Int] = [:]
    for connection in report.connections {
      if connection.isHTTP { httpConnections += 1 }
      dataBytes += connection.clientBytes + connection.serverBytes
      guard connection.opaqueProtocol != nil || connection.opaqueBytes > 0 else { continue }
      opaqueConnections += 1
      opaqueBytes += connection.opaqueBytes
      protocols[connection.opaqueProtocol ?? "unknown", default: 0] += 1
    }
    opaqueProtocols = protocols.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
    for index in report.told {
      let exchange = report.exchanges[index]
      if let request = exchange.request {
        requests += 1
        if request.hasRange { rangeRequests += 1 }
      }
      if let response = exchange.response {
        responses += 1
        if response.status == 206 { partialResponses += 1 }
      }
    }
    for finding in report.findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .note: notes += 1
      }
    }
  }
}
