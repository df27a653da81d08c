public import Packets

/// One of the two ends of a connection.
public enum Side: Int, Sendable, CaseIterable {
  /// The one that sent the first packet in the capture.
  case first
  /// The other.
  case second

  /// The other end.
  @inlinable
  public var other: Side { self == .first ? .second : .first }
}

/// What is known of a connection when its first packet is seen.
public struct ConnectionStart: Sendable {
  /// Its number, from 1, in the order of first packets.
  public var number: Int
  /// Wireshark's `tcp.stream` in the input of that packet.
  public var stream: Int
  /// The sender of that packet.
  public var first: Endpoint
  /// Its receiver.
  public var second: Endpoint
  /// The packet.
  public var frame: Frame
  /// Its control bits.
  public var flags: TCPFlags
}

/// Bytes of one direction, in order.
public struct StreamData: Sendable {
  /// Who sent them.
  public var side: Side
  /// The position of the first of them in the direction, from 0 at the first known byte.
  public var offset: Int
  /// Bytes on the wire behind those that were kept, cut off by the snaplen.
  public var cut: Int
  /// Whether they begin a segment, as opposed to being the rest of one that partly came before.
  public var beginsSegment: Bool
  /// The sequence number of the first of them.
  public var sequence: UInt32
  /// How many bytes of the other direction the sender had received; an offset in it, -1: unknown.
  public var acknowledging: Int
  /// The acknowledgement number with which they came, as on the wire; 0 where there was none.
  public var acknowledgement: UInt32
  /// Why they did not come sooner.
  public var pause = StreamPause.unexplained
  /// The packet that brought them.
  public var frame: Frame
}

/// Bytes of one direction that are passed over, in order, because they were not captured.
public struct StreamGap: Sendable {
  /// Who sent them.
  public var side: Side
  /// The positions, half-open.
  public var range: Range<Int>
  /// Whether the other end acknowledged them, and so has them.
  public var isAcknowledged: Bool
  /// Whether the last position may be that of a FIN that was not captured, not that of a byte.
  public var mayEndInFin: Bool
  /// The packet after which they were given up.
  public var frame: Frame
  /// The packet that shows that they are missing: the first with bytes behind them, as far as one came;
  /// else that after which they were given up.
  public var shownBy: Frame
}

/// How a direction ends.
public enum StreamEnd: Sendable {
  /// With a FIN, all bytes before it told of.
  case fin
  /// With a RST of the sender of this direction.
  case reset
}

/// Why a connection is let go.
public enum ConnectionEnd: Sendable {
  /// Both ends are done with it, or the pair of ports is used anew.
  case closed
  /// The capture ends.
  case captureEnded
  /// A bound was reached.
  case evicted
}

/// What is left to say of a connection when it is let go.
public struct ConnectionEnding: Sendable {
  /// Why.
  public var reason: ConnectionEnd
  /// How many bytes of each direction the other end acknowledged; -1: never seen.
  public var acknowledged: (first: Int, second: Int)
  /// Packets of each end in the capture.
  public var packets: (first: Int, second: Int)
}

extension ConnectionEnding {
  /// That of a connection which is looked at while it goes on: both ends may yet be seen.
  package static let goingOn = ConnectionEnding(
    reason: .captureEnded, acknowledged: (-1, -1), packets: (1, 1))
}

/// Takes what connections carry, both directions in order.
///
/// Connections are known by a slot: a small number that is used again after `end`. What one end
/// sent after it had received something is told after that.
public protocol StreamConsumer {
  /// A connection begins.
  mutating func begin(_ slot: Int, _ start: ConnectionStart)
  /// Bytes arrive in order; `bytes` are lent for the call.
  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData)
  /// Bytes arrive in order in several packets of one input, each as if it were told alone; where they
  /// lie in `block` is lent for the call.
  mutating func receive(_ row: Span<PlacedData>, _ block: RawSpan, input: Int)
  /// Bytes are passed over.
  mutating func pass(_ slot: Int, _ gap: StreamGap)
  /// Bytes that were passed over came after all. The range is within gaps told before, and no part
  /// of it is told twice.
  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame)
  /// The bytes of what `fill` told of last, as far as they were captured, from `offset` on; they are
  /// lent for the call.
  mutating func supply(_ slot: Int, _ side: Side, _ bytes: RawSpan, at offset: Int)
  /// A direction is over; each way to end is told once.
  ///
  /// Nothing follows a FIN but what fills gaps. A reset is told when it is seen: bytes may follow,
  /// as those before it may be recorded later, and as not every reset is accepted.
  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame)
  /// A retransmission carried other bytes than the first copy, which stands.
  mutating func conflict(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame)
  /// A connection is let go.
  mutating func end(_ slot: Int, _ ending: ConnectionEnding)
}

extension StreamConsumer {
  /// Takes one after the other.
  public mutating func receive(_ row: Span<PlacedData>, _ block: RawSpan, input: Int) {
    for place in row.indices {
      receive(
        row[place].slot, block.extracting(row[place].range),
        StreamData(row[place], input: input))
    }
  }

  /// Takes no notice.
  public mutating func supply(_ slot: Int, _ side: Side, _ bytes: RawSpan, at offset: Int) {}

  /// Takes no notice.
  public mutating func conflict(
    _ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame
  ) {}
}
