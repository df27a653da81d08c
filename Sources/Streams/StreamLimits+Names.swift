extension StreamLimits {
  /// One of the bounds, as it is listed.
  public struct Item: Sendable, Equatable {
    /// The name by which it is set, and told when it is reached.
    public let name: String
    /// What it bounds.
    public let summary: String
    /// Its value.
    public let value: Int
  }

  private struct Entry {
    var name: String
    var summary: String
    var path: WritableKeyPath<StreamLimits, Int>
  }

  private static var entries: [Entry] {
    [
      Entry(
        name: "held-bytes", summary: "bytes out of order in all, 128 added for each segment",
        path: \.bytesInAll),
      Entry(
        name: "held-bytes-per-direction",
        summary: "bytes out of order in one direction of a connection, counted likewise",
        path: \.bytesPerDirection),
      Entry(
        name: "held-segments-per-direction",
        summary: "segments out of order in one direction of a connection",
        path: \.segmentsPerDirection),
      Entry(name: "connections", summary: "connections open at once", path: \.connections),
      Entry(
        name: "idle-connections",
        summary: "connections above which one that is idle for an hour is let go",
        path: \.idleConnections),
      Entry(
        name: "endpoints", summary: "pairs of ends that are remembered", path: \.endpointsKept),
    ]
  }

  /// All bounds with their values, in the order in which they are to be listed.
  public var items: [Item] {
    Self.entries.map {
      Item(name: $0.name, summary: $0.summary, value: self[keyPath: $0.path])
    }
  }

  /// Sets the bound called `name`.
  ///
  /// - Returns: whether there is one and the value is above 0.
  public mutating func set(_ name: String, to value: Int) -> Bool {
    guard value > 0, let entry = Self.entries.first(where: { $0.name == name }) else {
      return false
    }
    self[keyPath: entry.path] = value
    return true
  }
}

extension StreamStatistics {
  /// The bounds that were reached, by their names, and how often.
  public var limitsReached: [(limit: String, count: Int)] {
    [
      ("held-bytes", totalLimitReached), ("held-bytes-per-direction", directionLimitReached),
      ("connections", connectionLimitReached), ("idle-connections", idleConnectionsLetGo),
      ("endpoints", endpointLimitReached), ("memory", memoryLimitReached),
      ("gaps", gapLimitReached),
    ].filter { $0.1 > 0 }
  }
}
