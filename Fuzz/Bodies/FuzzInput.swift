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

/// Random numbers that a seed determines (SplitMix64), for what the fuzzer need not choose.
struct Splits: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

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
