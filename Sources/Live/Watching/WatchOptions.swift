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
  /// The bytes of memory that the process may take.
  public var mostMemory = 1 << 30
  /// Those of them that are taken whatever is watched: by the kernel's buffer, by what waits to be
  /// written, by the program.
  public var fixedMemory = 0

  /// The stated defaults.
  public init() {}

  /// The bounds of reassembly, so that what is open fits into the memory too.
  var fitted: WatchOptions {
    var fitted = self
    fitted.fitLimits()
    return fitted
  }

  /// A look takes so many times the memory of what it looks at: a copy, a report, its texts.
  private static let lookFactor = 4

  /// The bytes of memory that may be kept, as `footprint` counts them: there is room for a look.
  var mostKept: Int { max(4 << 20, (mostMemory - fixedMemory) / (1 + Self.lookFactor)) }

  /// From how many of them on a look should not wait for its time, and lets go of the older half.
  var muchKept: Int { mostKept / 2 }

  private mutating func fitLimits() {
    var limits = analyzer.limits
    limits.bytesInAll = min(limits.bytesInAll, max(1 << 20, mostKept / 4))
    limits.bytesPerDirection = min(limits.bytesPerDirection, limits.bytesInAll)
    // What a connection and what a pair of ends takes, generously.
    limits.connections = min(limits.connections, max(256, mostKept / 4096))
    limits.idleConnections = min(limits.idleConnections, limits.connections / 2)
    limits.timeToIdle = min(limits.timeToIdle, timeToClose)
    limits.endpointsKept = min(limits.endpointsKept, max(1024, mostKept / 512))
    analyzer.limits = limits
  }
}
