/// The bounds that reassembly keeps, and when it stops waiting.
public struct StreamLimits: Sendable {
  /// Bytes held out of order in one direction of a connection.
  public var bytesPerDirection = 4 << 20
  /// Segments held out of order in one direction of a connection.
  public var segmentsPerDirection = 4096
  /// Bytes held out of order in all.
  public var bytesInAll = 256 << 20
  /// Further packets of the connection after which a hole that was acknowledged is passed over.
  public var packetsToWait = 64
  /// Capture time, in nanoseconds, after which it is.
  public var timeToWait: Int64 = 1_000_000_000
  /// Capture time, in nanoseconds, for which a closed connection is kept for late packets.
  public var timeToLinger: Int64 = 5_000_000_000

  /// The stated defaults.
  public init() {}
}

/// What reassembly met.
public struct StreamStatistics: Sendable {
  /// Connections, in all.
  public var connections = 0
  /// Packets of connections that were let go before.
  public var packetsAfterEnd = 0
  /// Data bytes that had come before.
  public var repeatedBytes = 0
  /// Segments that came before what precedes them.
  public var segmentsAhead = 0
  /// Times that the bound on a direction made it pass over a hole.
  public var directionLimitReached = 0
  /// Times that the bound on all bytes held did.
  public var totalLimitReached = 0

  /// Nothing yet.
  public init() {}
}
