/// Bytes that were not captured, and the end of a direction.
extension MessageParser {
  /// Passes over bytes that were not captured; `count` is lowered by those that are used up.
  ///
  /// To be asked again until it answers `.done`.
  public mutating func skip(_ count: inout Int) -> Missing {
    switch state {
    case .ended:
      state = .idle
      return .end
    case _ where count <= 0:
      return .done
    case .fixed:
      let used = min(left, count)
      count -= used
      use(used)
      return .content(used)
    case .untilClose:
      defer { count = 0 }
      return .content(count)
    case .chunk(let chunk):
      return skipChunk(chunk, &count)
    case .opaque:
      count = 0
      return .done
    case .searching(afterLoss: true) where held.isEmpty:
      atLineStart = false
      count = 0
      return .done
    case .idle, .searching:
      lose(afterLoss: true)
      count = 0
      return .done
    case .head:
      let cut = cutHead()
      lose(afterLoss: true)
      if cut { return .head }
      count = 0
      return .done
    case .framing:
      lose(afterLoss: true)
      return .framingLost
    }
  }

  /// The direction is closed: what that ends.
  ///
  /// A head that was under way is there to be taken.
  public mutating func close() -> Event {
    switch state {
    case .untilClose, .ended, .chunk(.trailers), .chunk(.trailerLineFeed), .chunk(.trailer):
      // After the last chunk nothing of the content is missing. RFC 9112 §8.
      state = .idle
      return .end
    case .head where cutHead():
      state = .idle
      return .head
    default:
      return .needMore
    }
  }
}
