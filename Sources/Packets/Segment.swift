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
  /// Offsets, in the bytes that it was found in, of the data that were captured; half-open.
  public var payload: Range<Int>
  /// The length of the data on the wire, in bytes; at least `payload.count`, more when the packet
  /// was cut by the snaplen.
  public var payloadLength: Int
  /// Offsets, in the bytes that it was found in, of the TCP options that were captured; half-open.
  public var options: Range<Int>
  /// What tells two packets of the same connection apart, besides the sequence: the low half is the
  /// identification of IPv4 or the low bits of the flow label of IPv6, the high half the checksum of
  /// TCP.
  ///
  /// Two packets within a few milliseconds that are equal in this, in sequence, acknowledgement,
  /// flags and length are one packet that was captured twice.
  public var identification: UInt32
  /// How many more routers the packet might have passed; 0 when not known.
  public var hopLimit: UInt8

  /// A segment from the values of its header.
  @inlinable
  public init(
    source: Endpoint, destination: Endpoint, sequence: UInt32, acknowledgement: UInt32,
    flags: TCPFlags, window: UInt16, payload: Range<Int>, payloadLength: Int,
    options: Range<Int> = 0..<0, identification: UInt32 = 0, hopLimit: UInt8 = 0
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
    self.identification = identification
    self.hopLimit = hopLimit
  }
}
