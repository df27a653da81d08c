import Analysis
import Foundation
import Ranges
import Reports
import Rules
import Testing

/// What a reader looks for comes first.
@Suite struct DownloadOrderTests {
  private func report() -> Report {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    let verdicts: [Verdict] = [.complete, .incomplete, .probed, .complete, .refused, .complete]
    for (index, verdict) in verdicts.enumerated() {
      builder.exchange(at: Double(index), fields: [("Host", "h")], status: nil)
      var download = Download(
        id: index + 1, client: ReportBuilder.client, url: "http://h/\(index + 1)")
      download.transactions = [index + 1]
      download.verdict = verdict
      builder.report.downloads.append(download)
      builder.report.causes.append(nil)
    }
    builder.finding(
      "validator-changed", .warning, title: "t", detail: "d", download: 4, transactions: [4],
      frames: [1])
    builder.finding(
      "etag-weak", .note, title: "t", detail: "d", download: 6, transactions: [6], frames: [1])
    return builder.finished()
  }

  @Test func whatWentWrongComesFirstInText() {
    let text = String(decoding: ReportFormat.text.bytes(report()), as: UTF8.self)
    let order = text.split(separator: "\n").filter { $0.contains("── Download ") }
      .compactMap { $0.split(separator: " ").dropFirst(2).first.flatMap { Int($0) } }
    #expect(order == [2, 4, 5, 1, 3, 6])
    var options = ReportOptions()
    options.quiet = true
    let quiet = String(decoding: ReportFormat.text.bytes(report(), options: options), as: UTF8.self)
    let urls = quiet.split(separator: "\n").filter { $0.contains("http://h/") }
      .compactMap { $0.split(separator: "/").last.flatMap { Int($0) } }
    #expect(urls == [2, 4, 5, 1, 3, 6])
  }

  @Test func nothingIsMovedInJSON() throws {
    let object = try JSONSerialization.jsonObject(with: Data(ReportFormat.json.bytes(report())))
    let downloads = (object as? [String: Any])?["downloads"] as? [[String: Any]]
    #expect(downloads?.map { $0["id"] as? Int } == Array(1...6))
  }
}
