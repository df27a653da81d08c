import Packets
public import Analysis

/// A report as one JSON object, by the schema that `Report.schema` names.
///
/// It is written as it goes, so that the memory it takes does not grow with the report.
public struct JSONReport {
  private var objects: ReportObjects

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    objects = ReportObjects(report, options: options)
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    var objects = objects
    let report = objects.report
    var json = JSONWriter(pretty: true, sink: sink)
    try json.object { json in
      json.member("schema", Report.schema)
      json.key("tool")
      objects.writeTool(to: &json)
      json.key("inputs")
      json.array { json in
        for input in report.inputs {
          json.object { json in
            json.member("kind", input.isLive ? "live" : "file")
            objects.writeInput(input, to: &json)
          }
        }
      }
      json.key("summary")
      json.object { json in objects.writeSummary(to: &json) }
      let findings = objects.findingsOfTransactions(alone: false)
      try json.elements("transactions", of: report.told) { json, index in
        objects.writeTransaction(report.exchanges[index], findings: findings[index], to: &json)
      }
      try json.elements("downloads", of: report.downloads) { json, download in
        objects.writeDownload(download, to: &json)
      }
      try json.elements("findings", of: report.findings) { json, finding in
        objects.writeFinding(finding, to: &json)
      }
    }
    json.endLine()
    try json.flush()
  }
}

extension JSONWriter {
  /// An array of objects, each handed on when it is written.
  fileprivate mutating func elements<Values: Sequence>(
    _ name: StaticString, of values: Values,
    _ members: (inout JSONWriter, Values.Element) -> Void
  ) throws {
    key(name)
    try array { json in
      for value in values {
        json.object { json in members(&json, value) }
        try json.flushIfFull()
      }
    }
  }
}
