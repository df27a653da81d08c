import Analysis
import Live
import Packets
import Rules
import Testing
import Transactions

/// Hostile traffic stays within the bounds, and what is let go for them is counted and named.
struct FloodTests {
  /// What came of a flood.
  private struct Outcome {
    /// The most memory that what was kept took, as it is counted.
    var most: Int
    var report: Report
    var totals: WatchTotals

    /// How often a bound was reached.
    func limit(_ name: String) -> Int {
      report.limitsReached.first { $0.limit == name }?.count ?? 0
    }

    /// The packets that were not used for a reason.
    func skipped(_ reason: String) -> Int {
      report.skipped.first { $0.reason == reason }?.count ?? 0
    }
  }

  /// Of 64 MiB for all, a fifth is for what is kept; it is counted for an eighth of that in packets.
  private static let bound = 64 << 20
  private static let mostKept = bound / 5
  private static let betweenCounts = mostKept / 2

  /// Sends what `make` gives for each number, ten microseconds apart, as a session would: with a
  /// look when it is time, or when much is kept.
  private func flood(_ count: Int, _ make: (Int) -> [UInt8]) -> Outcome {
    var options = WatchOptions()
    options.mostMemory = Self.bound
    options.mostDownloads = 5000
    var watch = Watching(options)
    for number in 0..<count {
      let bytes = make(number)
      let record = PacketRecord(
        number: number + 1, time: Timestamp(seconds: 1, nanoseconds: Int64(number) * 10_000),
        linkType: .ethernet, capturedLength: bytes.count, wireLength: bytes.count)
      watch.receive(bytes.span.bytes, record)
      if number % 20_000 == 0 || watch.intake.isMuch || watch.intake.isOver {
        _ = watch.look(at: record.time, inputs: [])
      }
    }
    let most = watch.intake.mostFootprint
    let news = watch.finish(inputs: [])
    #expect(most <= Self.mostKept + Self.betweenCounts)
    return Outcome(most: most, report: news.report, totals: watch.watch.totals)
  }

  // MARK: Packets

  private static func two(_ value: Int) -> [UInt8] {
    [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)]
  }

  private static func four(_ value: UInt32) -> [UInt8] {
    two(Int(value >> 16)) + two(Int(value & 0xFFFF))
  }

  /// An IPv4 packet to the server; checksums are not looked at.
  private static func packet(
    from source: Int, identification: Int = 0, fragment: Int = 0, _ content: [UInt8]
  ) -> [UInt8] {
    [UInt8](repeating: 2, count: 12) + [0x08, 0x00]
      + [0x45, 0] + two(20 + content.count) + two(identification) + two(fragment) + [64, 6, 0, 0]
      + four(UInt32(0x0A00_0000 + source)) + four(0xC633_6402) + content
  }

  /// A segment without options from a client of that number.
  private static func segment(
    client: Int, flags: UInt8, sequence: UInt32, _ payload: [UInt8] = []
  ) -> [UInt8] {
    packet(
      from: client / 60_000,
      two(1024 + client % 60_000) + two(8080) + four(sequence) + four(1)
        + [0x50, flags] + two(65_535) + [0, 0, 0, 0] + payload)
  }

  private static let syn: UInt8 = 0x02
  private static let data: UInt8 = 0x18

  // MARK: Floods

  @Test func ofSYNs() {
    let count = 40_000
    let outcome = flood(count) { Self.segment(client: $0, flags: Self.syn, sequence: 7) }
    let report = outcome.report
    #expect(report.letGo.connections + report.connections.count == count)
    #expect(outcome.limit("connections") + outcome.limit("memory") > 0)
    #expect(report.findings.contains { $0.rule == "limit-reached" })
  }

  /// Each opens with a SYN and asks for something, and none is ever closed.
  @Test func ofConnectionsOpenAtOnce() {
    let count = 100_000
    let outcome = flood(2 * count) { number in
      let client = number / 2
      if number % 2 == 0 { return Self.segment(client: client, flags: Self.syn, sequence: 7) }
      let request = Array("GET /\(client) HTTP/1.1\r\nHost: a.test\r\n\r\n".utf8)
      return Self.segment(client: client, flags: Self.data, sequence: 8, request)
    }
    let report = outcome.report
    #expect(report.letGo.transactions + report.exchanges.count == count)
    // One that was let go begins once more when its request comes.
    #expect(report.letGo.connections + report.connections.count >= count)
    #expect(outcome.totals.statuses[0] == count)
    #expect(outcome.limit("connections") + outcome.limit("memory") > 0)
  }

  /// Pieces of eight bytes of packets that are never whole.
  @Test func ofTinyFragments() {
    let count = 40_000
    let outcome = flood(count) { number in
      Self.packet(
        from: number / 65_536, identification: number & 0xFFFF, fragment: 0x2000 + number % 100,
        [UInt8](repeating: 1, count: 8))
    }
    #expect(outcome.most < 1 << 20)
    #expect(
      outcome.skipped("fragment-limit") + outcome.skipped("fragment-pending") == count)
  }

  /// A thousand connections send a head that never ends.
  @Test func ofHeadsWithoutEnd() {
    let line = Array(("X: " + String(repeating: "y", count: 1395) + "\r\n").utf8)
    let start = Array("GET / HTTP/1.1\r\n".utf8)
    let outcome = flood(40_000) { number in
      let (client, turn) = (number % 1000, number / 1000)
      let sequence = turn == 0 ? 1 : 1 + start.count + (turn - 1) * line.count
      return Self.segment(
        client: client, flags: Self.data, sequence: UInt32(sequence), turn == 0 ? start : line)
    }
    #expect(outcome.most > Self.mostKept / 2)
    #expect(outcome.limit("memory") > 0)
    #expect(outcome.report.findings.contains { $0.rule == "limit-reached" })
  }

  /// A thousand connections send all but their first byte, so that all of it waits.
  @Test func ofBytesThatWaitForOthers() {
    let payload = [UInt8](repeating: 0x61, count: 1400)
    let outcome = flood(20_000) { number in
      let (client, turn) = (number % 1000, number / 1000)
      if turn == 0 { return Self.segment(client: client, flags: Self.syn, sequence: 0) }
      return Self.segment(
        client: client, flags: Self.data, sequence: UInt32(2 + turn * 1400), payload)
    }
    #expect(outcome.limit("held-bytes") + outcome.limit("memory") > 0)
  }

  /// Addresses of thousands of bytes, each another.
  @Test func ofLongAddresses() {
    let count = 6000
    let path = String(repeating: "a", count: 6000)
    let outcome = flood(count) { number in
      let request = Array("GET /\(path)\(number) HTTP/1.1\r\nHost: a.test\r\n\r\n".utf8)
      return Self.segment(client: number, flags: Self.data, sequence: 7, request)
    }
    let report = outcome.report
    #expect(report.letGo.transactions + report.exchanges.count == count)
    #expect(report.letGo.transactions > 0)
  }
}
