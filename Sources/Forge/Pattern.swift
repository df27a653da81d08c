/// The content of a resource of any size: a byte for every position, without holding them.
///
/// The bytes at two positions of one resource are the same bytes in whatever range they are sent, so
/// overlapping ranges agree. The content repeats after 262,139 bytes, a prime, so that blocks of
/// a round size differ from one another.
public struct Pattern: Hashable, Sendable {
  /// Which content: another seed begins at another place of the same cycle.
  public var seed: UInt64

  /// The content that `seed` names.
  public init(seed: UInt64) { self.seed = seed }

  /// The byte at `position`.
  public func byte(at position: UInt64) -> UInt8 { Self.block[offset(of: position)] }

  /// The bytes of the half-open `range` of positions.
  public func bytes(in range: Range<UInt64>) -> [UInt8] {
    var bytes: [UInt8] = []
    append(range, to: &bytes)
    return bytes
  }

  /// Appends the bytes of the half-open `range` of positions.
  func append(_ range: Range<UInt64>, to bytes: inout [UInt8]) {
    var start = offset(of: range.lowerBound)
    var left = Int(range.upperBound - range.lowerBound)
    while left > 0 {
      let count = min(left, Self.period - start)
      bytes.append(contentsOf: Self.block[start..<start + count])
      left -= count
      start = 0
    }
  }

  private func offset(of position: UInt64) -> Int {
    var generator = SeededGenerator(seed: seed)
    let shift = generator.next() % UInt64(Self.period)
    return Int((position % UInt64(Self.period) + shift) % UInt64(Self.period))
  }

  private static let period = 262_139

  private static let block: [UInt8] = {
    var generator = SeededGenerator(seed: 0x7261_6E67_6573)
    var block: [UInt8] = []
    block.reserveCapacity(period + 8)
    while block.count < period {
      var word = generator.next()
      for _ in 0..<8 {
        block.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    block.removeLast(block.count - period)
    return block
  }()
}
