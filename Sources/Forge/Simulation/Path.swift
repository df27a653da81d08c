/// The way from one host to the other, on which nothing overtakes anything.
struct Path {
  /// Segments that other ones are to overtake, and how many still have to.
  var held: [(segment: TravellingSegment, places: Int, until: Int64)] = []
  /// Copies to be sent, and after how many further packets.
  var copies: [(positions: Range<UInt64>, places: Int, until: Int64)] = []
  private var segments: [TravellingSegment] = []
  private var read = 0

  var isEmpty: Bool { read == segments.count && held.isEmpty && copies.isEmpty }

  mutating func append(_ segment: TravellingSegment) { segments.append(segment) }

  mutating func removeFirst() -> TravellingSegment? {
    guard read < segments.count else { return nil }
    read += 1
    let segment = segments[read - 1]
    if read > 256, read * 2 > segments.count {
      segments.removeFirst(read)
      read = 0
    }
    return segment
  }
}
