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
  @inline(__always)
  mutating func count(_ record: inout PacketRecord) {
    number &+= 1
    record.number = number
    packets &+= 1
    bytes &+= record.capturedLength
    if record.time < first { first = record.time }
    if last < record.time { last = record.time }
  }
}
