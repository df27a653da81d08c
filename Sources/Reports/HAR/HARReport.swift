import Phrases
import Ranges
import Rules
public import Analysis
import Packets

/// The transactions of a report as an HTTP archive, for the developer tools of browsers.
///
/// What the format has no place for stands in members called `_rangescope`, with the names that the
/// JSON report has. Bodies are counted and not kept, so that there is no text of them.
/// Source: HTTP Archive 1.2, http://www.softwareishard.com/blog/har-12-spec/.
public struct HARReport {
  private let rows: ReportRows

  /// The report in this form.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    rows = ReportRows(report, options: options)
  }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    var entries = HAREntries(rows)
    var json = JSONWriter(pretty: true, sink: sink)
    try json.object { json in
      json.key("log")
      try json.object { json in
        json.member("version", "1.2")
        json.key("creator")
        json.object(.inline) { json in
          json.member("name", Tool.name)
          json.member("version", Tool.version)
        }
        json.key("pages")
        json.array { _ in }
        json.key("entries")
        try json.array { json in
          for index in rows.report.told {
            json.object { json in entries.write(index, to: &json) }
            try json.flushIfFull()
          }
        }
        json.key("_rangescope")
        try json.object { json in try writeFindings(to: &json) }
      }
    }
    json.endLine()
    try json.flush()
  }

  /// Downloads and findings, by the names of the JSON report.
  private func writeFindings(to json: inout JSONWriter) throws {
    json.member("schema", Report.schema)
    json.key("downloads")
    try json.array { json in
      for download in rows.report.downloads {
        json.object { json in
          json.member("id", download.id)
          json.member("client", download.client.description)
          json.member("url", rows.safe(download.url))
          json.member("complete_length", download.completeLength)
          json.member("covered", ranges: download.covered)
          json.member("gaps", ranges: download.gaps)
          json.member("delivered_bytes", download.deliveredBytes)
          json.member("redundant_bytes", download.redundantBytes)
          json.member("verdict", download.verdict.rawValue)
          json.member(
            "sentence", rows.safe(VerdictSentence(rows.report, download).text.description))
          json.member("cause", rows.cause(ofDownload: download.id))
          json.member("transactions", ints: download.transactions)
        }
        try json.flushIfFull()
      }
    }
    json.key("findings")
    try json.array { json in
      for finding in rows.report.findings {
        json.object { json in
          json.member("id", finding.id)
          json.member("rule", finding.rule)
          json.member("severity", finding.severity.rawValue)
          json.member("title", finding.title)
          json.member("detail", rows.safe(finding.detail.description))
          json.member("references", strings: finding.references)
          json.member("hint", rows.safe(finding.hint.description))
          json.member("download", finding.download)
          json.member("transactions", ints: finding.transactions)
          json.member("filter", finding.filter)
        }
        try json.flushIfFull()
      }
    }
  }
}
