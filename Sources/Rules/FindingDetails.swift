public import Phrases
import Ranges
public import Transactions

/// What shows a finding.
public struct FindingDetails: Sendable {
  /// The ids of the transactions that show it.
  public let transactions: [Int]
  /// What to do about it, where that is not what the rule says.
  let hint: Statement?
  /// The numbers of the connections that are concerned besides those of the transactions.
  private let ownConnections: [Int]
  /// The packets to jump to; empty: the heads of the transactions.
  private let places: [Evidence.Place]
  private let detailText: @Sendable () -> Statement
  private let valueTexts: @Sendable () -> [(name: String, value: String)]
  private let record: TrafficRecord?

  /// How many transactions, connections and places a finding names.
  static let limit = 10

  /// Those of evidence that was found in a record.
  init(_ evidence: Evidence, in record: TrafficRecord?) {
    transactions = Self.few(evidence.transactions, Self.limit)
    hint = evidence.hint
    ownConnections = evidence.connections
    places = evidence.frames
    detailText = evidence.detail
    valueTexts = evidence.values
    self.record = record
  }

  /// What happened here, with the values compared and the bytes concerned; made when it is asked for.
  public var detail: Statement { detailText() }

  /// What was compared, by name, in the order in which it is to be shown; made when it is asked for.
  public var values: [(name: String, value: String)] { valueTexts() }

  /// The numbers of the connections that show it.
  public var connections: [Int] {
    var numbers = ownConnections.firsts
    for id in transactions {
      if let connection = record?.exchange(id)?.connection, !numbers.contains(connection) {
        if numbers.isEmpty { numbers = [connection] } else { numbers.append(connection) }
      }
    }
    return numbers.count > 1 ? numbers.prefix(Self.limit).sorted() : numbers
  }

  /// The packets that show it.
  public var frames: [FrameSpans.Span] {
    let places = record.map { Evidence.Place.of(self.places, transactions, in: $0) } ?? self.places
    return places.map(\.span)
  }

  /// The first of different ones, in order.
  private static func few(_ ids: [Int], _ limit: Int) -> [Int] {
    var isInOrder = ids.count <= limit
    for (a, b) in zip(ids, ids.dropFirst()) where a >= b { isInOrder = false }
    return isInOrder ? ids : ids.firsts.prefix(limit).sorted()
  }
}

/// What a finding is told from, when it is asked for: few reports ask for all.
final class FindingSource: Sendable {
  private let held: FindingDetails?
  private let record: TrafficRecord?

  /// Details that are held.
  init(_ details: FindingDetails) {
    held = details
    record = nil
  }

  /// That of all findings whose rules are asked again.
  init(asking record: TrafficRecord) {
    held = nil
    self.record = record
  }

  /// The details of a finding.
  func details(_ text: RuleText, _ download: Int?) -> FindingDetails {
    if let held { return held }
    let found = record.flatMap { record in
      download.flatMap { text.check?(DownloadView(record: record, at: $0 - 1)) }
    }
    // A rule that found something finds the same again.
    return FindingDetails(found ?? Evidence(nil, Statement("")), in: record)
  }
}

extension [Int] {
  /// The first of each that are equal, in order.
  fileprivate var firsts: [Int] { Evidence.firsts(self) }
}
