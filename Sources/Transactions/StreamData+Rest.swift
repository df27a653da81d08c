import Streams

extension StreamData {
  /// What is left behind the first `count` bytes.
  func dropping(_ count: Int) -> StreamData {
    guard count > 0 else { return self }
    var rest = self
    rest.offset += count
    rest.sequence &+= UInt32(truncatingIfNeeded: count)
    return rest
  }
}
