internal import Bytes
internal import Packets

/// The records that nothing is wrong with, many at once.
extension PcapReader {
  func fill(
    _ row: PacketRow, _ bytes: RawSpan, after number: Int, until limit: Timestamp
  ) -> (length: Int, captured: Int) {
    // A loop of its own for nearly all files, in which no header is turned.
    isPlain
      ? fill(row, bytes, after: number, until: limit, isPlain: true)
      : fill(row, bytes, after: number, until: limit, isPlain: false)
  }

  @inline(__always)
  private func fill(
    _ row: PacketRow, _ bytes: RawSpan, after number: Int, until limit: Timestamp, isPlain: Bool
  ) -> (length: Int, captured: Int) {
    row.count = 0
    let (headerLength, unit, linkType) = (headerLength, unit, linkType)
    let (snaplen, unitsPerSecond) = (snaplen, unitsPerSecond)
    let lastPlace = bytes.byteCount &- headerLength
    guard lastPlace >= 0 else { return (0, 0) }
    // Each is judged when the record before it is read.
    guard isJudged || isUsual(header(bytes, at: 0), after: lastSeconds) else { return (0, 0) }
    var place = 0
    row.fill { packets in
      var count = 0
      var time = Int64.min
      while count < PacketRow.capacity {
        // Read anew: it costs less than to keep what is known of it.
        let header = read(bytes, at: place, isPlain: isPlain)
        let start = place &+ headerLength
        let end = start &+ header.captured
        // What follows is asked about each record, so that nothing depends on how much is here.
        guard end <= lastPlace else { break }
        let next = read(bytes, at: end, isPlain: isPlain)
        guard Self.isUsual(next, after: header.seconds, snaplen, unitsPerSecond) else { break }
        let before = time
        time = header.seconds &* 1_000_000_000 &+ header.fraction &* unit
        guard time >= before, time < limit.nanoseconds else { break }
        let record = PacketRecord(
          number: number &+ count &+ 1, time: Timestamp(nanoseconds: time), linkType: linkType,
          capturedLength: header.captured, wireLength: header.wire)
        unsafe packets[count] = PlacedPacket(record, at: start)
        count &+= 1
        place = end
      }
      return count
    }
    if row.count > 0 {
      lastSeconds = row[row.count - 1].record.time.nanoseconds / 1_000_000_000
      isJudged = true
    }
    return (place, place &- row.count &* headerLength)
  }

  /// The header at an offset behind which there are 16 bytes.
  @inline(__always)
  private func read(_ bytes: RawSpan, at offset: Int, isPlain: Bool) -> Header {
    let header = Self.header(unchecked: bytes, at: offset)
    return isPlain ? header : turned(header)
  }
}
