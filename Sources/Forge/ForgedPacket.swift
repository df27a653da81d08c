public import Packets

/// One packet of a forged capture.
public struct ForgedPacket: Equatable, Sendable {
  /// When it was captured.
  public var time: Timestamp
  /// Which connection of the capture it belongs to; `nil` for a stray packet.
  public var connection: Int?
  /// Which end sent it; `nil` for a stray packet.
  public var sender: Peer?
  /// The bytes that the capture holds.
  public var bytes: [UInt8]
  /// How many bytes it had on the wire.
  public var length: Int
  /// What its TCP header says, its payload as offsets in `bytes`; `nil` for a stray packet.
  public var segment: Segment?

  /// The bytes of the segment's data that the capture holds.
  public var payload: [UInt8] { segment.map { Array(bytes[$0.payload]) } ?? [] }
}

/// A packet of no connection, put into a capture as it is.
public struct StrayPacket: Hashable, Sendable {
  /// When it is captured, after the capture's start.
  public var time: Duration
  /// Its bytes, the link's header included.
  public var bytes: [UInt8]

  /// A packet captured at `time`.
  public init(at time: Duration, _ bytes: [UInt8]) {
    self.time = time
    self.bytes = bytes
  }
}
