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

  private var startKind = Kind.whole
  /// Where the run ends that a continuation goes on from.
  private var runEnd = 0
  /// Ids, 0 for none: there are as many steps as exchanges, so each is kept small.
  private var ids: (exchange: UInt32, continued: UInt32, source: UInt32, previous: UInt32)
  /// Indices of versions; -1 for none.
  private var versions: (own: Int32, current: Int32) = (-1, -1)
  /// `Int.min` where it is not known.
  private var length = Int.min
  /// Bytes held when the request left.
  public var held = 0
  /// Bytes that it delivered of what the same version had brought before.
  public var again = 0
  /// Bytes held that its 200 threw away.
  public var discarded = 0

  private enum Kind: UInt8 { case whole, first, continuation, seek }

  /// An exchange of which only the id is known.
  public init(exchange: Int) { ids = (UInt32(exchange), 0, 0, 0) }

  /// The id of the exchange.
  public var exchange: Int { Int(ids.exchange) }

  /// How the request relates to what was held.
  public var start: Start {
    get {
      switch startKind {
      case .whole: .whole
      case .first: .first
      case .continuation: .continuation(runEnd: runEnd)
      case .seek: .seek
      }
    }
    set {
      switch newValue {
      case .whole: startKind = .whole
      case .first: startKind = .first
      case .continuation(let end):
        startKind = .continuation
        runEnd = end
      case .seek: startKind = .seek
      }
    }
  }

  /// The index of the version that it delivered; `nil` when it delivered none.
  public var version: Int? {
    get { versions.own < 0 ? nil : Int(versions.own) }
    set { versions.own = newValue.map { Int32($0) } ?? -1 }
  }

  /// The index of the version that was current when it was asked; `nil` for the first.
  public var currentVersion: Int? {
    get { versions.current < 0 ? nil : Int(versions.current) }
    set { versions.current = newValue.map { Int32($0) } ?? -1 }
  }

  /// The id of the exchange that delivered the byte before the one asked for first.
  public var continued: Int? {
    get { Self.id(ids.continued) }
    set { ids.continued = UInt32(newValue ?? 0) }
  }

  /// The id of the latest exchange before that gave the validator of its If-Range.
  public var ifRangeSource: Int? {
    get { Self.id(ids.source) }
    set { ids.source = UInt32(newValue ?? 0) }
  }

  /// The id of the content exchange of the download before it.
  public var previous: Int? {
    get { Self.id(ids.previous) }
    set { ids.previous = UInt32(newValue ?? 0) }
  }

  /// The complete length, where all responses before told the same.
  public var knownLength: Int? {
    get { length == .min ? nil : length }
    set { length = newValue ?? .min }
  }

  private static func id(_ number: UInt32) -> Int? { number == 0 ? nil : Int(number) }

  /// Whether it is a continuation, that is: a resume.
  public var isContinuation: Bool {
    if case .continuation = start { true } else { false }
  }

  /// How far before the end of what was held a continuation may begin.
  public static let continuationReach = 1 << 20
}
