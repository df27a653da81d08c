import Analysis
import Live
import Packets
import Testing
import Transactions

/// Hostile traffic stays within the bounds.
struct FloodTests {
  /// A segment without options from a client of that number; checksums are not looked at.
  private func packet(client: Int, flags: UInt8, sequence: UInt32, payload: [UInt8] = []) -> [UInt8]
  {
    func two(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF)] }
    func four(_ value: UInt32) -> [UInt8] { two(Int(value >> 16)) + two(Int(value & 0xFFFF)) }
    let source = UInt32(0x0A00_0000 + client / 60_000)
    return [UInt8](repeating: 2, count: 12) + [0x08, 0x00]
      + [0x45, 0] + two(40 + payload.count) + [0, 0, 0, 0, 64, 6, 0, 0] + four(source)
      + four(0xC633_6402) + two(1024 + client % 60_000) + two(8080) + four(sequence) + four(1)
      + [0x50, flags] + two(65_535) + [0, 0, 0, 0] + payload
  }

  /// Sends what `make` gives for each number, a microsecond apart, with a look now and then.
  private func flood(
    _ count: Int, _ make: (Int) -> [UInt8]
  ) -> (most: (transactions: Int, connections: Int), news: LiveNews) {
    var options = WatchOptions()
    options.mostMemory = 16 << 20
    options.mostDownloads = 500
    var watch = LiveWatch(options)
    var most = (transactions: 0, connections: 0)
    for number in 0..<count {
      let bytes = make(number)
      let record = PacketRecord(
        number: number + 1, time: Timestamp(seconds: 1, nanoseconds: Int64(number) * 1000),
        linkType: .ethernet, capturedLength: bytes.count, wireLength: bytes.count)
      watch.receive(bytes.span.bytes, record)
      if number % 5000 == 4999 {
        _ = watch.look(at: record.time, inputs: [])
        most.transactions = max(most.transactions, watch.kept.transactions)
        most.connections = max(most.connections, watch.kept.connections)
      }
    }
    return (most, watch.finish(inputs: []))
  }

  @Test func aFloodOfConnections() {
    let (most, news) = flood(60_000) { packet(client: $0, flags: 0x02, sequence: 7) }
    #expect(most.connections <= 2000)
    #expect(news.report.letGo.connections + news.report.connections.count == 60_000)
    #expect(news.report.limitsReached.contains { $0.limit == "connections" })
  }

  @Test func aFloodOfRequestsThatNobodyAnswers() {
    let (most, news) = flood(20_000) { number in
      let request = Array("GET /\(number) HTTP/1.1\r\nHost: a.test\r\n\r\n".utf8)
      return packet(client: number, flags: 0x18, sequence: 7, payload: request)
    }
    #expect(most.transactions <= 6500)
    #expect(news.report.letGo.transactions + news.report.exchanges.count == 20_000)
  }

  @Test func aHeadWithoutEnd() {
    var sequence: UInt32 = 1
    let line = Array(("X: " + String(repeating: "y", count: 1000) + "\r\n").utf8)
    let (most, news) = flood(5000) { number in
      let payload = number == 0 ? Array("GET / HTTP/1.1\r\n".utf8) : line
      defer { sequence &+= UInt32(payload.count) }
      return packet(client: 1, flags: 0x18, sequence: sequence, payload: payload)
    }
    #expect(most.transactions <= 1)
    #expect(news.report.exchanges.count <= 1)
  }
}
