internal import Packets

/// What is counted of the packets of an input.
struct PacketTally {
  /// The number of the last record that has one.
  var number = 0
  private(set) var packets = 0
  /// The sum of the captured lengths.
  private(set) var bytes = 0
  private(set) var first = Timestamp(nanoseconds: .max)
  private(set) var last = Timestamp(nanoseconds: .min)

  /// Counts a packet and gives it its number.
  mutating func count(_ record: inout PacketRecord) {
    number &+= 1
    record.number = number
    packets &+= 1
    bytes &+= record.capturedLength
    if record.time < first { first = record.time }
    if last < record.time { last = record.time }
  }

  /// Counts packets that have their numbers, of which so much was captured.
  mutating func count(_ row: PacketRow, captured: Int) {
    guard row.count > 0 else { return }
    let last = row[row.count - 1].record
    number = last.number
    packets += row.count
    bytes += captured
    first = min(first, row[0].record.time)
    self.last = max(self.last, last.time)
  }
}
