import Analysis
import Capture
import Forge
import Foundation
import Live
import Packets
import Reports
import TestSupport
import Testing
import Transactions

/// A record that is told while it is read shows what it shows when it is read to its end.
struct StreamedRecordTests {
  private struct Told {
    var lines: [[String: Any]] = []
    var looks = 0
    var last: LiveNews
  }

  /// Reads a capture packet by packet, and takes all lines.
  private func told(
    _ path: String, looking: Bool = true, timeToClose: Int64 = .max, mostDownloads: Int
  ) throws -> Told {
    try self.told(
      FileSource(path: Fixture.folder.appending(path: path).path), looking: looking,
      timeToClose: timeToClose, mostDownloads: mostDownloads)
  }

  private func told(
    _ source: FileSource, looking: Bool = true, timeToClose: Int64 = .max, mostDownloads: Int
  ) throws -> Told {
    var record = StreamedRecord(
      AnalyzerOptions(), timeToClose: timeToClose, mostDownloads: mostDownloads)
    var bytes: [UInt8] = []
    var looks = 0
    func write(_ news: LiveNews, _ totals: ReportTotals, _ lines: NDJSONLines) throws {
      try NDJSONReport(news.report, numbers: news.numbers, totals: totals).write(lines) {
        $0.withUnsafeBytes { bytes += $0 }
      }
    }
    try source.forEach { packet, captured in
      let row = CollectionOfOne(PlacedPacket(packet, at: 0))
      #expect(record.receive(row.span, from: 0, captured, input: 0) == 1)
      guard looking ? record.wantsLook || packet.number % 7 == 0 : false else { return }
      looks += 1
      let news = record.look(inputs: [source.info])
      try write(
        news, record.totals.all,
        NDJSONLines(
          transactions: news.transactions, downloads: news.closed.map { ($0, isClosed: true) },
          findings: news.findings))
    }
    let news = record.finish(inputs: [source.info])
    #expect(record.isTold == (looks > 0))
    try write(
      news, record.totals.all,
      NDJSONLines(
        inputs: true, transactions: news.transactions,
        downloads: news.closed.map { ($0, isClosed: false) }, findings: news.findings,
        summary: true))
    let lines = try bytes.split(separator: UInt8(ascii: "\n")).map {
      try #require(try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])
    }
    return Told(lines: lines, looks: looks, last: news)
  }

  private func summary(_ told: Told, without names: Set<String> = []) throws -> NSDictionary {
    var last = try #require(told.lines.last)
    #expect(last["kind"] as? String == "summary")
    for name in names { last[name] = nil }
    return last as NSDictionary
  }

  private func keys(_ told: Told) -> [String] {
    told.lines.filter { $0["kind"] as? String == "transaction" }
      .compactMap { $0["key"] as? String }.sorted()
  }

  @Test(arguments: WatchTests.captures)
  func showsTheSameWhereNothingIsForgotten(_ path: String) throws {
    let whole = try told(path, looking: false, mostDownloads: .max)
    let told = try told(path, mostDownloads: 1_000_000)
    #expect(told.looks > 0)
    #expect(keys(told) == keys(whole))
    #expect(try summary(told) == summary(whole))
    #expect(ReportFormat.json.bytes(told.last.report) == ReportFormat.json.bytes(whole.last.report))
    for kind in ["download", "finding", "input"] {
      let (told, whole) = (try latest(kind, told), try latest(kind, whole))
      #expect(Set(told.values) == Set(whole.values))
    }
  }

  /// The last line of each part of a kind.
  ///
  /// Findings, which have their numbers by when they were told, are named by their rules.
  private func latest(_ kind: String, _ told: Told) throws -> [Int: NSDictionary] {
    var rules: [Int: String] = [:]
    for line in told.lines where line["kind"] as? String == "finding" {
      rules[try #require(line["id"] as? Int)] = line["rule"] as? String
    }
    var latest: [Int: NSDictionary] = [:]
    for line in told.lines where line["kind"] as? String == kind {
      var line = line
      let number = try #require((line["id"] ?? line["index"]) as? Int)
      if kind == "finding" { line["id"] = nil }
      for name in ["cause", "because_of"] {
        line[name] = (line[name] as? Int).map { rules[$0] ?? "?" }
      }
      latest[number] = line as NSDictionary
    }
    return latest
  }

  @Test(arguments: WatchTests.captures)
  func countsWhatItForgot(_ path: String) throws {
    let whole = try told(path, looking: false, mostDownloads: .max)
    let told = try told(path, timeToClose: 1, mostDownloads: 1)
    #expect(keys(told) == keys(whole))
    // Of a download that goes on after it was closed there are two.
    let names: Set<String> = ["downloads", "findings", "limits_reached"]
    #expect(try summary(told, without: names) == summary(whole, without: names))
    let closed = told.lines.filter { $0["kind"] as? String == "download" }
    #expect(try summary(told)["downloads"] as? Int == closed.count)
    #expect(
      closed.contains { $0["closed"] as? Bool == true } == (told.last.report.letGo.transactions > 0)
    )
  }

  /// Heads that come in pieces are told once, when they are whole, whenever it is looked at.
  @Test(arguments: [1, 3, 1_000_000])
  func tellsHeadsWhenTheyAreWhole(mostDownloads: Int) throws {
    var capture = Scenario.small(exchanges: 60)
    for index in capture.connections.indices {
      capture.connections[index].clientEnd.segmentSize = 40
      capture.connections[index].serverEnd.segmentSize = 40
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pcap").path
    try Data(capture.pcap()).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = try told(FileSource(path: path), looking: false, mostDownloads: .max)
    let told = try told(FileSource(path: path), timeToClose: 1, mostDownloads: mostDownloads)
    #expect(keys(told) == keys(whole))
    let ids = told.lines.filter { $0["kind"] as? String == "transaction" }.compactMap {
      $0["id"] as? Int
    }
    #expect(Set(ids).count == ids.count && ids.count == 60)
    let names: Set<String> = ["downloads", "findings", "limits_reached"]
    #expect(try summary(told, without: names) == summary(whole, without: names))
  }
}
