import Forge

/// How bytes arrive: in which pieces.
public enum Delivery: Hashable, Sendable, CaseIterable {
  case whole, bytewise, halves
  /// In pieces of 1 to 40 bytes, as the seed has it.
  case random(seed: UInt64)

  /// Every way that a test of a parser should try.
  public static let allCases: [Delivery] =
    [.whole, .bytewise, .halves] + (1...4).map { .random(seed: $0) }

  /// Hands `bytes` to `body`, piece by piece and in order; no piece is empty.
  public func feed(_ bytes: [UInt8], _ body: (RawSpan) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: 0)
    if case .random(let seed) = self { generator = SeededGenerator(seed: seed) }
    let all = bytes.span.bytes
    var start = 0
    while start < bytes.count {
      let size =
        switch self {
        case .whole: bytes.count
        case .bytewise: 1
        case .halves: (bytes.count + 1) / 2
        case .random: Int.random(in: 1...40, using: &generator)
        }
      let end = min(start + size, bytes.count)
      try body(all.extracting(start..<end))
      start = end
    }
  }

  /// Hands the UTF-8 bytes of `text` to `body`, piece by piece and in order.
  public func feed(_ text: String, _ body: (RawSpan) throws -> Void) rethrows {
    try feed(Array(text.utf8), body)
  }
}
