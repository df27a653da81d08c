internal import Bytes

/// The header of an IPv4 packet, as far as TCP needs it.
///
/// Its checksum is not looked at: with offload it is often not yet there. Source: RFC 791 §3.1.
public struct IPv4Header: Equatable, Sendable {
  /// The sender.
  public var source: IPAddress
  /// The receiver.
  public var destination: IPAddress
  /// The number of the protocol that follows.
  public var protocolNumber: UInt8
  /// The number by which the pieces of one packet are known.
  public var identification: UInt16
  /// How many more routers it may pass.
  public var hopLimit: UInt8
  /// Where in the packet that was cut in pieces this one stands, in bytes after the header.
  public var fragmentOffset: Int
  /// Whether there are pieces behind this one.
  public var hasMoreFragments: Bool
  /// The length of the header with its options, in bytes; at least 20.
  public var length: Int
  /// The length of header and payload, in bytes; `nil` where the header leaves it to the network
  /// card, and the payload goes on to the end of the packet.
  public var totalLength: Int?

  /// Whether this is a piece of a packet.
  public var isFragment: Bool { hasMoreFragments || fragmentOffset > 0 }

  /// The length of a header without options, in bytes.
  public static let minimumLength = 20

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit, `.malformed` when its version is not 4, or one of
  ///   its lengths is too small.
  @inline(__always)
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.minimumLength else {
      throw .truncated(.ipv4, need: Self.minimumLength, have: bytes.byteCount)
    }
    let first = bytes.byte(at: 0)
    length = Int(first & 0x0F) * 4
    let total = Int(bytes.uint16(at: Field.totalLength))
    guard first >> 4 == 4, length >= Self.minimumLength, total == 0 || total >= length else {
      throw .malformed(.ipv4)
    }
    guard bytes.byteCount >= length else {
      throw .truncated(.ipv4, need: length, have: bytes.byteCount)
    }
    totalLength = total == 0 ? nil : total
    identification = bytes.uint16(at: Field.identification)
    let fragment = bytes.uint16(at: Field.fragment)
    hasMoreFragments = fragment & 0x2000 != 0
    fragmentOffset = Int(fragment & 0x1FFF) * 8
    hopLimit = bytes.byte(at: Field.hopLimit)
    protocolNumber = bytes.byte(at: Field.protocolNumber)
    source = IPAddress(ipv4: bytes.uint32(at: Field.source))
    destination = IPAddress(ipv4: bytes.uint32(at: Field.destination))
  }

  private enum Field {
    static let totalLength = 2
    static let identification = 4
    static let fragment = 6
    static let hopLimit = 8
    static let protocolNumber = 9
    static let source = 12
    static let destination = 16
  }
}
