/// SipHash-2-4: a short keyed hash, so that equal secrets can be told to be equal and no more.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
enum SipHash {
  /// The hash of `bytes` under `key`.
  static func hash(_ bytes: some Collection<UInt8>, key: Salt) -> UInt64 {
    var state = State(key)
    var word: UInt64 = 0
    var count = 0
    for byte in bytes {
      word |= UInt64(byte) << UInt64(8 * (count % 8))
      count += 1
      if count % 8 == 0 {
        state.absorb(word)
        word = 0
      }
    }
    state.absorb(word | UInt64(truncatingIfNeeded: count & 0xFF) << 56)
    return state.finish()
  }

  private struct State {
    var v0, v1, v2, v3: UInt64

    init(_ key: Salt) {
      v0 = key.first ^ 0x736F_6D65_7073_6575
      v1 = key.second ^ 0x646F_7261_6E64_6F6D
      v2 = key.first ^ 0x6C79_6765_6E65_7261
      v3 = key.second ^ 0x7465_6462_7974_6573
    }

    mutating func absorb(_ word: UInt64) {
      v3 ^= word
      round()
      round()
      v0 ^= word
    }

    mutating func finish() -> UInt64 {
      v2 ^= 0xFF
      for _ in 0..<4 { round() }
      return v0 ^ v1 ^ v2 ^ v3
    }

    private mutating func round() {
      v0 &+= v1
      v1 = rotate(v1, 13) ^ v0
      v0 = rotate(v0, 32)
      v2 &+= v3
      v3 = rotate(v3, 16) ^ v2
      v0 &+= v3
      v3 = rotate(v3, 21) ^ v0
      v2 &+= v1
      v1 = rotate(v1, 17) ^ v2
      v2 = rotate(v2, 32)
    }

    private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 {
      value << count | value >> (64 - count)
    }
  }
}
