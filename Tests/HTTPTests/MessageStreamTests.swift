import Bytes
import FuzzBodies
import HTTP
import TestSupport
import Testing

/// Streams of messages that a seed makes: valid, damaged, and with bytes missing.
struct MessageStreamTests {
  static let seeds = UInt64(0)..<300

  private static let deliveries: [Delivery] =
    [.bytewise, .halves] + (1...6).map { .random(seed: $0) }

  @Test(arguments: [MessageParser.Kind.requests, .responses])
  func findsValidMessagesHoweverTheyArrive(_ kind: MessageParser.Kind) {
    for seed in Self.seeds {
      let stream = Self.stream(kind, seed)
      for delivery in [.whole] + Self.deliveries {
        let found = MessageLog.lines(kind, methods: stream.methods, [.bytes(stream.bytes)]) {
          delivery.feed($0, $1)
        }
        #expect(found == stream.log, "seed \(seed), \(delivery)")
      }
    }
  }

  /// Whatever the bytes are, it neither stops nor stands still, and pieces change nothing.
  @Test(arguments: [MessageParser.Kind.requests, .responses])
  func findsTheSameInDamagedStreams(_ kind: MessageParser.Kind) {
    for seed in Self.seeds {
      let stream = Self.stream(kind, seed)
      let steps = Self.damaged(stream.bytes, seed: seed)
      let whole = MessageLog.lines(kind, methods: stream.methods, steps) {
        Delivery.whole.feed($0, $1)
      }
      let odd = whole.first { $0.hasPrefix("stuck") || $0.contains("left over") }
      #expect(odd == nil, "seed \(seed)")
      let size = steps.reduce(0) { $0 + $1.size }
      #expect(whole.count < 2 * size + 16, "seed \(seed)")
      for delivery in Self.deliveries {
        let found = MessageLog.lines(kind, methods: stream.methods, steps) {
          delivery.feed($0, $1)
        }
        #expect(found == whole, "seed \(seed), \(delivery)")
      }
    }
  }

  private static func stream(_ kind: MessageParser.Kind, _ seed: UInt64) -> MessageStream {
    kind == .requests ? .requests(seed: seed) : .responses(seed: seed)
  }

  private static let tokens = [
    "\r\n", "\n", "\r", "H", "HTTP/1.1 ", "HTTP/1.1 200 OK\r\n", "GET ", "GET / HTTP/1.1\r\n",
    "0\r\n",
    "\r\n\r\n", " ", ":", "\u{0}", "fffffffffffffff", "Content-Length: 7\r\n", ";",
  ]

  private static func damaged(_ stream: [UInt8], seed: UInt64) -> [MessageStep] {
    var generator = SeededGenerator(seed: ~seed)
    var bytes = stream
    for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, position + Int.random(in: 1...30, using: &generator))
      switch Int.random(in: 0...4, using: &generator) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.removeSubrange(position..<end)
      case 2: bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 3: bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &generator)
      default:
        let token = tokens[Int.random(in: 0..<tokens.count, using: &generator)]
        bytes.insert(contentsOf: Array(token.utf8), at: position)
      }
    }
    var steps: [MessageStep] = []
    if Int.random(in: 0...3, using: &generator) == 0 { steps = [.search, .segment] }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = min(rest.count, Int.random(in: 1...400, using: &generator))
      steps.append(.bytes(Array(rest.prefix(count))))
      rest = rest.dropFirst(count)
      switch Int.random(in: 0...7, using: &generator) {
      case 0: steps.append(.gap(Int.random(in: 1...60, using: &generator)))
      case 1...4: steps.append(.segment)
      default: break
      }
    }
    return steps + [.close]
  }
}

extension MessageStep {
  fileprivate var size: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    default: 1
    }
  }
}
