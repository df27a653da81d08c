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
}

extension FileSource {
  /// How many packets it gives.
  fileprivate func count() throws -> Int {
    var count = 0
    try forEach { _, _ in count += 1 }
    return count
  }
}
