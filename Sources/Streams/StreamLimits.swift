public import Packets

/// The bounds that reassembly keeps, and when it stops waiting.
public struct StreamLimits: Sendable {
  /// Bytes held out of order in one direction of a connection, 128 added for each segment.
  public var bytesPerDirection = 4 << 20
  /// Segments held out of order in one direction of a connection.
  public var segmentsPerDirection = 4096
  /// Bytes held out of order in all, 128 added for each segment.
  public var bytesInAll = 256 << 20
  /// Further packets of the connection, after an acknowledgement of bytes that did not come, after
  /// which they are passed over.
  public var packetsToWait = 64
  /// Capture time, in nanoseconds, after which it is.
  public var timeToWait: Int64 = 1_000_000_000
  /// Capture time, in nanoseconds, without any packet, for which a closed connection is kept for
  /// late ones.
  public var timeToLinger: Int64 = 5_000_000_000

  /// Connections open at once.
  public var connections = 200_000
  /// Connections that may be open however long nothing came.
  public var idleConnections = 10_000
  /// Capture time, in nanoseconds, without any packet, after which one above these is let go.
  public var timeToIdle: Int64 = 3_600_000_000_000
  /// Pairs of ends that are remembered, be their connections open or not.
  public var endpointsKept = 2_000_000
  /// Whether retransmissions are held against what came first.
  public var comparesRepeats = true

  /// For as many connections there is room from the beginning: it takes no memory before it is used,
  /// and to move to more room each time that there are more takes twice as much of it.
  public static let connectionsWithRoom = 16_384

  /// The stated defaults.
  public init() {}

  /// Whether what came with a packet of the connection has waited long enough at a later one.
  @inline(always)
  func isDue(since before: Int, _ then: Timestamp, _ packets: Int, _ now: Timestamp) -> Bool {
    packets - before >= packetsToWait || now.since(then) >= timeToWait
  }
}

/// What reassembly met.
public struct StreamStatistics: Sendable {
  /// Connections, in all.
  public var connections = 0
  /// Packets of connections that were let go before.
  public var packetsAfterEnd = 0
  /// Data bytes that had come before; those that fill a gap are not counted.
  public var repeatedBytes = 0
  /// Data bytes that lie before the first known one of their direction, and so are left out.
  public var bytesBeforeStart = 0
  /// Segments left out because they lie too far beyond all that was seen.
  public var segmentsDoubted = 0
  /// Segments that came before what precedes them.
  public var segmentsAhead = 0
  /// Times that the bound on a direction made it pass over a hole.
  public var directionLimitReached = 0
  /// Times that the bound on all bytes held did.
  public var totalLimitReached = 0
  /// Connections let go because nothing came for long.
  public var idleConnectionsLetGo = 0
  /// Connections let go because too many were open.
  public var connectionLimitReached = 0
  /// Connections let go because all that is kept took too much memory.
  public var memoryLimitReached = 0
  /// Times that pairs of ends were forgotten because there were too many.
  public var endpointLimitReached = 0
  /// Segments that came after all, where gaps had been forgotten that they may have filled.
  public var gapLimitReached = 0
  /// The most that was held at once, as the bounds count it.
  public var mostHeld = 0

  /// Packets that the capture holds a second time.
  public var duplicatePackets = 0
  /// The first of them.
  public private(set) var duplicateFrames: [Frame] = []

  /// Nothing yet.
  public init() {}

  /// How many frames are kept as evidence.
  static let framesKept = 8

  private var lastDuplicate: Frame?

  /// Takes the first of these as the evidence.
  mutating func keepDuplicates(_ frames: [Frame]) {
    duplicateFrames = Array(frames.prefix(Self.framesKept))
  }

  /// Counts a packet, once however often it is told.
  mutating func noteRepeated(_ frame: Frame) {
    guard frame != lastDuplicate else { return }
    lastDuplicate = frame
    duplicatePackets += 1
    if duplicateFrames.count < Self.framesKept { duplicateFrames.append(frame) }
  }
}
