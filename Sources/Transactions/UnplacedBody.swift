import HTTP
import Packets

/// The content of a response whose head was cut off: how long it is was told, not where it begins.
///
/// When another response begins on the connection, the content ended there. Held apart, so that what
/// follows does not move it.
final class UnplacedBody {
  /// What is known of the response as far as its head was seen.
  private(set) var before: ResponseProgress
  /// The same with the packets that followed.
  private(set) var after: ResponseProgress
  /// The position behind what was seen of the head.
  let position: Int
  /// How many bytes of content were promised.
  let length: Int
  /// What was not captured since.
  private(set) var gaps: [(range: Range<Int>, isAcknowledged: Bool)] = []
  /// Bytes that were passed over in search of the next response.
  private(set) var skipped = 0

  init(_ progress: ResponseProgress, behind position: Int, length: Int) {
    before = progress
    after = progress
    self.position = position
    self.length = length
  }

  /// Bytes came that may be content.
  func skip(_ count: Int, _ frame: Frame) {
    skipped += count
    after.note(frame, nil)
  }

  /// The same, in packets up to `frame`, none of them longer after the one before than was known.
  func skip(_ count: Int, upTo frame: Frame) {
    skipped += count
    after.go(on: frame)
  }

  /// One that goes its own way from here on.
  func copy() -> UnplacedBody {
    let copy = UnplacedBody(before, behind: position, length: length)
    copy.after = after
    copy.gaps = gaps
    copy.skipped = skipped
    return copy
  }

  /// Bytes were not captured, be they of the head or of the content.
  func pass(_ range: Range<Int>, isAcknowledged: Bool) {
    gaps.append((range, isAcknowledged))
  }

  /// Bytes came after all.
  func fill(_ range: Range<Int>) {
    gaps = gaps.flatMap { gap in
      gap.range.without(range).map { ($0, gap.isAcknowledged) }
    }
  }

  /// Transactions have other indices.
  func renumber(_ places: [Int]) {
    before.transaction = places[before.transaction]
    after.transaction = before.transaction
  }

  /// The response with its content, which ended at `end`; `nil` where that cannot be.
  ///
  /// `isNext`: no other response can lie before `end`. If one can, where the content stands is not
  /// known, and what was lost may or may not be of it.
  func placed(upTo end: Int, isNext: Bool) -> ResponseProgress? {
    let start = end - length
    guard start >= position, isNext || gaps.isEmpty else { return nil }
    var placed = after
    placed.streamStart = start
    placed.body.extent = length
    // Where its parts begin was not read.
    placed.readers?.multipart?.parser.skip(length)
    for gap in gaps {
      let part = gap.range.clamped(to: start..<end)
      guard !part.isEmpty else { continue }
      let range = (part.lowerBound - start)..<(part.upperBound - start)
      if gap.isAcknowledged {
        placed.body.inferredRanges.append(range)
      } else {
        placed.body.missing.append(range)
      }
    }
    return placed
  }
}

extension HTTPReader {
  /// Another response begins at `end`: what was before it is the content of the one before.
  mutating func placeBody(upTo end: Int, isNext: Bool, _ log: inout TransactionLog) {
    guard let unplaced = unplaced.take() else { return }
    guard let placed = unplaced.placed(upTo: end, isNext: isNext) else {
      response = unplaced.before
      finishResponse(.desync, unplaced.position, &log)
      return
    }
    for range in placed.body.inferredRanges + placed.body.missing {
      let stream = (placed.streamStart + range.lowerBound)..<(placed.streamStart + range.upperBound)
      remember(
        PlacedGap(stream: stream, transaction: placed.transaction, offset: range.lowerBound))
    }
    skippedBytes -= unplaced.skipped
    response = placed
    finishResponse(.complete, end, &log)
  }
}
