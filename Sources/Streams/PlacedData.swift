public import Packets

/// Bytes of one direction, in order, that lie in a block: what a packet brought that simply came next.
///
/// 64 bytes, as many as a line of the processor's cache has.
public struct PlacedData: Sendable {
  /// The position of the first of them in the direction, from 0 at the first known byte.
  public let offset: Int
  /// How many bytes of the other direction the sender had received; an offset in it.
  public let acknowledging: Int
  /// Where they begin in the block.
  public let start: Int
  /// The number of the packet that brought them, in its input.
  public let number: Int
  /// When it was captured.
  public let time: Timestamp
  private let captured: UInt32
  private let wired: UInt32
  /// The sequence number of the first of them.
  public let sequence: UInt32
  /// The acknowledgement number with which they came, as on the wire.
  public let acknowledgement: UInt32
  private let connection: UInt32
  /// Who sent them.
  public let side: Side

  /// The slot of their connection.
  public var slot: Int { Int(connection) }
  /// How many of them were captured.
  public var count: Int { Int(captured) }
  /// How many of them there were on the wire.
  public var length: Int { Int(wired) }
  /// Where those that were captured lie in the block, half-open.
  public var range: Range<Int> { start..<start + count }

  /// What a segment carries that comes next, at a position.
  @inline(__always)
  init(
    _ segment: Segment, slot: Int, _ side: Side, at offset: Int, _ acknowledging: Int,
    _ record: PacketRecord
  ) {
    self.offset = offset
    self.acknowledging = acknowledging
    start = segment.payload.lowerBound
    number = record.number
    time = record.time
    captured = UInt32(truncatingIfNeeded: segment.payload.upperBound &- start)
    // The total length of a packet of IPv4 has 16 bits.
    wired = UInt32(truncatingIfNeeded: segment.payloadLength)
    sequence = segment.sequence
    acknowledgement = segment.acknowledgement
    connection = UInt32(truncatingIfNeeded: slot)
    self.side = side
  }

  private init() {
    offset = 0
    acknowledging = 0
    start = 0
    number = 0
    time = Timestamp(nanoseconds: 0)
    captured = 0
    wired = 0
    sequence = 0
    acknowledgement = 0
    connection = 0
    side = .first
  }

  /// What stands where nothing was put yet.
  static let nothing = PlacedData()
}

extension StreamData {
  /// The same, by itself.
  public init(_ data: PlacedData, input: Int) {
    self.init(
      side: data.side, offset: data.offset, cut: data.length &- data.count, beginsSegment: true,
      sequence: data.sequence, acknowledging: data.acknowledging,
      acknowledgement: data.acknowledgement,
      frame: Frame(input: input, number: data.number, time: data.time))
  }
}
