import Bytes
import Packets
import Phrases
import Ranges
import Transactions

/// Equal findings of one download, on their way to becoming one.
struct FindingDraft {
  /// How many transactions, connections and places a finding names.
  static let limit = 10

  private(set) var severity: Severity
  private var count = 1
  /// The one that speaks for all, with what all of them concern.
  private var evidence: Evidence

  init(_ evidence: Evidence, _ severity: Severity) {
    self.severity = severity
    self.evidence = evidence
  }

  /// Adds one more; the first of the severest speaks for all.
  mutating func add(_ other: Evidence, _ severity: Severity) {
    count += 1
    if severity > self.severity {
      let before = evidence
      self.severity = severity
      evidence = other
      evidence.transactions += before.transactions
      evidence.connections += before.connections
      evidence.frames += before.frames
    } else if count <= Self.limit {
      evidence.transactions += other.transactions
      evidence.connections += other.connections
      evidence.frames += other.frames
    }
  }

  /// The finding, without its number.
  ///
  /// - Parameters:
  ///   - text: what the rule that found it says.
  ///   - download: the id of the download in which it was found.
  ///   - record: where it was found.
  /// - Returns: the finding.
  func finding(
    of text: RuleText, download: Int?, in record: TrafficRecord
  ) -> Finding {
    let ids = Self.few(evidence.transactions, Self.limit)
    var numbers = Self.unique(evidence.connections)
    for id in ids {
      if let connection = record.exchange(id)?.connection,
        !numbers.contains(connection)
      {
        if numbers.isEmpty { numbers = [connection] } else { numbers.append(connection) }
      }
    }
    if numbers.count > 1 { numbers = numbers.prefix(Self.limit).sorted() }
    var finding = Finding(
      text, severity, hint: evidence.hint, transactions: ids, connections: numbers, count: count,
      source: FindingSource(
        detail: evidence.detail, values: evidence.values, places: evidence.frames, record))
    finding.download = download
    return finding
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
