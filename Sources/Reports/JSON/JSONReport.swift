import Ranges
import Packets
import Workers
public import Analysis

/// A report as one JSON object, by the schema that `Report.schema` names.
///
/// It is written as it goes, so that the memory it takes does not grow with the report.
public struct JSONReport {
  private let objects: ReportObjects
  private let workers: Workers

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    objects = ReportObjects(report, options: options)
    workers = options.workers
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
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
      let findings = FindingsOfTransactions(report, alone: false, workers)
      let told = report.told
      json.key("transactions")
      try json.array { json in
        try json.parts(told.count, by: workers) { json, places in
          var objects = objects
          for index in told[places] {
            json.object { json in
              objects.writeTransaction(
                report.exchanges[index], findings: findings[index], to: &json)
            }
            try json.flushIfFull()
          }
        }
      }
      json.key("downloads")
      try json.array { json in
        try json.parts(report.downloads.count, by: workers) { json, places in
          var objects = objects
          for download in report.downloads[places] {
            json.object { json in objects.writeDownload(download, to: &json) }
            try json.flushIfFull()
          }
        }
      }
      json.key("findings")
      try json.array { json in
        try json.parts(report.findings.count, by: workers) { json, places in
          for finding in report.findings[places] {
            json.object { json in objects.writeFinding(finding, to: &json) }
            try json.flushIfFull()
          }
        }
      }
    }
    json.endLine()
    try json.flush()
  }
}
