internal import Forge

/// The fuzzer's bytes, taken from the front as choices; zeros where there are no more.
struct FuzzInput {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isEmpty: Bool { position == bytes.count }

  mutating func byte() -> UInt8 {
    guard position < bytes.count else { return 0 }
    defer { position += 1 }
    return bytes[position]
  }

  /// Two bytes, most significant first.
  mutating func half() -> Int { Int(byte()) << 8 | Int(byte()) }

  /// The next `count` bytes, or as many as there are.
  mutating func take(_ count: Int) -> [UInt8] {
    let end = min(position + count, bytes.count)
    defer { position = end }
    return Array(bytes[position..<end])
  }

  mutating func rest() -> [UInt8] { take(bytes.count) }
}

extension SeededGenerator {
  /// Hands `bytes` to `body` in pieces, most of them short.
  mutating func feed(_ bytes: [UInt8], _ body: (RawSpan) -> Void) {
    let longest = [1, 3, 12, 100].randomElement(using: &self) ?? 1
    var start = 0
    while start < bytes.count {
      let end = min(start + Int.random(in: 1...longest, using: &self), bytes.count)
      body(bytes.span.bytes.extracting(start..<end))
      start = end
    }
  }
}
