import Bytes

/// What a content was, block by block at absolute positions of the representation, without a copy.
///
/// Each block has a sum over its pairs of words, each mixed with its position, so that the sums do not
/// depend on how the bytes came in pieces, and two neighbouring blocks can become one. The blocks grow
/// with the content: at most `blocksKept` sums are held. Equal sums mean equal bytes but for about one
/// chance in 2⁶⁴; this is no cryptographic digest, and a peer that wants to can make them collide.
public struct ContentFingerprint: Equatable, Sendable {
  /// The most sums that are held.
  public static let blocksKept = 1024
  /// The most unknown ranges that are held; beyond, what follows is unknown.
  public static let unknownsKept = 256
  private static let firstShift: UInt8 = 10

  /// The positions looked at so far, half-open.
  public private(set) var range: Range<Int>
  private var sums: [UInt64] = []
  /// Positions whose bytes are not known, in order.
  private var unknown: [Range<Int>] = []
  /// The bytes of a pair that is not whole yet, the first in the lowest place of the first word.
  private var pair = Pair()
  /// The length of a block is 2 to the power of this, in bytes.
  private var shift = Self.firstShift
  private var isFull = false

  /// A content that begins at `position`.
  public init(at position: Int) { range = position..<position }

  /// The bytes of memory that it takes besides its value.
  var footprint: Int {
    sums.capacity * MemoryLayout<UInt64>.stride + unknown.count * MemoryLayout<Range<Int>>.stride
  }

  /// Whether nothing was looked at.
  public var isEmpty: Bool { range.isEmpty }

  /// Takes the bytes that come next.
  public mutating func receive(_ bytes: RawSpan) {
    let count = bytes.byteCount
    guard !isFull, range.upperBound <= Int.max - count else { return }
    guard count >= 16 else { return take(bytes) }
    // The rest of a pair begun before.
    var offset = -range.upperBound & 15
    if offset > 0 {
      pair.add(Self.pair(bytes, at: 0), behind: 16 &- offset)
      goOn(by: offset)
      closePair()
    }
    while count &- offset >= 16 {
      let position = range.upperBound
      let inBlock = ((position >> shift &+ 1) << shift) &- position
      let part = min(count &- offset, inBlock) & ~15
      add(
        Self.sum(bytes.extracting(unchecked: offset..<offset &+ part), at: position), at: position)
      goOn(by: part)
      offset &+= part
    }
    // A pair that begins with the last bytes.
    if offset < count {
      pair = Self.pair(bytes, at: count &- 16).dropping(16 &- (count &- offset))
      goOn(by: count &- offset)
    }
  }

  /// Passes over bytes that are not known.
  public mutating func skip(_ count: Int) {
    guard count > 0, !isFull else { return }
    guard range.upperBound <= Int.max - count, unknown.count < Self.unknownsKept else {
      isFull = true
      return
    }
    // What was begun of a pair, and what goes on in the middle of one, is in blocks not known whole.
    pair = Pair()
    unknown.append(range.upperBound..<(range.upperBound + count))
    range = range.lowerBound..<(range.upperBound + count)
  }

  /// Gives back the memory that it does not take: nothing more is to come.
  mutating func settle() {
    guard sums.capacity - sums.count > 32 else { return }
    sums = sums.withUnsafeBufferPointer { [UInt64]($0) }
  }

  /// The first block whose bytes are known on both sides and differ; `nil` where there is none.
  ///
  /// - Returns: positions, half-open: the block as far as both sides have it.
  public func firstDifference(from other: ContentFingerprint) -> Range<Int>? {
    let common = range.clamped(to: other.range)
    guard !common.isEmpty else { return nil }
    let shift = max(self.shift, other.shift)
    let mine = closed().coarsened(to: shift)
    let others = other.closed().coarsened(to: shift)
    let first = common.lowerBound >> shift
    // Blocks behind the last sum have no known byte.
    let last = min(
      (common.upperBound - 1) >> shift, mine.firstBlock + mine.sums.count - 1,
      others.firstBlock + others.sums.count - 1)
    guard first <= last else { return nil }
    for block in first...last {
      guard let a = mine.known(block), let b = others.known(block), a.range == b.range,
        a.sum != b.sum
      else { continue }
      return a.range
    }
    return nil
  }

  // MARK: Pairs of words

  private struct Pair: Equatable, Sendable {
    var first: UInt64 = 0
    var second: UInt64 = 0

    /// Adds as many of the first bytes of another as there is room for behind so many, from 1 to 15.
    @inline(__always)
    mutating func add(_ other: Pair, behind count: Int) {
      if count < 8 {
        first |= other.first &<< (8 &* count)
        second |= other.first &>> (64 &- 8 &* count) | other.second &<< (8 &* count)
      } else {
        second |= other.first &<< (8 &* (count &- 8))
      }
    }

    /// What is behind so many bytes, from 1 to 15, and zeros.
    @inline(__always)
    func dropping(_ count: Int) -> Pair {
      count < 8
        ? Pair(
          first: first &>> (8 &* count) | second &<< (64 &- 8 &* count),
          second: second &>> (8 &* count))
        : Pair(first: second &>> (8 &* (count &- 8)), second: 0)
    }
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// What a pair gives at the position of which `key` is the multiple of `step`.
  @inline(__always)
  private static func mix(_ pair: Pair, _ key: UInt64) -> UInt64 {
    let product = (pair.first ^ key).multipliedFullWidth(by: pair.second ^ (key &+ second))
    return product.low ^ product.high
  }

  /// The sum of whole pairs; `position` is a multiple of 16.
  private static func sum(_ bytes: RawSpan, at position: Int) -> UInt64 {
    var sum: UInt64 = 0
    var key = UInt64(truncatingIfNeeded: position) &* step
    bytes.withUnsafeBytes { buffer in
      guard var place = buffer.baseAddress else { return }
      // Two pairs at a time, without a check for each: this is most of what comparing costs.
      let end = place + buffer.count
      let endOfTwos = place + buffer.count / 32 * 32
      while place < endOfTwos {
        sum &+= mix(pair(at: place), key)
        sum &+= mix(pair(at: place + 16), key &+ step &* 16)
        key &+= step &* 32
        place += 32
      }
      if place < end { sum &+= mix(pair(at: place), key) }
    }
    return sum
  }

  @inline(__always)
  private static func pair(at place: UnsafeRawPointer) -> Pair {
    Pair(
      first: UInt64(littleEndian: place.loadUnaligned(as: UInt64.self)),
      second: UInt64(littleEndian: place.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// A pair of words of which all bytes are there.
  @inline(__always)
  private static func pair(_ bytes: RawSpan, at offset: Int) -> Pair {
    Pair(
      first: bytes.uint64LittleEndian(at: offset),
      second: bytes.uint64LittleEndian(at: offset + 8))
  }

  /// Takes up to 15 bytes.
  private mutating func take(_ bytes: RawSpan) {
    for offset in 0..<bytes.byteCount {
      let place = range.upperBound & 15
      let byte = UInt64(bytes.byte(at: offset)) &<< (8 &* (place & 7))
      if place < 8 { pair.first |= byte } else { pair.second |= byte }
      goOn(by: 1)
      if place == 15 { closePair() }
    }
  }

  @inline(__always)
  private mutating func goOn(by count: Int) {
    range = Range(uncheckedBounds: (range.lowerBound, range.upperBound &+ count))
  }

  /// Adds the pair whose last byte was taken, the bytes of it that are not there being zero.
  private mutating func closePair() {
    let start = (range.upperBound - 1) & ~15
    add(Self.mix(pair, UInt64(truncatingIfNeeded: start) &* Self.step), at: start)
    pair = Pair()
  }

  /// With the pair under way added.
  private func closed() -> ContentFingerprint {
    guard range.upperBound & 15 != 0 else { return self }
    var copy = self
    copy.closePair()
    return copy
  }

  // MARK: Blocks

  private var firstBlock: Int { range.lowerBound >> shift }

  @inline(__always)
  private mutating func add(_ sum: UInt64, at position: Int) {
    let index = (position >> shift) &- firstBlock
    if index &+ 1 == sums.count { sums[index] &+= sum } else { addBehind(sum, at: position) }
  }

  /// Adds to another block than the last.
  @inline(never)
  private mutating func addBehind(_ sum: UInt64, at position: Int) {
    while (position >> shift) - firstBlock >= Self.blocksKept { coarsen() }
    let index = max(0, (position >> shift) - firstBlock)
    while sums.count < index { sums.append(0) }
    if index == sums.count { sums.append(sum) } else { sums[index] &+= sum }
  }

  /// The same content with longer blocks.
  private func coarsened(to shift: UInt8) -> ContentFingerprint {
    var copy = self
    while copy.shift < shift { copy.coarsen() }
    return copy
  }

  private mutating func coarsen() {
    let first = firstBlock
    shift += 1
    var count = 0
    for index in sums.indices {
      let target = ((first + index) >> 1) - (first >> 1)
      if target == count {
        sums[count] = sums[index]
        count += 1
      } else {
        sums[target] &+= sums[index]
      }
    }
    sums.removeLast(sums.count - count)
  }

  /// The part of a block that was looked at, and its sum; `nil` where bytes of it are not known.
  private func known(_ block: Int) -> (range: Range<Int>, sum: UInt64)? {
    let index = block - firstBlock
    guard sums.indices.contains(index) else { return nil }
    let part = ((block << shift)..<((block + 1) << shift)).clamped(to: range)
    guard !unknown.contains(where: { $0.overlaps(part) }) else { return nil }
    return (part, sums[index])
  }
}

/// In few octets.
extension ContentFingerprint {
  /// Whether all of it can be written: nearly all are of a few blocks that are known.
  var isPackable: Bool { unknown.isEmpty && !isFull && sums.count <= 64 }

  /// The octets that `pack` writes, at most.
  var packedSize: Int { 40 + sums.count * MemoryLayout<UInt64>.size + MemoryLayout<Pair>.size }

  /// Writes it.
  func pack(_ writer: inout PackedWriter) {
    writer.put(range.lowerBound)
    writer.put(range.count)
    writer.put(Int(shift))
    writer.put(sums.count)
    for sum in sums { writer.put(whole: sum) }
    // A pair that is whole was added.
    if range.upperBound & 15 != 0 {
      writer.put(whole: pair.first)
      writer.put(whole: pair.second)
    }
  }

  /// One that was written.
  init(unpacking reader: inout PackedReader) {
    let start = reader.int()
    range = start..<(start + reader.int())
    shift = UInt8(truncatingIfNeeded: reader.int())
    let count = reader.int()
    sums.reserveCapacity(count)
    for _ in 0..<count { sums.append(reader.whole()) }
    if range.upperBound & 15 != 0 {
      pair = Pair(first: reader.whole(), second: reader.whole())
    }
  }
}
