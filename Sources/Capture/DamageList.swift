internal import Bytes
internal import Packets

/// What could not be read of a file, and the way on from there.
struct DamageList {
  private(set) var all: [Damage] = []
  /// Whether it is noted that the input ended before its end.
  private var hasNotedFailure = false

  /// Notes one; what adjoins the one before for the same reason is one with it.
  mutating func add(at offset: Int, _ reason: String, lost: Int?) {
    if let last = all.last, let start = last.offset, let before = last.lost, let lost {
      let isMore = start + before == offset && last.reason == reason
      // A file that is all damage must not fill the memory with reports of it.
      if isMore || all.count >= Self.most {
        all[all.count - 1].lost = before + lost
        return
      }
    }
    all.append(Damage(offset: offset, reason: reason, lost: lost))
  }

  /// Decides on a record that is in doubt or not there to its end, `buffer` holding what can be held.
  ///
  /// - Returns: Whether there may be more.
  mutating func settle(_ reader: some RecordReader, _ buffer: BlockBuffer) -> Bool {
    if buffer.count == 0 {
      noteFailure(buffer)
      return false
    }
    let window = unsafe buffer.unread
    switch unsafe reader.judge(window.bytes, isEnd: buffer.isAtEnd) {
    case .sound: return true
    case .damaged(let reason, let first):
      passOver(reader, buffer, reason, from: first)
      return true
    case .cut:
      hasNotedFailure = true
      // Who knows how much a compressed file has lost.
      let failure = buffer.input.failure
      add(
        at: buffer.offset, failure ?? "truncated: the file ends within a record",
        lost: failure == nil ? buffer.count : nil)
      buffer.consume(buffer.count)
      return false
    }
  }

  /// Passes over all before the next record that is found.
  private mutating func passOver(
    _ reader: some RecordReader, _ buffer: BlockBuffer, _ reason: String, from first: Int
  ) {
    let start = buffer.offset
    var first = first
    while true {
      let isEnd = !buffer.fill(toHold: RecordLimits.lookAhead)
      let window = unsafe buffer.unread
      switch unsafe reader.findRecord(window.bytes, from: first, isEnd: isEnd) {
      case .found(let place):
        buffer.consume(place)
        add(at: start, reason, lost: buffer.offset - start)
        return
      case .none(let before):
        buffer.consume(isEnd ? buffer.count : min(before, buffer.count))
        first = 0
        guard isEnd else { continue }
        add(at: start, reason, lost: buffer.offset - start)
        return
      }
    }
  }

  private mutating func noteFailure(_ buffer: BlockBuffer) {
    guard !hasNotedFailure, let failure = buffer.input.failure else { return }
    hasNotedFailure = true
    add(at: buffer.offset, failure, lost: nil)
  }

  private static let most = 1000
}
