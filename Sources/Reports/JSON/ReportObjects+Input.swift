import Analysis
import Packets
import Transactions

/// Inputs and the summary.
extension ReportObjects {
  func writeTool(to json: inout JSONWriter) {
    json.object(.inline) { json in
      json.member("name", Tool.name)
      json.member("version", Tool.version)
    }
  }

  func writeInput(_ input: InputInfo, to json: inout JSONWriter) {
    json.member("path", input.path)
    json.member("format", input.format?.rawValue)
    json.member("compression", input.compression)
    json.member("packets", input.packets)
    json.member("bytes", input.bytes)
    json.key("first_time")
    json.time(input.firstTime, digits: input.fractionDigits)
    json.key("last_time")
    json.time(input.lastTime, digits: input.fractionDigits)
    json.key("interfaces")
    json.array { json in
      for interface in input.interfaces {
        json.object(.inline) { json in
          json.member("name", interface.name)
          json.member("link_type", interface.linkType)
          json.member("snaplen", interface.snaplen)
          json.member("received", interface.received)
          json.member("dropped", interface.dropped)
        }
      }
    }
    json.key("damage")
    json.array { json in
      for damage in input.damage {
        json.object(.inline) { json in
          json.member("offset", damage.offset)
          json.member("reason", damage.reason)
          json.member("lost", damage.lost)
        }
      }
    }
  }

  func writeSummary(to json: inout JSONWriter) {
    json.member("packets", summary.packets)
    json.member("connections", summary.connections)
    json.member("http_connections", summary.httpConnections)
    json.member("requests", summary.requests)
    json.member("responses", summary.responses)
    json.member("range_requests", summary.rangeRequests)
    json.member("partial_responses", summary.partialResponses)
    json.member("downloads", summary.downloads)
    json.key("findings")
    json.object(.inline) { json in
      json.member("error", summary.errors)
      json.member("warning", summary.warnings)
      json.member("note", summary.notes)
    }
    json.key("opaque")
    json.object(.inline) { json in
      json.member("connections", summary.opaqueConnections)
      json.member("bytes", summary.opaqueBytes)
      json.member("protocols", counts: summary.opaqueProtocols)
    }
    json.member(
      "skipped", counts: report.skipped.map { (name: $0.reason, count: $0.count) })
    json.member(
      "limits_reached", counts: report.limitsReached.map { (name: $0.limit, count: $0.count) })
    if report.inputs.contains(where: \.isLive) {
      json.key("let_go")
      json.object(.inline) { json in
        json.member("transactions", report.letGo.transactions)
        json.member("connections", report.letGo.connections)
      }
    }
    json.member("headers", headers.rawValue)
  }
}
