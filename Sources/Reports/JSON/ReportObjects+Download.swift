import Analysis
import Packets
import Phrases
import Ranges
import Rules

/// Downloads and findings.
extension ReportObjects {
  mutating func writeDownload(_ download: Download, to json: inout JSONWriter) {
    let download = download.madeWhole
    json.member("id", numbers.download(download.id))
    json.key("client")
    json.address(download.client)
    json.member("url", download.url)
    json.member("key", download.key.text.description)
    json.member("aliases", strings: download.aliases)
    json.key("servers")
    json.array(.inline) { json in
      for server in download.servers { json.endpoint(server) }
    }
    json.member("complete_length", download.completeLength)
    json.key("versions")
    json.array { json in
      for version in download.versions {
        json.object { json in
          let (etag, lastModified) = (version.etag, version.lastModified)
          json.member("etag", etag)
          json.member("last_modified", lastModified)
          json.member(
            "tag_reading",
            tagReadings.text(of: version, etag: etag, lastModified: lastModified))
          json.member("content_encoding", version.contentEncoding)
          json.member("complete_length", version.completeLength)
          json.member("covered", ranges: version.covered)
          json.member("transactions", ints: numbers.transactions(version.transactions))
        }
      }
    }
    json.member("covered", ranges: download.covered)
    json.member("gaps", ranges: download.gaps)
    json.member("unseen", ranges: download.unseen)
    json.member("elsewhere", ints: download.elsewhere.map(numbers.download))
    json.member("delivered_bytes", download.deliveredBytes)
    json.member("redundant_bytes", download.redundantBytes)
    json.member(
      "rate_bytes_per_second", TransferRate(download, in: report.exchanges)?.bytesPerSecond)
    json.member("verdict", download.verdict.rawValue)
    json.member("sentence", VerdictSentence(report, download).text)
    json.member("cause", cause(of: download).flatMap(numbers.finding))
    json.member("transactions", ints: numbers.transactions(download.transactions))
  }

  func writeFinding(_ finding: Finding, to json: inout JSONWriter) {
    let details = finding.details
    json.member("id", numbers.finding(finding.id))
    json.member("rule", finding.rule)
    json.member("severity", finding.severity.rawValue)
    json.member("title", finding.title)
    if numbers.areOfReport {
      json.member("detail", details.detail)
    } else {
      json.member("detail", numbers.rewritten(details.detail.description))
    }
    json.member("requirement", finding.requirement)
    json.member("references", strings: finding.references)
    json.member("hint", finding.hint(details))
    json.key("values")
    json.object(.inline) { json in
      for (name, value) in Self.distinct(details.values) {
        json.key(text: name)
        json.string(redactor.value(value, ofField: name))
      }
    }
    json.member("download", finding.download.map(numbers.download))
    json.member("transactions", ints: numbers.transactions(details.transactions))
    json.member("connections", ints: numbers.connections(details.connections))
    json.member("count", finding.count)
    json.member("because_of", finding.becauseOf.flatMap(numbers.finding))
    let frames = details.frames
    json.member("frames", frames: frames)
    json.member("filter", Finding.filter(selecting: frames))
  }

  private func cause(of download: Download) -> Int? {
    guard download.verdict != .complete, report.causes.indices.contains(download.id - 1) else {
      return nil
    }
    return report.causes[download.id - 1]
  }

  /// Values under names of their own: an object must not hold one name twice.
  private static func distinct(
    _ values: [(name: String, value: String)]
  ) -> [(name: String, value: String)] {
    let areDistinct = values.indices.allSatisfy { index in
      !values[..<index].contains { $0.name == values[index].name }
    }
    if areDistinct { return values }
    var used: Set<String> = []
    return values.map { name, value in
      var candidate = name
      var number = 2
      while !used.insert(candidate).inserted {
        candidate = "\(name) (\(number))"
        number += 1
      }
      return (name: candidate, value: value)
    }
  }
}
