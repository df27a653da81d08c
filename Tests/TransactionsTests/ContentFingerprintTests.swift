import TestSupport
import Testing

@testable import Transactions

@Suite struct ContentFingerprintTests {
  /// A fingerprint of `bytes` at `position`, taken in random pieces.
  private func fingerprint(
    _ bytes: [UInt8], at position: Int, skipping unknown: Range<Int>? = nil, seed: UInt64
  ) -> ContentFingerprint {
    var generator = SeededGenerator(seed: seed)
    var result = ContentFingerprint(at: position)
    var offset = 0
    while offset < bytes.count {
      let end = min(bytes.count, offset + Int.random(in: 1...3000, using: &generator))
      if let unknown, unknown.contains(offset) {
        result.skip(unknown.upperBound - offset)
        offset = unknown.upperBound
        continue
      }
      let stop = unknown.map { offset < $0.lowerBound ? min(end, $0.lowerBound) : end } ?? end
      result.receive(Array(bytes[offset..<stop]).span.bytes)
      offset = stop
    }
    return result
  }

  private func content(_ count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func theSameBytesAreTheSameHoweverTheyComeAndWhereverTheyBegin(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let whole = content(40_000, seed: seed)
    let a = Int.random(in: 0..<20_000, using: &generator)
    let b = Int.random(in: 20_001...40_000, using: &generator)
    let one = fingerprint(whole, at: 0, seed: seed + 1)
    let other = fingerprint(Array(whole[a..<b]), at: a, seed: seed + 2)
    #expect(one.firstDifference(from: other) == nil)
    #expect(other.firstDifference(from: one) == nil)
  }

  /// Pairs of words that are begun by one piece and ended by another, wherever they lie.
  @Test(arguments: 0..<34)
  func smallPiecesGiveWhatOnePieceGives(position: Int) {
    var generator = SeededGenerator(seed: UInt64(position))
    for count in 0..<100 {
      let bytes = content(count, seed: UInt64(count))
      var whole = ContentFingerprint(at: position)
      whole.receive(bytes.span.bytes)
      for longest in [1, 3, 15, 16, 17, 33] {
        var pieces = ContentFingerprint(at: position)
        var offset = 0
        while offset < count {
          let end = min(count, offset + Int.random(in: 1...longest, using: &generator))
          pieces.receive(bytes[offset..<end].span.bytes)
          offset = end
        }
        #expect(pieces == whole, "\(count) bytes in pieces of up to \(longest)")
      }
    }
  }

  @Test(arguments: 0..<25 as Range<UInt64>)
  func oneByteThatDiffersIsFoundInItsBlock(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let whole = content(30_000, seed: seed)
    var changed = whole
    // Within a block that both have whole.
    let position = Int.random(in: 2048..<28_672, using: &generator)
    changed[position] ^= UInt8.random(in: 1...255, using: &generator)
    let start = Int.random(in: 0...1024, using: &generator)
    let one = fingerprint(whole, at: 0, seed: seed + 1)
    let other = fingerprint(Array(changed[start...]), at: start, seed: seed + 2)
    let found = try #require(one.firstDifference(from: other))
    #expect(found.contains(position))
    #expect(found.count <= 1024)
  }

  @Test func bytesThatAreNotKnownAreNotCompared() {
    let whole = content(10_000, seed: 1)
    var changed = whole
    changed[5000] ^= 1
    let one = fingerprint(whole, at: 0, seed: 2)
    let other = fingerprint(changed, at: 0, skipping: 4990..<5010, seed: 3)
    #expect(one.firstDifference(from: other) == nil)
    changed[9000] ^= 1
    let another = fingerprint(changed, at: 0, skipping: 4990..<5010, seed: 4)
    #expect(one.firstDifference(from: another)?.contains(9000) == true)
  }

  @Test func zerosAreBytesToo() {
    let zeros = [UInt8](repeating: 0, count: 5000)
    var ones = zeros
    ones[4099] = 1
    let one = fingerprint(zeros, at: 3, seed: 1)
    #expect(one.firstDifference(from: fingerprint(zeros, at: 3, seed: 9)) == nil)
    #expect(one.firstDifference(from: fingerprint(ones, at: 3, seed: 2))?.contains(4102) == true)
  }

  @Test func aLongContentHasLongBlocksThatCompareWithShortOnes() throws {
    let whole = content(5 << 20, seed: 5)
    var changed = Array(whole[(2 << 20)..<((2 << 20) + 65_536)])
    changed[32_768] ^= 1
    let long = fingerprint(whole, at: 0, seed: 6)
    let part = fingerprint(changed, at: 2 << 20, seed: 7)
    let found = try #require(long.firstDifference(from: part))
    #expect(found.contains((2 << 20) + 32_768))
    #expect(found.count <= 16_384)
  }

  @Test func whatIsOverTakesNoMoreMemoryThanItsBlocks() {
    let whole = content(1_500_000, seed: 8)
    var one = fingerprint(whole, at: 0, seed: 9)
    let before = one
    one.settle()
    #expect(one == before)
    // Blocks of 2 KiB: 733, where there was room for 1,024.
    #expect(one.footprint <= 736 * 8)
    var changed = whole
    changed[1_400_000] ^= 1
    let other = fingerprint(changed, at: 0, seed: 10)
    #expect(one.firstDifference(from: other)?.contains(1_400_000) == true)
  }

  @Test func hugePositionsAndSkipsCostNothing() {
    var one = ContentFingerprint(at: Int.max - 100)
    one.receive([UInt8](repeating: 1, count: 101).span.bytes)
    one.skip(5)
    var two = ContentFingerprint(at: 0)
    two.receive([UInt8](repeating: 1, count: 10).span.bytes)
    two.skip(1 << 60)
    two.receive([UInt8](repeating: 1, count: 10).span.bytes)
    #expect(one.firstDifference(from: two) == nil)
    var three = ContentFingerprint(at: 0)
    three.skip(1 << 61)
    two.skip(1 << 60)
    #expect(three.firstDifference(from: two) == nil)
  }
}
