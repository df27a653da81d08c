import Analysis
import Packets
import Rules
import Testing

/// Packets that are not in order of time.
@Suite struct OrderTests {
  /// Nanoseconds between packets, how many stand out of order, and by how many microseconds.
  static let rows: [(steps: [Int64], unordered: Int, most: Int)] = [
    ([10, 10], 0, 0),
    ([10, 0, 0], 0, 0),
    ([2_000_000, -20_000, 50_000, -40_000], 2, 40),
    ([2_000_000, -1], 1, 1),
    // It is the latest so far that counts.
    ([2_000_000, -700_000, -700_000], 2, 1400),
    ([2_000_000, -700_000, 600_000, -600_000], 3, 700),
  ]

  @Test(arguments: rows)
  func areCountedAndMeasured(row: (steps: [Int64], unordered: Int, most: Int)) {
    var analyzer = Analyzer()
    var time = Timestamp(seconds: 1, nanoseconds: 0)
    for (index, step) in ([0] + row.steps).enumerated() {
      time = Timestamp(nanoseconds: time.nanoseconds + step)
      let bytes = [UInt8](repeating: 0, count: 20)
      let record = PacketRecord(
        number: index + 1, time: time, linkType: .ethernet, capturedLength: 20, wireLength: 20)
      analyzer.receive(bytes.span.bytes, record, input: 0)
    }
    var input = InputInfo(path: "a.pcap", format: .pcap)
    input.packets = row.steps.count + 1
    let findings = analyzer.finish(inputs: [input]).findings.filter {
      $0.rule == "capture-unordered"
    }
    #expect(findings.count == (row.unordered > 0 ? 1 : 0))
    let values = (findings.first?.values ?? []).map(\.value)
    #expect(values == (row.unordered > 0 ? ["\(row.unordered)", "\(row.most)"] : []))
  }
}
