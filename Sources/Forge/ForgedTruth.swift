public import Packets

/// What truly happened on a connection, beside what its packets show.
public struct ForgedTruth: Equatable, Sendable {
  /// What truly happened to the bytes that one end sent.
  ///
  /// Offsets count from its first byte.
  public struct Direction: Equatable, Sendable {
    /// How many bytes were sent at least once.
    public var sent: UInt64 = 0
    /// The bytes of which the capture holds a packet; bytes that a snaplen cut count as held.
    public var captured = ByteIntervals()
    /// The bytes that reached the other end, in whatever order.
    public var received = ByteIntervals()
    /// The bytes before this offset were acknowledged by the other end.
    public var acknowledged: UInt64 = 0
    /// The bytes before this offset are acknowledged by packets that the capture holds.
    public var acknowledgedInCapture: UInt64 = 0
    /// Whether the capture holds a packet with this end's SYN.
    public var hasCapturedOpening = false
    /// Whether the capture holds a packet with this end's FIN.
    public var hasCapturedFinish = false

    /// What the capture never saw though its acknowledgements show that it arrived.
    public var captureLoss: [Range<UInt64>] { captured.missing(in: 0..<acknowledgedInCapture) }
  }

  /// The client's address and port.
  public var client: Endpoint
  /// The server's address and port.
  public var server: Endpoint
  /// What became of the bytes that the client sent.
  public var fromClient = Direction()
  /// What became of the bytes that the server sent.
  public var fromServer = Direction()
  /// How many packets of the connection the capture holds.
  public var packets = 0

  /// What became of the bytes that `peer` sent.
  public subscript(peer: Peer) -> Direction {
    get { peer == .client ? fromClient : fromServer }
    set { if peer == .client { fromClient = newValue } else { fromServer = newValue } }
  }
}
