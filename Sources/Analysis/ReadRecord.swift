import Packets
import Ranges
import Rules
import Streams
import Transactions

/// What reading a record gave, before it is judged.
struct ReadRecord {
  /// In the order in which they began; that of id `n` at index `n - 1`.
  var exchanges: RangeExchanges
  /// That of number `n` at index `n - 1`.
  var connections: [ConnectionSummary]
  var facts: Facts

  /// What is known apart from the traffic.
  struct Facts: Sendable {
    /// Packets that were not used, by reason.
    var skipped: [(reason: String, count: Int)]
    var statistics: StreamStatistics
    /// Packets that stand behind one of a later time, and by how many nanoseconds at most.
    var unordered: (packets: Int, most: Int64)
    var letGo: LetGo
  }

  /// Makes downloads of the exchanges, holds all against the rules, and tells it.
  func report(_ inputs: [InputInfo], _ options: AnalyzerOptions) -> Report {
    var report = Report()
    report.letGo = facts.letGo
    report.connections = connections
    report.skipped = facts.skipped
    report.inputs = inputs
    report.limitsReached = facts.statistics.limitsReached
    report.exchanges = exchanges
    report.chosen = options.selection.chosen(report.exchanges, by: options.grouping)
    report.downloads = DownloadAssembler(
      report.exchanges, by: options.grouping, only: report.chosen
    ).downloads(options.workers)
    UnseenRequests.settle(&report.downloads, report.exchanges, connections)
    let diagnosis = Checker().diagnose(
      TrafficRecord(
        exchanges: report.exchanges, downloads: report.downloads, connections: connections,
        facts: captureFacts(inputs), thresholds: options.thresholds, only: report.chosen),
      options.workers)
    report.findings = diagnosis.findings
    report.causes = diagnosis.causes
    return report
  }

  /// What the capture is like, apart from the traffic in it.
  private func captureFacts(_ inputs: [InputInfo]) -> CaptureFacts {
    var facts = CaptureFacts()
    facts.packets = inputs.reduce(0) { $0 + $1.packets }
    facts.unorderedPackets = self.facts.unordered.packets
    facts.mostUnordered = self.facts.unordered.most
    for input in inputs {
      facts.damage += input.damage.map {
        CaptureFacts.Damage(
          input: input.path, offset: $0.offset, reason: $0.reason, lost: $0.lost)
      }
    }
    let statistics = self.facts.statistics
    facts.duplicatePackets = statistics.duplicatePackets
    facts.duplicateFrames = statistics.duplicateFrames.map { ($0.input, $0.number) }
    facts.limits = statistics.limitsReached
    return facts
  }
}
