import Analysis
import Foundation
import HTTP
import Packets
import Phrases
import Ranges
import Rules
import Testing

@testable import Reports

/// What comes from the traffic is hostile, in every form of the report.
@Suite struct HostileReportTests {
  private static let texts = [
    "\u{1B}]0;title\u{7}\u{1B}[31m", "\u{9B}2J", "\u{202E}gpj.exe\u{2066}\u{200F}\u{61C}",
    "\"quotes\\", "<script>alert(1)</script>", "line\nfeed\r\u{2028}\u{85}", "\u{0}\u{7F}",
  ]

  static func report() -> Report {
    var builder = ReportBuilder(path: texts[0])
    builder.connection(stream: nil)
    for text in texts {
      builder.exchange(
        text, "/\(text)", at: 1, fields: [("Host", "h"), ("X-\(text)", text), ("Range", text)],
        status: 206, reason: text, answer: [("ETag", text), ("Content-Range", text)])
    }
    let id = builder.exchange("GET", "/big", at: 2, answer: [("X-Big", big), ("ETag", big)])
    var download = Download(id: 1, client: ReportBuilder.client, url: "http://h/\(big)\(texts[1])")
    download.aliases = texts
    var version = Version()
    version.etag = texts[2]
    version.lastModified = texts[5]
    version.contentEncoding = texts[1]
    download.versions = [version]
    download.transactions = [1, 2, 3, id]
    builder.report.downloads = [download]
    builder.report.causes = [1]
    for text in texts {
      builder.finding(
        text, .error, title: text, detail: text, values: [(name: text, value: text)],
        requirement: text, references: [text], hint: text)
    }
    builder.report.skipped = [(reason: texts[1], count: 1)]
    builder.report.inputs[0].damage = [.init(offset: nil, reason: texts[0], lost: 3)]
    return builder.finished()
  }

  private static let big = String(repeating: "é\u{1B}", count: 350_000)

  private static let wishes: [(language: Language, unicode: Bool)] = Language.allCases.flatMap {
    [($0, true), ($0, false)]
  }

  @Test(arguments: ReportFormat.allCases, wishes)
  func nothingReachesATerminalThatWouldAct(
    _ format: ReportFormat, _ wish: (language: Language, unicode: Bool)
  ) {
    var options = ReportOptions()
    options.unicode = wish.unicode
    options.language = wish.language
    let text = String(decoding: format.bytes(Self.report(), options: options), as: UTF8.self)
    // The one form whose lines end in CRLF.
    let plain = format == .csv ? text.replacing("\r\n", with: "\n") : text
    let acting = plain.unicodeScalars.first { $0 != "\n" && UnsafeScalars.contains($0.value) }
    #expect(acting == nil)
    if format == .text {
      #expect(wish.unicode || wish.language != .en || text.utf8.allSatisfy { $0 < 0x80 })
      #expect(text.utf8.count < 60_000, "long texts are cut")
    }
  }

  /// The lines of the live view, comments on packets and cells of a database, in each language.
  @Test(arguments: wishes)
  func nothingActsInLinesCommentsAndCells(_ wish: (language: Language, unicode: Bool)) {
    var options = ReportOptions()
    options.unicode = wish.unicode
    options.language = wish.language
    let report = Self.report()
    let live = LiveText(report, options: options, numbers: ReportNumbers())
    let time = Timestamp(nanoseconds: 0)
    var texts = report.exchanges.map { live.transaction($0.id) }
    texts += report.findings.map { live.finding($0.id, at: time) }
    texts += [live.closing(1, at: time), live.remark(Self.texts.joined(), at: time)]
    let comments = PacketComments(report, options: options)
    texts += (1...40).flatMap { comments.on($0, input: 0) }
    for line in texts {
      #expect(line.unicodeScalars.first { UnsafeScalars.contains($0.value) } == nil)
      #expect(line.utf8.count < 8000, "long texts are cut")
    }
    for table in ReportTables(report, options: options).all {
      for index in 0..<table.count {
        for case .text(let text) in table.values(at: index) {
          #expect(text.unicodeScalars.first { UnsafeScalars.contains($0.value) } == nil)
        }
      }
    }
  }

  @Test func everyLineOfTextIsCutToTheWidthButAddresses() {
    let text = String(decoding: ReportFormat.text.bytes(SampleReports.trouble()), as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("http") {
      #expect(TerminalText.width(String(line)) <= 100)
    }
  }

  @Test func jsonHoldsWhatCame() throws {
    let bytes = ReportFormat.json.bytes(Self.report())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    let transactions = try #require(object["transactions"] as? [[String: Any]])
    for (text, transaction) in zip(Self.texts, transactions) {
      let request = try #require(transaction["request"] as? [String: Any])
      #expect(request["method"] as? String == text)
      #expect(request["range"] as? String == text)
      #expect(
        request["headers"] as? [[String]] == [
          ["Host", "h"], ["X-\(text)", text], ["Range", text],
        ])
    }
    let response = try #require(transactions.last?["response"] as? [String: Any])
    #expect(response["etag"] as? String == Self.big)
  }
}
