import Ranges

/// Where rules begin to speak: named numbers that a user may set.
public struct Thresholds: Sendable, Equatable {
  /// One of them, as it is listed.
  public struct Item: Sendable, Equatable {
    /// The name by which it is set.
    public let name: String
    /// What it is.
    public let summary: String
    /// The rule that it belongs to.
    public let rule: String
    /// Its value.
    public let value: Int
  }

  /// Ranges in one request from which a set is excessive.
  public var excessiveRanges = 200
  /// Adjacent requests in a row from which they are worth joining.
  public var uncoalescedRequests = 8
  /// Bytes below which a request counts as small.
  public var uncoalescedBytes = 262_144
  /// Milliseconds without content from which a transfer has stalled.
  public var stallMilliseconds = 1_000
  /// Bytes below which a response may be an error page in place of content.
  public var flippedBytes = StandIn.bytes
  /// The share of the complete length, in percent, below which it may be one.
  public var flippedPercent = StandIn.percent
  /// Bodies broken off above which reopening is a real cost.
  public var reopenBodies = 5
  /// Delivered against covered bytes, as a factor, from which reopening is a real cost.
  public var reopenFactor = 2

  /// The defaults.
  public init() {}

  private struct Entry {
    var name: String
    var rule: String
    var summary: String
    var path: WritableKeyPath<Thresholds, Int>
  }

  private static var entries: [Entry] {
    [
      Entry(
        name: "excessive-ranges", rule: "range-set-excessive",
        summary: "ranges in one request", path: \.excessiveRanges),
      Entry(
        name: "uncoalesced-requests", rule: "ranges-uncoalesced",
        summary: "adjacent requests in a row", path: \.uncoalescedRequests),
      Entry(
        name: "uncoalesced-bytes", rule: "ranges-uncoalesced",
        summary: "bytes below which a request is small", path: \.uncoalescedBytes),
      Entry(
        name: "stall-ms", rule: "transfer-stalled",
        summary: "milliseconds without content", path: \.stallMilliseconds),
      Entry(
        name: "flipped-bytes", rule: "content-type-flipped",
        summary: "bytes below which a response may be an error page", path: \.flippedBytes),
      Entry(
        name: "flipped-percent", rule: "content-type-flipped",
        summary: "percent of the length below which it may be one", path: \.flippedPercent),
      Entry(
        name: "reopen-bodies", rule: "reopen-amplification",
        summary: "bodies broken off above which it is a warning", path: \.reopenBodies),
      Entry(
        name: "reopen-factor", rule: "reopen-amplification",
        summary: "bytes delivered against bytes covered", path: \.reopenFactor),
    ]
  }

  /// All of them with their values, in the order in which they are to be listed.
  public var items: [Item] {
    Self.entries.map {
      Item(name: $0.name, summary: $0.summary, rule: $0.rule, value: self[keyPath: $0.path])
    }
  }

  /// Sets the one called `name`; returns whether there is one and the value is not negative.
  public mutating func set(_ name: String, to value: Int) -> Bool {
    guard value >= 0, let entry = Self.entries.first(where: { $0.name == name }) else {
      return false
    }
    self[keyPath: entry.path] = value
    return true
  }
}
