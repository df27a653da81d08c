public import Analysis
import Streams

/// What is kept of traffic that is watched for long.
public struct WatchOptions: Sendable {
  /// What the analysis is told.
  public var analyzer = AnalyzerOptions()
  /// Capture time, in nanoseconds, after which a download that nothing came of is closed: told for
  /// the last time, and forgotten.
  public var timeToClose: Int64 = 300_000_000_000
  /// Downloads that are kept at once; above it those that were idle longest are closed.
  public var mostDownloads = 10_000
  /// Bytes of memory above which downloads are closed sooner.
  public var mostMemory = 1 << 30

  /// The stated defaults.
  public init() {}

  /// The bounds of reassembly, so that what is open fits into the memory too.
  mutating func fitLimits() {
    var limits = analyzer.limits
    limits.bytesInAll = min(limits.bytesInAll, max(1 << 20, mostMemory / 4))
    limits.bytesPerDirection = min(limits.bytesPerDirection, limits.bytesInAll)
    // What a connection and what a pair of ends takes, generously.
    limits.connections = min(limits.connections, max(256, mostMemory / 16_384))
    limits.idleConnections = min(limits.idleConnections, limits.connections / 2)
    limits.timeToIdle = min(limits.timeToIdle, timeToClose)
    limits.endpointsKept = min(limits.endpointsKept, max(1024, mostMemory / 2048))
    analyzer.limits = limits
  }
}
