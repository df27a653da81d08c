/// What a capture says of one packet, besides its bytes.
public struct PacketRecord: Equatable, Sendable {
  /// Its number in its input, from 1, as Wireshark's `frame.number`.
  public var number: Int
  /// When it was captured.
  public var time: Timestamp
  /// What its bytes begin with.
  public var linkType: LinkType
  /// How many bytes of it were captured; 0 is possible.
  public var capturedLength: Int
  /// How many bytes it had on the wire, as the capture tells it.
  public var wireLength: Int
  /// How many packets the capture is known to have lost between the one before and this.
  public var droppedBefore = 0

  /// What a capture says of one packet.
  public init(
    number: Int, time: Timestamp, linkType: LinkType, capturedLength: Int, wireLength: Int
  ) {
    self.number = number
    self.time = time
    self.linkType = linkType
    self.capturedLength = capturedLength
    self.wireLength = wireLength
  }
}
