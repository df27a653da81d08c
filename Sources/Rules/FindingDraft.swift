import Bytes
import Packets
import Phrases
import Ranges
import Transactions

/// Equal findings of one download, on their way to becoming one.
///
/// A class, as it stands in a list and is looked at there: to copy it would cost a dozen references.
final class FindingDraft {
  /// How many transactions, connections and places a finding names.
  static let limit = 10

  private(set) var severity: Severity
  private var count = 1
  private var leading: Evidence
  /// What others told, where there are any.
  private var transactions: [Int]
  private var connections: [Int]
  private var frames: [Evidence.Place]

  init(_ evidence: Evidence, _ severity: Severity) {
    self.severity = severity
    leading = evidence
    transactions = evidence.transactions
    connections = evidence.connections
    frames = evidence.frames
  }

  /// Adds one more; the first of the severest speaks for all.
  func add(_ evidence: Evidence, _ severity: Severity) {
    count += 1
    if severity > self.severity {
      leading = evidence
      self.severity = severity
      transactions = evidence.transactions + transactions
      connections = evidence.connections + connections
      frames = evidence.frames + frames
    } else if count <= Self.limit {
      transactions += evidence.transactions
      connections += evidence.connections
      frames += evidence.frames
    }
  }

  /// The finding, without its number.
  ///
  /// - Parameters:
  ///   - rule: the rule that found it.
  ///   - hint: what the rule says is to be done.
  ///   - record: where it was found.
  /// - Returns: the finding.
  func finding(
    of rule: borrowing Rule, hint: Statement, in record: TrafficRecord
  ) -> Finding {
    let ids = Self.few(transactions, Self.limit)
    var numbers = Self.unique(connections)
    for id in ids {
      if let connection = record.exchange(id)?.connection,
        !numbers.contains(connection)
      {
        numbers.append(connection)
      }
    }
    if numbers.count > 1 { numbers = numbers.prefix(Self.limit).sorted() }
    return Finding(
      rule: rule.id, severity: severity, title: rule.title,
      requirement: rule.requirement?.rawValue, references: rule.references,
      hint: leading.hint ?? hint, transactions: ids, connections: numbers,
      count: count,
      source: FindingSource(detail: leading.detail, values: leading.values, places: frames, record))
  }

  /// The first of different ones, in order.
  private static func few(_ ids: [Int], _ limit: Int) -> [Int] {
    var isInOrder = ids.count <= limit
    for (a, b) in zip(ids, ids.dropFirst()) where a >= b { isInOrder = false }
    return isInOrder ? ids : unique(ids).prefix(limit).sorted()
  }

  /// The packets that show a finding: those told, else those of the heads of its transactions.
  static func spans(
    _ frames: [Evidence.Place], _ ids: [Int], in record: TrafficRecord
  ) -> [Evidence.Place] {
    var places = frames
    if frames.isEmpty {
      places.reserveCapacity(2 * ids.count)
      for id in ids { addHeads(of: id, in: record, to: &places) }
    }
    if places.count <= 2 * Self.limit {
      // All of them are named, in whatever order they came.
      sort(&places)
      var last: Evidence.Place?
      places.removeAll { place in
        defer { last = place }
        return place == last
      }
      return places
    }
    places = Array(Self.unique(places).prefix(2 * Self.limit))
    sort(&places)
    return places
  }

  private static func sort(_ places: inout [Evidence.Place]) {
    places.sort { a, b in
      if a.input != b.input { return a.input < b.input }
      return a.first != b.first ? a.first < b.first : a.last < b.last
    }
  }

  /// The packets of a request, and the first of its response.
  private static func addHeads(
    of id: Int, in record: TrafficRecord, to places: inout [Evidence.Place]
  ) {
    guard let exchange = record.exchange(id) else { return }
    if let span = exchange.transaction.requestSpan {
      places.append(Evidence.Place(input: span.input, first: span.first, last: span.last))
    }
    if let span = exchange.transaction.responseSpan {
      places.append(Evidence.Place(input: span.input, first: span.first, last: span.first))
    }
  }

  static func span(_ place: Evidence.Place) -> FrameSpans.Span {
    let time = Timestamp(nanoseconds: 0)
    var spans = FrameSpans(Frame(input: place.input, number: place.first, time: time))
    spans.add(Frame(input: place.input, number: place.last, time: time))
    return spans.head
  }

  private static func unique<Item: Hashable>(_ items: [Item]) -> [Item] {
    if items.count < 2 { return items }
    if items.count <= 32 {
      var found: [Item] = []
      found.reserveCapacity(items.count)
      for item in items where !found.contains(item) { found.append(item) }
      return found
    }
    var seen: Set<Item> = []
    return items.filter { seen.insert($0).inserted }
  }
}

/// Wireshark display filters.
enum DisplayFilter {
  /// Selects the packets at `places`, which are in order: those of the first input among them.
  static func frames(_ places: [FrameSpans.Span]) -> String {
    guard let input = places.first?.input else { return "" }
    var text = ByteBuffer(capacity: 128)
    if places[0].first == places[0].last, !places.dropFirst().contains(where: { $0.input == input })
    {
      text.append("frame.number == ")
      text.append(decimal: places[0].first)
      return text.text
    }
    text.append("frame.number in {")
    var isFirst = true
    for place in places where place.input == input {
      if !isFirst { text.append(", ") }
      isFirst = false
      text.append(decimal: place.first)
      if place.first != place.last {
        text.append("..")
        text.append(decimal: place.last)
      }
    }
    text.append("}")
    return text.text
  }
}
