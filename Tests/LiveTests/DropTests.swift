import Analysis
import Capture
import Foundation
import Packets
import Ranges
import Rules
import TestSupport
import Testing
import Transactions

/// What a capture is known to have lost is not held against the server.
struct DropTests {
  private func rules(droppedBefore: (PacketRecord, Int) -> Int) throws -> Set<String> {
    let path = Fixture.folder.appending(path: "server-killed/capture.pcap").path
    let source = try FileSource(path: path)
    let count = try FileSource(path: path).count()
    var analyzer = Analyzer()
    try source.forEach { record, bytes in
      var record = record
      record.droppedBefore = droppedBefore(record, count)
      analyzer.receive(bytes, record, input: 0)
    }
    return Set(analyzer.finish(inputs: [source.info]).findings.map(\.rule))
  }

  @Test func withoutDropsTheServerEndedIt() throws {
    let rules = try rules { _, _ in 0 }
    #expect(rules.contains("body-truncated"))
    #expect(!rules.contains("capture-loss"))
  }

  @Test func dropsBeforeTheResetLeaveItOpen() throws {
    let rules = try rules { record, count in record.number == count ? 3 : 0 }
    #expect(!rules.contains("body-truncated"))
    #expect(rules.contains("capture-loss"))
  }

  /// Of drops only so many are remembered one by one: those that are long past make room.
  @Test func dropsOfLongAgoExplainNothingNow() throws {
    let path = Fixture.folder.appending(path: "server-killed/capture.pcap").path
    let source = try FileSource(path: path)
    var analyzer = Analyzer()
    let empty = [UInt8](repeating: 0, count: 14)
    func lose(_ time: Timestamp) {
      let record = PacketRecord(
        number: 0, time: time, linkType: .ethernet, capturedLength: 14, wireLength: 14)
      var lost = record
      lost.droppedBefore = 1
      analyzer.receive(empty.span.bytes, record, input: 0)
      analyzer.receive(empty.span.bytes, lost, input: 0)
    }
    for second in 0..<2000 { lose(Timestamp(seconds: Int64(second), nanoseconds: 0)) }
    analyzer.forget([], connectionsBefore: Timestamp(seconds: 3000, nanoseconds: 0))
    var last = Timestamp(nanoseconds: 0)
    try source.forEach { record, bytes in
      analyzer.receive(bytes, record, input: 0)
      last = record.time
    }
    lose(Timestamp(nanoseconds: last.nanoseconds + 1_000_000_000))
    let rules = analyzer.finish(inputs: [source.info]).findings.map(\.rule)
    #expect(rules.contains("body-truncated"))
  }
}

extension FileSource {
  /// How many packets it gives.
  fileprivate func count() throws -> Int {
    var count = 0
    try forEach { _, _ in count += 1 }
    return count
  }
}
