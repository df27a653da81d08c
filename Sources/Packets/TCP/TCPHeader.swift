internal import Bytes

/// The fixed part of a TCP header, as far as reassembly needs it.
///
/// Source: RFC 9293 §3.1.
public struct TCPHeader: Equatable, Sendable {
  /// The port of the sender.
  public var sourcePort: UInt16
  /// The port of the receiver.
  public var destinationPort: UInt16
  /// In sequence space: it wraps at 2³².
  public var sequence: UInt32
  /// In sequence space; meaningful when `flags` holds `.ack`.
  public var acknowledgement: UInt32
  /// The control bits.
  public var flags: TCPFlags
  /// As sent, not scaled.
  public var window: UInt16
  /// As sent; with offload often not yet right.
  public var checksum: UInt16
  /// The length of the header with its options, in bytes: at least 20, and not more than what IP
  /// carries, but perhaps more than was captured.
  public var length: Int

  /// The length of a header without options, in bytes.
  public static let minimumLength = 20

  /// Reads the header at the start of `bytes`, of a segment that has `wireLength` bytes with its
  /// data.
  ///
  /// - Throws: `.truncated` when its fixed part was not captured, `.malformed` when its data offset
  ///   is less than that, or beyond the end of the segment.
  @inline(__always)
  public init(_ bytes: RawSpan, wireLength: Int) throws(DecodeError) {
    guard wireLength >= Self.minimumLength else { throw .malformed(.tcp) }
    guard bytes.byteCount >= Self.minimumLength else {
      throw .truncated(.tcp, need: Self.minimumLength, have: bytes.byteCount)
    }
    length = Int(bytes.byte(at: Field.dataOffset) >> 4) * 4
    guard length >= Self.minimumLength, length <= wireLength else { throw .malformed(.tcp) }
    sourcePort = bytes.uint16(at: Field.sourcePort)
    destinationPort = bytes.uint16(at: Field.destinationPort)
    sequence = bytes.uint32(at: Field.sequence)
    acknowledgement = bytes.uint32(at: Field.acknowledgement)
    flags = TCPFlags(rawValue: bytes.byte(at: Field.flags))
    window = bytes.uint16(at: Field.window)
    checksum = bytes.uint16(at: Field.checksum)
  }

  private enum Field {
    static let sourcePort = 0
    static let destinationPort = 2
    static let sequence = 4
    static let acknowledgement = 8
    static let dataOffset = 12
    static let flags = 13
    static let window = 14
    static let checksum = 16
  }
}
