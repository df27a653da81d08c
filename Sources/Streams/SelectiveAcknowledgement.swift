import Bytes
import Packets

/// What the other end of a direction has beyond what it acknowledged, by its SACK options.
///
/// Source: RFC 2018 §3.
struct SelectiveAcknowledgement {
  /// How many ranges are kept; the lowest go first, as what is acknowledged overtakes them.
  static let kept = 16

  /// Positions in the direction, disjoint, in order.
  private(set) var ranges: [Range<Int>] = []

  /// The range in which `position` lies, or the next behind it.
  func range(at position: Int) -> Range<Int>? { ranges.first { $0.upperBound > position } }

  mutating func insert(_ range: Range<Int>) {
    var merged = range
    ranges.removeAll { other in
      guard other.lowerBound <= merged.upperBound, merged.lowerBound <= other.upperBound else {
        return false
      }
      merged = min(merged.lowerBound, other.lowerBound)..<max(merged.upperBound, other.upperBound)
      return true
    }
    let index = ranges.firstIndex { $0.lowerBound > merged.lowerBound } ?? ranges.count
    ranges.insert(merged, at: index)
    if ranges.count > Self.kept { ranges.removeFirst() }
  }

  /// Whether a segment may have a SACK option with blocks.
  ///
  /// Time stamps alone take 12 bytes, one block behind two no-ops does too.
  @inline(__always)
  static func mayHaveBlocks(_ segment: Segment, _ bytes: RawSpan) -> Bool {
    let count = segment.options.upperBound &- segment.options.lowerBound
    return count >= 12 && (count > 12 || bytes.byte(at: segment.options.lowerBound + 2) == 5)
  }

  /// The blocks of a segment's SACK option, as edges in sequence space; empty where it has none.
  @inline(__always)
  static func blocks(_ segment: Segment, _ bytes: RawSpan) -> [(left: UInt32, right: UInt32)] {
    guard mayHaveBlocks(segment, bytes), !segment.flags.contains(.syn) else { return [] }
    return read(bytes.extracting(segment.options))
  }

  private static func read(_ options: RawSpan) -> [(left: UInt32, right: UInt32)] {
    var blocks: [(left: UInt32, right: UInt32)] = []
    var position = 0
    while position < options.byteCount {
      let kind = options.byte(at: position)
      if kind == 0 { break }
      if kind == 1 {
        position += 1
        continue
      }
      guard position + 1 < options.byteCount else { break }
      let length = Int(options.byte(at: position + 1))
      guard length >= 2, position + length <= options.byteCount else { break }
      if kind == 5 {
        var edge = position + 2
        while edge + 8 <= position + length {
          blocks.append((options.uint32(at: edge), options.uint32(at: edge + 4)))
          edge += 8
        }
      }
      position += length
    }
    return blocks
  }
}
