/// All that one end of a connection sends, by offset in its stream.
struct StreamContent: Sendable {
  private var pieces: [Payload] = []
  private var starts: [UInt64] = []
  private(set) var count: UInt64 = 0

  mutating func append(_ payload: Payload) {
    for piece in payload.pieces {
      starts.append(count)
      pieces.append(piece)
      count += piece.count
    }
  }

  /// Appends the bytes of the half-open `range` of stream offsets.
  func append(_ range: Range<UInt64>, to bytes: inout [UInt8]) {
    precondition(range.upperBound <= count, "the stream has no bytes \(range)")
    var position = range.lowerBound
    var index = self.index(of: position)
    while position < range.upperBound {
      let start = starts[index]
      let end = min(start + pieces[index].count, range.upperBound)
      pieces[index].append(position - start..<end - start, to: &bytes)
      position = end
      index += 1
    }
  }

  private func index(of position: UInt64) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }
}
