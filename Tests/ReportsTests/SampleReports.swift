import Analysis
import HTTP
import Packets
import Ranges
import Rules
import Transactions

/// Reports made by hand.
enum SampleReports {
  private static let tag = "\"7efce6-4f8742f6ed9b2\""
  private static let date = "Sat, 03 May 2014 00:43:22 GMT"

  /// The exchange that the project began with.
  static func deepc() -> Report {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    builder.exchange(
      at: 1, fields: [("Host", "192.168.100.189"), ("User-Agent", "Chrome/30")], status: nil)
    builder.connection(stream: 1)
    builder.exchange(
      at: 150, fields: [("Host", "192.168.1.3"), ("Range", "bytes=0-32767")],
      answer: answer("0-32767", length: 32_768, left: 100),
      body: ReportBuilder.body(expected: 32_768, extent: 32_768))
    builder.exchange(
      at: 171,
      fields: [
        ("Host", "192.168.100.189"), ("Range", "bytes=32768-8322277"), ("If-Range", tag),
        ("Cookie", "id=4711"),
      ],
      answer: answer("32768-8322277", length: 8_289_510, left: 98),
      body: ReportBuilder.body(expected: 8_289_510, extent: 8_289_510), packets: 253)
    var download = Download(id: 1, client: ReportBuilder.client, url: "http://192.168.1.3/deepc.a")
    download.aliases = ["http://192.168.100.189/deepc.a"]
    download.servers = [ReportBuilder.server]
    download.completeLength = 8_322_278
    download.versions = [version([0..<8_322_278], [2, 3])]
    download.covered = [0..<8_322_278]
    download.gaps = []
    download.deliveredBytes = 8_322_278
    download.verdict = .complete
    download.transactions = [1, 2, 3]
    builder.report.downloads = [download]
    builder.report.causes = [nil]
    builder.finding(
      "request-unanswered", .note, title: "A request is still unanswered when the capture ends",
      detail: "GET /deepc.a was sent to 192.168.1.3:80, and no response is in the capture.",
      transactions: [1], frames: [1], references: ["RFC 9112 section 9.2"],
      hint: "Capture until the connection closes.")
    builder.finding(
      "keep-alive-gap", .note, title: "An exchange of this connection is not in the capture",
      detail: "Keep-Alive went from max=100 to max=98: one exchange lies between them.",
      transactions: [2, 3], frames: [3, 9],
      values: [(name: "before", value: "max=100"), (name: "after", value: "max=98")],
      hint: "Look for packets that the capture dropped between these frames.")
    return builder.finished()
  }

  /// Versions mixed, bytes missing, twice, inferred; hostile texts; damage; a POST.
  static func trouble() -> Report {
    var builder = ReportBuilder(path: "evil\u{1B}[2J.pcapng", digits: 9)
    builder.report.inputs[0].format = .pcapng
    builder.report.inputs[0].compression = "gzip"
    builder.report.inputs[0].damage = [
      .init(offset: 123_456, reason: "record of 4,294,967,295 bytes", lost: nil)
    ]
    builder.connection(stream: 0)
    let target = "/a\u{202E}b?X-Amz-Signature=deadbeef&part=1"
    builder.exchange(
      "GET", target, at: 5, fields: [("Host", "h"), ("Range", "bytes=0-")],
      answer: answer("0-999", of: 1000, length: 1000, left: 5),
      body: ReportBuilder.body(expected: 1000, extent: 400, end: .serverReset))
    var inferred = ReportBuilder.body(expected: 500, extent: 500)
    inferred.inferredRanges = [100..<200]
    builder.exchange(
      "GET", target, at: 1205.5,
      fields: [("Host", "h"), ("Range", "bytes=300-799"), ("Authorization", "Basic czpz")],
      answer: answer("300-799", of: 1000, length: 500, left: 4), body: inferred)
    builder.exchange(
      "POST", "/log", at: 2000, fields: [("Host", "h"), ("X-Session-Id", "abc")], status: 204,
      reason: "No\u{9B}31m Content", answer: [("X-Note", "a\u{2028}b\"\\")])
    builder.connection(stream: nil, isHTTP: false)
    builder.report.connections[1].opaqueProtocol = "TLS"
    builder.report.connections[1].opaqueBytes = 5000
    builder.report.connections[1].serverBytes = 5000
    builder.report.connections[0].serverBytes = 900
    var download = Download(id: 1, client: ReportBuilder.client, url: "http://h\(target)")
    download.servers = [ReportBuilder.server]
    download.completeLength = 1000
    download.versions = [version([0..<400], [1]), version([0..<800], [1, 2])]
    download.versions[0].etag = "W/\"\u{7}\""
    download.covered = [0..<800]
    download.gaps = [800..<1000]
    download.unseen = [400..<500]
    download.deliveredBytes = 900
    download.redundantBytes = 100
    download.verdict = .incomplete
    download.transactions = [1, 2]
    builder.report.downloads = [download]
    builder.report.causes = [1]
    builder.finding(
      "body-truncated", .error, title: "The body ended short",
      detail: "The server reset the connection after 400 of 1,000 bytes; resume from byte 400.",
      transactions: [1], frames: [2, 6], requirement: "MUST",
      references: ["RFC 9112 section 8"], hint: "Ask again with Range: bytes=400-.")
    builder.finding(
      "bytes-redundant", .note, title: "Bytes came more than once", detail: "100 bytes came twice.",
      transactions: [1, 2])
    builder.finding(
      "download-incomplete", .warning, title: "Gaps are left", detail: "Bytes 800-999 never came.",
      becauseOf: 1,
      values: [
        (name: "Authorization", value: "x"), (name: "a", value: "1"),
        (name: "a", value: "2"),
      ], count: 3)
    builder.finding(
      "capture-damaged", .warning, title: "An input is cut or corrupt",
      detail: "evil\u{1B}[2J.pcapng is damaged at byte 123,456.", download: nil)
    builder.report.skipped = [(reason: "not TCP", count: 12)]
    builder.report.limitsReached = [(limit: "connections", count: 2)]
    return builder.finished()
  }

  private static func version(_ covered: [Range<Int>], _ transactions: [Int]) -> Version {
    var version = Version()
    version.etag = tag
    version.lastModified = date
    version.completeLength = transactions.first == 2 ? 8_322_278 : 1000
    version.covered = covered
    version.transactions = transactions
    return version
  }

  private static func answer(
    _ range: String, of complete: Int = 8_322_278, length: Int, left: Int
  ) -> [(String, String)] {
    [
      ("Date", "Sun, 04 May 2014 05:14:54 GMT"), ("Last-Modified", date), ("ETag", tag),
      ("Accept-Ranges", "bytes"), ("Content-Length", "\(length)"),
      ("Content-Range", "bytes \(range)/\(complete)"), ("Keep-Alive", "timeout=5, max=\(left)"),
    ]
  }
}
