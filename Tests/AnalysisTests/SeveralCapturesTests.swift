import Analysis
import Capture
import Forge
import Foundation
import HTTP
import Packets
import Ranges
import Rules
import TestSupport
import Testing
import Transactions

/// Several captures as one record.
@Suite struct SeveralCapturesTests {
  private static let resource = ForgedResource(
    "/file.bin", host: "h", size: 400_000, etag: "\"v1\"",
    lastModified: "Tue, 14 Nov 2023 22:13:20 GMT", seed: 3)

  private func capture(_ change: (inout ForgedConnection) -> Void = { _ in }) -> ForgedCapture {
    var connection = ForgedConnection(
      client: "10.0.0.1:40000", server: "10.0.0.2:80",
      exchanges: [
        Self.resource.rangeExchange(first: 0, last: 199_999),
        Self.resource.rangeExchange(first: 200_000, last: 399_999),
      ])
    connection.roundTrip = .milliseconds(20)
    change(&connection)
    return ForgedCapture(connections: [connection])
  }

  /// The report of captures that stand in files, read as the command reads them.
  private func report(_ captures: [[UInt8]], _ inspect: (Report) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "several-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var sources: [any PacketSource] = []
    for (index, bytes) in captures.enumerated() {
      let file = folder.appending(path: "\(index).pcap")
      try Data(bytes).write(to: file)
      sources.append(try FileSource(path: file.path))
    }
    let merged = MergedSource(sources)
    var analyzer = Analyzer()
    try merged.forEach { input, record, bytes in analyzer.receive(bytes, record, input: input) }
    try inspect(analyzer.finish(inputs: sources.map(\.info)))
  }

  private func expectWhole(_ report: Report) throws {
    #expect(report.connections.count == 1)
    #expect(report.exchanges.map(\.transaction.body.delivered) == [200_000, 200_000])
    #expect(report.exchanges.map(\.transaction.body.seen) == [200_000, 200_000])
    #expect(report.downloads.map(\.verdict) == [.complete])
    #expect(report.downloads.map(\.redundantBytes) == [0])
    #expect(!report.findings.contains { $0.severity > .note })
  }

  /// A capture of packets `range` of another.
  private func part(_ whole: ForgedCapture, _ range: Range<Int>) -> [UInt8] {
    var part = whole
    part.kept = range
    return part.pcap()
  }

  @Test(arguments: [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
  func aRotatedSeriesIsOneRecordWhateverItsOrder(_ order: [Int]) throws {
    let whole = capture()
    let count = whole.packets().count
    let parts = [0..<100, 100..<200, 200..<count].map { part(whole, $0) }
    try report(order.map { parts[$0] }) { report in
      try expectWhole(report)
      // Each exchange goes on over the end of a file, and its packets are told file by file.
      let spans = report.exchanges[0].transaction.response?.frames.all ?? []
      #expect(spans.map(\.input) == [0, 1, 2].map { order.firstIndex(of: $0) })
      #expect(report.findings.allSatisfy { $0.rule != "capture-midstream" })
    }
  }

  @Test func twoCapturePointsOfTheSameTrafficCountNoByteTwice() throws {
    let atClient = capture { $0.vantage = .client }.pcap()
    let atServer = capture { $0.vantage = .server }.pcap()
    #expect(atClient != atServer)
    try report([atClient, atServer]) { report in
      try expectWhole(report)
      #expect(report.findings.contains { $0.rule == "capture-duplicated" })
    }
  }

  @Test func whatOnePointMissedTheOtherHas() throws {
    let atClient = capture {
      $0.vantage = .client
      $0.faults = [FaultRule(.missed, of: .server, .data([3, 4, 5]))]
    }.pcap()
    let atServer = capture { $0.vantage = .server }.pcap()
    try report([atClient]) { report in
      #expect(report.exchanges[0].transaction.body.inferred > 0)
    }
    try report([atClient, atServer]) { try expectWhole($0) }
  }
}
