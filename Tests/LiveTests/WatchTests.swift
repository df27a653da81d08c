import Analysis
import Capture
import Foundation
import Live
import Packets
import Ranges
import Reports
import Rules
import TestSupport
import Testing
import Transactions

/// What is watched while it happens is what a file shows afterwards.
struct WatchTests {
  static let captures =
    ((try? FileManager.default.contentsOfDirectory(atPath: Fixture.folder.path)) ?? [])
    .map { "\($0)/capture.pcap" }
    .filter {
      FileManager.default.fileExists(atPath: Fixture.folder.appending(path: $0).path)
    }.sorted()

  /// Watches a capture, with a look every so many packets, and takes all news.
  private func watch(
    _ path: String, _ options: WatchOptions = WatchOptions(), lookEvery count: Int,
    isFull: Bool = false
  ) throws -> (news: [LiveNews], last: LiveNews, watch: LiveWatch) {
    let source = try FileSource(path: Fixture.folder.appending(path: path).path)
    var watch = Watching(options)
    var news: [LiveNews] = []
    try source.forEach { record, bytes in
      watch.receive(bytes, record)
      guard record.number % count == 0 else { return }
      if let some = watch.look(at: record.time, inputs: [source.info], isFull: isFull) {
        news.append(some)
      }
    }
    let last = watch.finish(inputs: [source.info])
    return (news, last, watch.watch)
  }

  @Test(arguments: captures)
  func endsWithTheReportOfTheFile(_ path: String) throws {
    let source = try FileSource(path: Fixture.folder.appending(path: path).path)
    var analyzer = Analyzer()
    try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
    let expected = ReportFormat.json.bytes(analyzer.finish(inputs: [source.info]))
    let (_, last, _) = try watch(path, lookEvery: 7)
    #expect(
      String(decoding: ReportFormat.json.bytes(last.report), as: UTF8.self)
        == String(decoding: expected, as: UTF8.self))
  }

  @Test(arguments: captures, [1, 5, 1000])
  func tellsEachTransactionOnceAndEachFinding(_ path: String, lookEvery count: Int) throws {
    let (news, last, _) = try watch(path, lookEvery: count)
    var serials: [Int] = []
    var rules: Set<String> = []
    for some in news + [last] {
      serials += some.transactions.map { some.numbers.transactions[$0 - 1] }
      rules.formUnion(some.findings.map { some.report.findings[$0 - 1].rule })
    }
    #expect(serials.count == Set(serials).count)
    #expect(serials.count == last.report.exchanges.count)
    for finding in last.report.findings { #expect(rules.contains(finding.rule)) }
  }

  @Test(arguments: captures)
  func forgetsWhatIsIdleAndHasToldIt(_ path: String) throws {
    var options = WatchOptions()
    options.timeToClose = 1
    options.mostDownloads = 1
    let all = try watch(path, lookEvery: 1).last.report.exchanges.count
    let (news, last, watch) = try watch(path, options, lookEvery: 1)
    let told = (news + [last]).flatMap { some in
      some.transactions.map { some.numbers.transactions[$0 - 1] }
    }
    #expect(told.count == Set(told).count)
    #expect(told.count == all)
    let gone = last.report.letGo.transactions
    #expect(gone + last.report.exchanges.count == all)
    for some in news where !some.closed.isEmpty {
      // Closed downloads are told with all their findings.
      for finding in some.report.findings
      where finding.download.map({ some.closed.contains($0) }) ?? false {
        #expect(some.numbers.findings[finding.id - 1] > 0)
      }
    }
    #expect(watch.totals.statuses.values.reduce(0, +) == all)
  }

  @Test func letsGoWhenMemoryIsShort() throws {
    let path = try #require(Self.captures.first { $0.contains("reopen") })
    let (_, last, watch) = try watch(path, lookEvery: 10, isFull: true)
    #expect(last.report.letGo.transactions > 0)
    #expect(watch.totals.closedDownloads > 0)
  }

  @Test func aReportSoFarChangesNothing() throws {
    let path = try #require(Self.captures.first)
    let source = try FileSource(path: Fixture.folder.appending(path: path).path)
    var quiet = Watching()
    var asked = Watching()
    try source.forEach { record, bytes in
      quiet.receive(bytes, record)
      asked.receive(bytes, record)
      _ = asked.watch.newsSoFar(
        asked.intake.snapshot(at: record.time), inputs: [source.info])
    }
    let a = quiet.finish(inputs: [source.info])
    let b = asked.finish(inputs: [source.info])
    #expect(ReportFormat.json.bytes(a.report) == ReportFormat.json.bytes(b.report))
    #expect(a.transactions == b.transactions)
    #expect(a.findings == b.findings)
  }
}
