import Ranges
import Analysis
import Packets
import Rules
import Transactions

/// A report as rows of tables: what CSV, HAR, HTML, Markdown and databases hold.
///
/// Secrets are taken out of every text that comes from the traffic, addresses included; nothing else
/// is done to it: each form escapes what it has to.
struct ReportRows {
  let report: Report
  let redactor: Redactor
  let headers: HeaderSelection
  /// For each transaction, by index, the id of its download.
  private let downloadOf: [Int?]
  /// For each transaction, by index, the ids of the findings that name it.
  private let findingsOf: [[Int]]

  init(_ report: Report, options: ReportOptions) {
    self.report = report
    redactor = Redactor(options)
    headers = options.headers ?? .standard(transactions: report.exchanges.count)
    var downloadOf = [Int?](repeating: nil, count: report.exchanges.count)
    for download in report.downloads {
      for id in download.transactions where downloadOf.indices.contains(id - 1) {
        downloadOf[id - 1] = download.id
      }
    }
    var findingsOf = [[Int]](repeating: [], count: report.exchanges.count)
    for finding in report.findings {
      for id in finding.transactions where findingsOf.indices.contains(id - 1) {
        findingsOf[id - 1].append(finding.id)
      }
    }
    self.downloadOf = downloadOf
    self.findingsOf = findingsOf
  }

  /// The row of the transaction at `index`.
  func transaction(at index: Int) -> TransactionRow {
    TransactionRow(
      report.exchanges[index], in: self, download: downloadOf[index], findings: findingsOf[index])
  }

  /// A text from the traffic without the secrets of the addresses in it.
  func safe(_ text: String) -> String { redactor.queries(in: text) }

  /// A time with the digits of the input that `frames` are of.
  func time(_ time: Timestamp, _ frames: FrameSpans) -> String {
    let input = frames.head.input
    let digits = report.inputs.indices.contains(input) ? report.inputs[input].fractionDigits : 6
    return Moment.text(time, digits: digits)
  }

  /// The id of the finding that explains a download's verdict; `nil` for a complete one.
  func cause(ofDownload id: Int) -> Int? {
    guard report.downloads[id - 1].verdict != .complete, report.causes.indices.contains(id - 1)
    else { return nil }
    return report.causes[id - 1]
  }
}
