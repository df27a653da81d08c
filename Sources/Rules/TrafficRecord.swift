public import Ranges
public import Transactions

/// All that the rules look at: one traffic record, read.
public final class TrafficRecord: Sendable {
  /// The exchanges; that of id `n` at index `n - 1`.
  public let exchanges: RangeExchanges
  /// The downloads that were made of them; that of id `n` at index `n - 1`.
  public let downloads: [Download]
  /// The connections; that of number `n` at index `n - 1`.
  public let connections: [ConnectionSummary]
  /// What the capture itself is like.
  public let facts: CaptureFacts
  /// Where rules begin to speak.
  public let thresholds: Thresholds
  /// For each exchange, by index, whether rules look at it; `nil`: at all.
  let chosen: [Bool]?

  /// A record from its parts; of the exchanges only those of `chosen` are looked at.
  public init(
    exchanges: RangeExchanges, downloads: [Download], connections: [ConnectionSummary],
    facts: CaptureFacts = CaptureFacts(), thresholds: Thresholds = Thresholds(),
    only chosen: [Bool]? = nil
  ) {
    self.exchanges = exchanges
    self.downloads = downloads
    self.connections = connections
    self.facts = facts
    self.thresholds = thresholds
    self.chosen = chosen
  }

  /// The exchange of an id.
  public func exchange(_ id: Int) -> RangeExchange? {
    exchanges.indices.contains(id - 1) ? exchanges[id - 1] : nil
  }

  /// Whether rules look at the exchange at an index.
  func isChosen(_ index: Int) -> Bool { chosen?[index] ?? true }
}
