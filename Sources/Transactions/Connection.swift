public import Packets

/// What the capture showed of one TCP connection, apart from its transactions.
public struct ConnectionSummary: Sendable {
  // What each packet changes stands first, as one is held for each open connection.

  /// The packets of it, from the first to the last.
  public var frames: FrameSpans
  /// When its last packet was captured.
  public var end: Timestamp
  /// Data bytes that the server sent, as far as the capture tells.
  public var serverBytes = 0
  /// Data bytes cut off by the snaplen.
  public var slicedBytes = 0
  /// Data bytes that the client sent, as far as the capture tells.
  public var clientBytes = 0
  /// Its number, from 1, in the order of first packets.
  public var id: Int
  /// Its number in the order of all that were met: it stays while a record grows.
  public var serial: Int
  /// Wireshark's `tcp.stream` in the input of its first packet; `nil` where ours is none of its.
  public var stream: Int?
  /// The end that asks.
  public var client: Endpoint
  /// The end that answers.
  public var server: Endpoint
  /// The client that a PROXY protocol header names, which `client` speaks for; `nil` without one.
  public var proxiedClient: Endpoint?
  /// When its first packet was captured.
  public var start: Timestamp
  /// Whether the opening (a SYN) is in the capture.
  public var sawOpening = false
  /// Whether it is read as HTTP/1.
  public var isHTTP = false
  /// What it carries instead, from some byte on; `nil` for none or unknown: `TLS`, `HTTP/2`, ….
  public var opaqueProtocol: String?
  /// Data bytes that were not read, as they are of another protocol.
  public var opaqueBytes = 0
  /// Whether packets of the client, and of the server, are in the capture.
  public var sides: (client: Bool, server: Bool) = (false, false)
  /// Bytes acknowledged but not captured, of both directions.
  public var lostBytes = 0
  /// Whether bytes that nobody acknowledged were passed over: whoever sent on sent them too.
  public var hasUnacknowledgedHole = false
  /// Whether bytes of the client that are not in the capture were passed over: requests, perhaps.
  public var hasRequestHole = false
  /// Packets that the capture is known to have lost while something of it was missing.
  public var droppedPackets = 0
  /// The packets that show the first of the holes, for evidence.
  public var lossFrames: [Frame] = []
  /// The packet by which an end first closed or reset it; `nil` where none was seen.
  public var endFrame: Frame?
  /// Retransmissions that carried other bytes than the first copy.
  public var conflicts = 0
  /// The packets of the first of them.
  public var conflictFrames: [Frame] = []
  /// Transactions that could not be paired for certain, because bytes outside a body were lost.
  public var unpairedResponses = 0
  /// Bytes that were read as no message.
  public var skippedBytes = 0
  /// The packet with the first of them; `nil` where there is none, or none is known.
  public var skippedFrame: Frame?

  /// A connection from its ends and its first packet.
  public init(id: Int, client: Endpoint, server: Endpoint, frame: Frame) {
    self.id = id
    serial = id
    self.client = client
    self.server = server
    self.frames = FrameSpans(frame)
    self.start = frame.time
    self.end = frame.time
  }
}

extension ConnectionSummary {
  /// Whether the client may have sent requests on it that the capture does not show: it was open
  /// before, bytes of the client are not there, or a response has no request.
  public var mayLackRequests: Bool {
    isHTTP && (!sawOpening || hasRequestHole || unpairedResponses > 0)
  }
}
