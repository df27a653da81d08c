public import Packets

/// One packet that carries a TCP segment, every field of it to be chosen.
///
/// What is not chosen is right: lengths and checksums are those of the packet.
public struct PacketBuilder: Sendable {
  /// An IPv6 extension header; its first two bytes, next header and length, are filled in.
  public struct Extension: Hashable, Sendable {
    /// The number by which the header before it announces it: 0, 43, 44, 60, 135.
    public var number: UInt8
    /// What follows its first two bytes; padded with zeros to a multiple of 8 bytes in all.
    public var body: [UInt8]

    /// An extension header with this number and body.
    public init(_ number: UInt8, _ body: [UInt8] = [1, 4, 0, 0, 0, 0]) {
      self.number = number
      self.body = body
    }
  }

  /// Which TCP checksum is written.
  public enum TCPChecksum: Hashable, Sendable {
    /// The right one.
    case right
    /// Only the pseudo header's sum, as captured from a sender whose card computes the rest.
    case offloaded
    /// The right one with all its bits turned over.
    case wrong
  }

  /// Where the segment comes from.
  public var source: Endpoint
  /// Where the segment goes; of the same address family as the source.
  public var destination: Endpoint
  /// Which end sends it: it decides the Ethernet addresses, nothing else.
  public var sender = Peer.client
  /// The sequence number.
  public var sequence: UInt32 = 0
  /// The acknowledgement number.
  public var acknowledgement: UInt32 = 0
  /// The control bits.
  public var flags: TCPFlags = .ack
  /// The window, not scaled.
  public var window: UInt16 = 0xFFFF
  /// The urgent pointer.
  public var urgent: UInt16 = 0
  /// TCP options, padded with zeros to a multiple of 4 bytes.
  public var options: [UInt8] = []
  /// The segment's data.
  public var payload: Payload = .empty
  /// What stands before the IP header.
  public var link = LinkLayer.ethernet()
  /// The identification of an IPv4 packet.
  public var identification: UInt16 = 0
  /// Flags and fragment offset of an IPv4 packet, as on the wire; 0x4000 is "do not fragment".
  public var fragment: UInt16 = 0x4000
  /// Options of an IPv4 packet, padded with zeros to a multiple of 4 bytes.
  public var ipOptions: [UInt8] = []
  /// Extension headers of an IPv6 packet, in order.
  public var extensions: [Extension] = []
  /// Time to live or hop limit.
  public var hopLimit: UInt8 = 64
  /// The protocol number that announces the segment; anything but 6 is not TCP.
  public var transport: UInt8 = 6
  /// The length that the IP header states, when it shall not be the right one.
  public var statedLength: UInt16?
  /// The TCP header's length in 32-bit words, when it shall not be the right one.
  public var dataOffset: UInt8?
  /// Which TCP checksum is written.
  public var checksum = TCPChecksum.right
  /// Whether the IPv4 header's checksum is wrong.
  public var hasWrongIPChecksum = false

  /// A segment from `source` to `destination`.
  public init(
    from source: Endpoint, to destination: Endpoint, flags: TCPFlags = .ack, sequence: UInt32 = 0,
    acknowledgement: UInt32 = 0, payload: Payload = .empty
  ) {
    precondition(source.address.isIPv4 == destination.address.isIPv4, "two address families")
    self.source = source
    self.destination = destination
    self.flags = flags
    self.sequence = sequence
    self.acknowledgement = acknowledgement
    self.payload = payload
  }

  /// The whole packet.
  public func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes, payloadCount: Int(payload.count)) { bytes in
      payload.append(0..<payload.count, to: &bytes)
    }
    return bytes
  }
}
