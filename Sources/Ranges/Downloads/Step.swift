/// What one exchange of a download meant, seen from what the client held when it asked.
public struct Step: Sendable {
  /// How a request relates to what the client held when it left.
  public enum Start: Equatable, Sendable {
    /// It asked for the whole, or had no byte range that can be read.
    case whole
    /// It asked for ranges when nothing was held.
    case first
    /// It went on from a run that ends at `runEnd`: at its end, or up to 1 MiB before.
    case continuation(runEnd: Int)
    /// It asked for ranges elsewhere.
    case seek
  }

  /// The id of the exchange.
  public var exchange: Int
  /// How the request relates to what was held.
  public var start = Start.whole
  /// The index of the version that it delivered; `nil` when it delivered none.
  public var version: Int?
  /// The index of the version that was current when it was asked; `nil` for the first.
  public var currentVersion: Int?
  /// Bytes held when the request left.
  public var held = 0
  /// The id of the exchange that delivered the byte before the one asked for first.
  public var continued: Int?
  /// The complete length, where all responses before told the same.
  public var knownLength: Int?
  /// Bytes that it delivered of what the same version had brought before.
  public var again = 0
  /// Bytes held that its 200 threw away.
  public var discarded = 0
  /// The id of the latest exchange before that gave the validator of its If-Range.
  public var ifRangeSource: Int?
  /// The id of the content exchange of the download before it.
  public var previous: Int?

  /// An exchange of which only the id is known.
  public init(exchange: Int) { self.exchange = exchange }

  /// Whether it is a continuation, that is: a resume.
  public var isContinuation: Bool {
    if case .continuation = start { true } else { false }
  }

  /// How far before the end of what was held a continuation may begin.
  public static let continuationReach = 1 << 20
}
