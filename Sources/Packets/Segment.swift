/// One TCP segment: its header's values, and where in the packet's bytes its data stand.
///
/// It holds no bytes. Source: RFC 9293 §3.1.
public struct Segment: Equatable, Sendable {
  /// Who sent it.
  public var source: Endpoint
  /// Whom it was sent to.
  public var destination: Endpoint
  /// In sequence space: it wraps at 2³².
  public var sequence: UInt32
  /// In sequence space; meaningful when `flags` holds `.ack`.
  public var acknowledgement: UInt32
  /// The control bits.
  public var flags: TCPFlags
  /// As sent, not scaled.
  public var window: UInt16
  /// Offsets, in the packet's captured bytes, of the data that were captured; half-open.
  public var payload: Range<Int>
  /// The length of the data on the wire, in bytes; at least `payload.count`, more when the packet
  /// was cut by the snaplen.
  public var payloadLength: Int
  /// Offsets, in the packet's captured bytes, of the TCP options that were captured; half-open.
  public var options: Range<Int>

  /// A segment from the values of its header.
  @inlinable
  public init(
    source: Endpoint, destination: Endpoint, sequence: UInt32, acknowledgement: UInt32,
    flags: TCPFlags, window: UInt16, payload: Range<Int>, payloadLength: Int,
    options: Range<Int> = 0..<0
  ) {
    self.source = source
    self.destination = destination
    self.sequence = sequence
    self.acknowledgement = acknowledgement
    self.flags = flags
    self.window = window
    self.payload = payload
    self.payloadLength = payloadLength
    self.options = options
  }
}
