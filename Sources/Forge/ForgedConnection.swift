public import Packets

/// A TCP connection described as data: its ends, what they do, and what goes wrong.
public struct ForgedConnection: Sendable {
  /// How a connection begins.
  public enum Opening: Hashable, Sendable {
    /// SYN, SYN and ACK, ACK.
    case handshake
    /// Both ends send a SYN before they have the other's.
    case simultaneous
    /// It has long been open: the first packet is one of the first event.
    case midstream
  }

  /// What one end of a connection is like.
  public struct End: Hashable, Sendable {
    /// The sequence number of its SYN; its first byte has the next one.
    public var initialSequence: UInt32
    /// The most bytes of data that one of its segments carries; offload makes it larger than a link's.
    public var segmentSize = 1448
    /// The window it announces, not scaled; `windowShift` applies after the SYN.
    public var window: UInt16 = 0xFFFF
    /// The window scale option of its SYN; none when `nil`.
    public var windowShift: UInt8? = 8
    /// Which TCP checksum its packets carry.
    public var checksum = PacketBuilder.TCPChecksum.right
    /// Time to live or hop limit.
    public var hopLimit: UInt8 = 64

    /// An end that begins with this sequence number.
    public init(initialSequence: UInt32) { self.initialSequence = initialSequence }
  }

  /// Who opened the connection.
  public var client: Endpoint
  /// Whom it was opened to.
  public var server: Endpoint
  /// When it begins, in nanoseconds after the capture's start.
  public var start: Duration
  /// How it begins.
  public var opening = Opening.handshake
  /// What happens on it, in order.
  public var events: [ForgedEvent]
  /// What goes wrong.
  public var faults: [FaultRule] = []
  /// What the client's end is like.
  public var clientEnd = End(initialSequence: 1_000_000)
  /// What the server's end is like.
  public var serverEnd = End(initialSequence: 3_000_000_000)
  /// The time a packet and its answer take.
  public var roundTrip = Duration.milliseconds(20)
  /// The time between two segments that an end sends in a row.
  public var segmentInterval = Duration.microseconds(100)
  /// The most bytes that an end sends before they are acknowledged.
  public var flight: UInt64 = 262_144
  /// How many data segments one acknowledgement answers.
  public var acknowledgesEvery = 2
  /// How long an end waits before it acknowledges fewer.
  public var delayedAcknowledgement = Duration.milliseconds(40)
  /// How long an end waits for an acknowledgement before it sends again; doubled each time.
  public var retransmissionTimeout = Duration.milliseconds(250)
  /// Whether packets carry the timestamps option.
  ///
  /// Source: RFC 7323 §3.
  public var hasTimestamps = false
  /// Whether acknowledgements tell what came out of order.
  ///
  /// Source: RFC 2018.
  public var hasSelectiveAcknowledgement = true
  /// Where the capture is taken: at this end.
  public var vantage = Peer.client
  /// Which of the connection's captured packets, counted from 0, the capture keeps; all when `nil`.
  public var kept: Range<Int>?

  /// A connection on which the given events happen.
  public init(
    client: Endpoint, server: Endpoint, start: Duration = .zero, events: [ForgedEvent] = [],
    faults: [FaultRule] = []
  ) {
    precondition(client.address.isIPv4 == server.address.isIPv4, "two address families")
    self.client = client
    self.server = server
    self.start = start
    self.events = events
    self.faults = faults
  }

  /// The address and port of an end.
  public func endpoint(of peer: Peer) -> Endpoint { peer == .client ? client : server }

  /// What an end is like.
  public func end(_ peer: Peer) -> End { peer == .client ? clientEnd : serverEnd }

  /// All the bytes that the events have an end send, in order.
  ///
  /// An end that aborts early has sent only a prefix of them: `ForgedTruth` tells how long.
  public func content(of peer: Peer) -> Payload { .joined(Self.payloads(events, of: peer)) }

  private static func payloads(_ events: [ForgedEvent], of peer: Peer) -> [Payload] {
    events.flatMap { event -> [Payload] in
      switch event {
      case .send(peer, let payload), .start(peer, let payload): [payload]
      case .unseen(let events): payloads(events, of: peer)
      default: []
      }
    }
  }
}
