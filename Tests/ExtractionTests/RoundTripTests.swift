import Bytes
import Extraction
import Forge
import Foundation
import Testing

/// A file served in random ranges, orders and connections, with loss and overlap, is the same again,
/// but for holes exactly where the capture lost bytes.
struct RoundTripTests {
  /// Where the bytes of a response are: which are framing, and where the others belong.
  struct Layout {
    var framing: [Range<UInt64>] = []
    var content: [(stream: Range<UInt64>, position: UInt64)] = []
    var end: UInt64

    /// Forge makes the bytes of the file by a pattern, and all else by hand.
    init(_ payload: Payload, at start: UInt64) {
      end = start
      add(payload)
    }

    private mutating func add(_ payload: Payload) {
      switch payload {
      case .bytes(let bytes):
        framing.append(end..<(end + UInt64(bytes.count)))
        end += UInt64(bytes.count)
      case .pattern(_, let position, let count):
        content.append((end..<(end + count), position))
        end += count
      case .joined(let payloads): for payload in payloads { add(payload) }
      }
    }
  }

  static let size: UInt64 = 120_000
  static let file = ForgedResource("/data.bin", size: size, seed: 7)

  static func exchange(_ generator: inout SeededGenerator) -> ForgedExchange {
    func range() -> ClosedRange<UInt64> {
      let first = UInt64.random(in: 0..<size, using: &generator)
      return first...min(size - 1, first + UInt64.random(in: 0..<40_000, using: &generator))
    }
    let wanted = range()
    var exchange = file.rangeExchange(first: wanted.lowerBound, last: wanted.upperBound)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: exchange = file.exchange()
    case 1: exchange = file.multipartExchange([range(), range(), range()])
    case 2: exchange.response?.framing = .chunked(ChunkedCoding(sizes: [1, 4000, 700]))
    default: break
    }
    return exchange
  }

  static func faults(_ generator: inout SeededGenerator) -> [FaultRule] {
    let all: [Fault] = [
      .missed, .lost(seen: false), .lost(seen: true), .delayed(places: 3), .duplicated,
      .recordedLate(places: 5), .repeated(shift: 100, count: 700, after: 3), .repeated(),
    ]
    return all.shuffled(using: &generator).prefix(Int.random(in: 0...3, using: &generator)).map {
      FaultRule($0, .randomData(0.04, seed: .random(in: 0 ... .max, using: &generator)))
    }
  }

  static func capture(_ seed: UInt64) -> (connections: [[ForgedExchange]], capture: ForgedCapture) {
    var generator = SeededGenerator(seed: seed)
    let connections = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      (0..<Int.random(in: 1...4, using: &generator)).map { _ in exchange(&generator) }
    }
    let capture = ForgedCapture.of(
      connections, faults: connections.map { _ in faults(&generator) },
      isAtOnce: .random(using: &generator))
    return (connections, capture)
  }

  @Test(arguments: 0..<300) func givesTheSameFile(seed: UInt64) throws {
    let (connections, capture) = Self.capture(seed)

    // What can be there, and what must be: behind framing that was lost nothing must.
    var possible = IntervalSet()
    var certain = IntervalSet()
    for (exchanges, truth) in zip(connections, capture.truth()) {
      let captured = truth.fromServer.captured
      var end: UInt64 = 0
      var isRead = true
      for exchange in exchanges {
        let layout = Layout(try #require(exchange.response).payload, at: end)
        end = layout.end
        isRead = isRead && layout.framing.allSatisfy { captured.contains($0) }
        for (stream, position) in layout.content {
          for range in captured.ranges.map({ $0.clamped(to: stream) }) where !range.isEmpty {
            let first = Int(position + range.lowerBound - stream.lowerBound)
            possible.insert(first..<(first + range.count))
            if isRead { certain.insert(first..<(first + range.count)) }
          }
        }
      }
    }

    let extraction = try Extraction(capture)
    guard let file = extraction.files.first else {
      #expect(certain.isEmpty)
      return
    }
    #expect(extraction.files.count == 1)
    let present = IntervalSet(file.present)
    #expect(certain.ranges.allSatisfy { present.contains($0) }, "\(certain) in \(present)")
    #expect(file.present.allSatisfy { possible.contains($0) }, "\(present) in \(possible)")
    let bytes = try extraction.contents("data.bin")
    #expect(bytes.count == Int(Self.size))
    var expected = [UInt8](repeating: 0, count: bytes.count)
    for range in file.present {
      let positions = UInt64(range.lowerBound)..<UInt64(range.upperBound)
      expected.replaceSubrange(range, with: Self.file.pattern.bytes(in: positions))
    }
    #expect(bytes == expected)
    #expect(file.conflicts.isEmpty)
    let all = file.present + file.unseen + file.missing
    #expect(all.reduce(0) { $0 + $1.count } == bytes.count, "they are all of it")
    #expect(IntervalSet(all).length == bytes.count, "and none is told twice")
    #expect(file.isComplete == (present.length == bytes.count))
  }

  /// What the capture holds so late that it was given up has its place all the same.
  @Test(arguments: [1, 40, 90, 140], [3, 4, 40])
  func placesWhatCameLate(places: Int, segment: Int) throws {
    let exchange = Self.file.rangeExchange(first: 20_000, last: 119_999)
    let late = FaultRule(.recordedLate(places: places), .data([segment, segment + 2]))
    let extraction = try Extraction(.of([[exchange]], faults: [[late]]))
    #expect(extraction.files.first?.present == [20_000..<120_000])
    let bytes = try extraction.contents("data.bin")
    #expect(Array(bytes[20_000...]) == Self.file.pattern.bytes(in: 20_000..<120_000))
  }

  /// The test above would say little if loss of framing excused most of what is missing.
  @Test func mostlyNothingIsExcused() {
    var excused = 0
    for seed in 0..<300 {
      let (connections, capture) = Self.capture(UInt64(seed))
      let isExcused = zip(connections, capture.truth()).contains { exchanges, truth in
        var end: UInt64 = 0
        return exchanges.contains { exchange in
          guard let response = exchange.response else { return false }
          let layout = Layout(response.payload, at: end)
          end = layout.end
          return !layout.framing.allSatisfy { truth.fromServer.captured.contains($0) }
        }
      }
      if isExcused { excused += 1 }
    }
    #expect(excused < 100, "\(excused) of 300")
  }
}
