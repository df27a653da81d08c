import Bytes
import Capture
import Packets
import Testing

/// Packets from memory; each holds the number of its input and its place there.
final class ListSource: PacketSource {
  private(set) var info = InputInfo(path: "list", format: .pcap)
  private let times: [Int64]
  private let input: Int
  private var bytes: [UInt8] = []

  init(input: Int, times: [Int64]) {
    self.input = input
    self.times = times
  }

  func next() throws(CaptureError) -> PacketRecord? {
    bytes = []
    guard info.packets < times.count else { return nil }
    let record = PacketRecord(
      number: info.packets + 1, time: Timestamp(nanoseconds: times[info.packets]),
      linkType: .ethernet, capturedLength: 2, wireLength: 2)
    bytes = [UInt8(input), UInt8(truncatingIfNeeded: record.number)]
    info.count(record)
    return record
  }

  func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R {
    let bytes = bytes
    return try body(bytes.span.bytes)
  }
}

struct MergedSourceTests {
  /// The inputs and numbers in the order in which they come.
  private func order(_ times: [[Int64]]) throws -> [[Int]] {
    let merged = MergedSource(times.enumerated().map { ListSource(input: $0, times: $1) })
    var result: [[Int]] = []
    try merged.forEach { input, record, bytes in
      #expect(bytes.array() == [UInt8(input), UInt8(truncatingIfNeeded: record.number)])
      result.append([input, record.number])
    }
    #expect(try merged.next() == nil)
    #expect(merged.withBytes { $0.byteCount } == 0)
    return result
  }

  @Test func goesByTimeAndThenByInput() throws {
    #expect(
      try order([[1, 3, 5], [2, 3, 4]]) == [[0, 1], [1, 1], [0, 2], [1, 2], [1, 3], [0, 3]])
    #expect(try order([[7, 7], [7], [7, 7]]) == [[0, 1], [0, 2], [1, 1], [2, 1], [2, 2]])
    #expect(try order([]).isEmpty)
    #expect(try order([[], [1], []]) == [[1, 1]])
  }

  @Test func aRotatedSeriesIsReadInTimeOrder() throws {
    #expect(try order([[5, 6], [1, 2], [3, 4]]).map { $0[0] } == [1, 1, 2, 2, 0, 0])
  }

  @Test func timesThatGoBackKeepTheirPlaceInTheInput() throws {
    #expect(try order([[5, 1, 6]]).map { $0[1] } == [1, 2, 3])
    #expect(try order([[5, 1, 6], [2, 7]]) == [[1, 1], [0, 1], [0, 2], [0, 3], [1, 2]])
  }

  @Test(arguments: 0..<50)
  func equalsAStableSort(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func random(below limit: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(state >> 33) % limit
    }
    let times = (0..<random(below: 130)).map { _ in
      (0..<random(below: 20)).map { _ in random(below: 50) }.sorted()
    }
    let all = times.enumerated().flatMap { input, list in
      list.enumerated().map { (time: $1, input: input, number: $0 + 1) }
    }
    let sorted = all.sorted { ($0.time, $0.input, $0.number) < ($1.time, $1.input, $1.number) }
    #expect(try order(times) == sorted.map { [$0.input, $0.number] })
  }

  @Test func mergesFiles() throws {
    func file(_ seconds: [UInt32]) -> [UInt8] {
      CaptureBytes.pcap(seconds.map { .init(seconds: $0, bytes: [UInt8($0)]) })
    }
    try CaptureBytes.withFile(file([4, 6])) { late in
      try CaptureBytes.withFile(file([1, 5])) { early in
        let merged = MergedSource([try FileSource(path: late), try FileSource(path: early)])
        var bytes: [UInt8] = []
        try merged.forEach { _, _, packet in bytes += packet.array() }
        #expect(bytes == [1, 4, 5, 6])
        #expect(merged.sources.map { $0.info.packets } == [2, 2])
      }
    }
  }
}
