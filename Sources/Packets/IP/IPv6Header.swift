internal import Bytes

/// The fixed header of an IPv6 packet.
///
/// Source: RFC 8200 §3.
public struct IPv6Header: Equatable, Sendable {
  /// The sender.
  public var source: IPAddress
  /// The receiver.
  public var destination: IPAddress
  /// The number of the protocol or extension header that follows.
  public var nextHeader: UInt8
  /// The length of what follows the fixed header, in bytes; `nil` where it is told elsewhere
  /// (jumbograms and offload), and the payload goes on to the end of the packet.
  public var payloadLength: Int?

  /// By which the packets of one flow are known, of 20 bits.
  public var flowLabel: UInt32
  /// How many more routers it may pass.
  public var hopLimit: UInt8

  /// The length of the fixed header, in bytes.
  public static let length = 40

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit, `.malformed` when its version is not 6.
  @inline(__always)
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.length else {
      throw .truncated(.ipv6, need: Self.length, have: bytes.byteCount)
    }
    guard bytes.byte(at: 0) >> 4 == 6 else { throw .malformed(.ipv6) }
    let length = Int(bytes.uint16(at: Field.payloadLength))
    payloadLength = length == 0 ? nil : length
    flowLabel = bytes.uint32(at: 0) & 0xF_FFFF
    hopLimit = bytes.byte(at: Field.hopLimit)
    nextHeader = bytes.byte(at: Field.nextHeader)
    source = IPAddress(
      high: bytes.uint64(at: Field.source), low: bytes.uint64(at: Field.source + 8))
    destination = IPAddress(
      high: bytes.uint64(at: Field.destination), low: bytes.uint64(at: Field.destination + 8))
  }

  private enum Field {
    static let payloadLength = 4
    static let nextHeader = 6
    static let hopLimit = 7
    static let source = 8
    static let destination = 24
  }
}
