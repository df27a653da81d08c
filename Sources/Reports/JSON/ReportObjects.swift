import Analysis
import Packets
import Rules
import Transactions

/// A report as the objects of CONTRACT's schema: JSON holds them in arrays, NDJSON one a line.
///
/// It knows what stands outside of an object but is written in it.
struct ReportObjects {
  let report: Report
  let headers: HeaderSelection
  let summary: ReportSummary
  let redactor: Redactor
  var policy: FieldPolicy
  var writtenLines = WrittenLines()
  var tagReadings = TagReadingTexts()
  let numbers: ReportNumbers

  init(
    _ report: Report, options: ReportOptions, numbers: ReportNumbers = ReportNumbers(),
    totals: ReportTotals? = nil
  ) {
    self.report = report
    self.numbers = numbers
    headers =
      options.headers
      ?? .standard(transactions: max(totals?.transactions ?? 0, report.told.count))
    summary = ReportSummary(report, totals, options.workers)
    redactor = Redactor(options)
    policy = FieldPolicy(headers, showSecrets: options.showSecrets)
  }

  /// The digits that times seen in the packets of `frames` are written with.
  func digits(_ frames: FrameSpans) -> Int {
    let input = frames.head.input
    return report.inputs.indices.contains(input) ? report.inputs[input].fractionDigits : 6
  }

  /// Wireshark's `tcp.stream` of a connection, where it is one of its conversations.
  func stream(ofConnection number: Int) -> Int? {
    report.connections.indices.contains(number - 1) ? report.connections[number - 1].stream : nil
  }
}

extension JSONWriter {
  /// `[[input, first, last], …]` on one line.
  mutating func member(_ name: StaticString, frames spans: [FrameSpans.Span]) {
    key(name)
    array(.inline) { json in
      for span in spans {
        json.tuple(span.input, span.first, span.last)
      }
    }
  }

  /// `[[input, first, last], …]` on one line.
  mutating func member(_ name: StaticString, frames: borrowing FrameSpans) {
    key(name)
    array(.inline) { json in
      frames.forEach { span in
        json.tuple(span.input, span.first, span.last)
      }
    }
  }

  /// Names and counts on one line.
  mutating func member(_ name: StaticString, counts: [(name: String, count: Int)]) {
    key(name)
    object(.inline) { json in
      for (name, count) in counts {
        json.key(text: name)
        json.int(count)
      }
    }
  }
}
