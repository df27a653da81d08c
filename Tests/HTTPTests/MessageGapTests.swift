import FuzzBodies
import HTTP
import TestSupport
import Testing

/// Bytes that are missing, at every place of a few messages.
struct MessageGapTests {
  private static let heads = [
    "HTTP/1.1 206 Partial Content\r\nContent-Length: 20\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  ]
  private static let last = "HTTP/1.1 304 Not Modified\r\nETag: \"last\"\r\n\r\n"
  private static let lastLog = [
    "head 1.1 304 Not Modified", "  ETag: \"last\"", "  length none", "end",
  ]

  /// All of a gap that lies within content is content, and what follows is as if it were there.
  @Test func countsWhatIsMissingWithinContent() {
    let first = Self.heads[0]
    for start in 0..<20 {
      for end in (start + 1)...20 {
        let log = Self.log(
          first + "01234567890123456789" + Self.last, gap: start..<end, first.utf8.count)
        let counts = Self.counts(log)
        #expect(counts.content == 20 - (end - start) && counts.unseen == end - start)
        #expect(log.suffix(5) == ["end"] + Self.lastLog, "\(start)..<\(end)")
      }
    }
  }

  @Test func countsWhatIsMissingWithinAChunk() {
    let first = Self.heads[1] + "a;x\r\n"
    for start in 0..<10 {
      // The two bytes behind the data may be missing too.
      for end in (start + 1)...12 {
        let log = Self.log(
          first + "0123456789\r\n5\r\nhello\r\n0\r\n\r\n" + Self.last, gap: start..<end,
          first.utf8.count)
        let counts = Self.counts(log)
        #expect(counts.unseen == min(end, 10) - start)
        #expect(counts.content + counts.unseen == 15)
        #expect(log.suffix(5) == ["end"] + Self.lastLog, "\(start)..<\(end)")
      }
    }
  }

  /// Wherever it lies, nothing is found that was not sent, and the last message is found unless it
  /// is touched itself.
  @Test(arguments: 0..<2)
  func findsTheLastMessage(_ row: Int) {
    let first = Self.heads[row]
    let content = ["01234567890123456789", "a\r\n0123456789\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n"][
      row]
    let text = first + content + Self.last
    let size = (first + content).utf8.count
    for start in 0..<text.utf8.count {
      for length in [1, 2, 3, 7, 20, 60] where start + length <= text.utf8.count {
        let log = Self.log(text, gap: start..<(start + length))
        let counts = Self.counts(log)
        #expect(counts.content + counts.unseen <= (row == 0 ? 20 : 15))
        #expect(!log.contains { $0.hasPrefix("stuck") })
        if start + length <= size {
          #expect(log.suffix(4) == Self.lastLog, "\(start), \(length)")
        }
        // A head that is not whole ends with a whole line.
        if log.contains(where: { $0.hasPrefix("head (cut off)") }) {
          #expect(log.allSatisfy { !$0.hasPrefix("  Content-L") || $0 == "  Content-Length: 20" })
        }
      }
    }
  }

  @Test(arguments: MessageStreamTests.seeds)
  func isNotLedAstrayByManyGaps(_ seed: UInt64) {
    let stream = MessageStream.responses(seed: seed)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      var steps: [MessageStep] = []
      var rest = stream.bytes[...]
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 1...200, using: &generator))
        let isMissing = Int.random(in: 0...3, using: &generator) == 0
        steps.append(isMissing ? .gap(count) : .bytes(Array(rest.prefix(count))))
        rest = rest.dropFirst(count)
      }
      let whole = MessageLog.lines(.responses, methods: stream.methods, steps) {
        Delivery.whole.feed($0, $1)
      }
      let pieces = MessageLog.lines(.responses, methods: stream.methods, steps) {
        Delivery.bytewise.feed($0, $1)
      }
      #expect(whole == pieces)
      #expect(!whole.contains { $0.hasPrefix("stuck") })
    }
  }

  private static func log(_ text: String, gap: Range<Int>, _ offset: Int = 0) -> [String] {
    let bytes = Array(text.utf8)
    let gap = (gap.lowerBound + offset)..<(gap.upperBound + offset)
    let steps: [MessageStep] = [
      .bytes(Array(bytes[..<gap.lowerBound])), .gap(gap.count),
      .bytes(Array(bytes[gap.upperBound...])),
    ]
    return MessageLog.lines(.responses, steps) { Delivery.whole.feed($0, $1) }
  }

  private static func counts(_ log: [String]) -> (content: Int, unseen: Int) {
    func sum(_ word: String) -> Int {
      log.filter { $0.hasPrefix(word) }.compactMap { Int($0.dropFirst(word.count)) }.reduce(0, +)
    }
    return (sum("content "), sum("unseen "))
  }
}
