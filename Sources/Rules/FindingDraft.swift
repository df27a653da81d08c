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
  private var count = 0
  private var leading: Evidence?
  private var transactions: [Int] = []
  private var connections: [Int] = []
  private var frames: [Evidence.Place] = []

  init(_ severity: Severity) { self.severity = severity }

  /// Adds one more; the first of the severest speaks for all.
  mutating func add(_ evidence: Evidence, _ severity: Severity) {
    count += 1
    if leading == nil || severity > self.severity {
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
  func finding(of rule: Rule, in record: TrafficRecord) -> Finding {
    let ids = Self.unique(transactions).prefix(Self.limit).sorted()
    var numbers = Self.unique(connections)
    for id in ids {
      if let connection = record.exchange(id)?.connection,
        !numbers.contains(connection)
      {
        numbers.append(connection)
      }
    }
    let places = frames.isEmpty ? ids.flatMap { Self.heads($0, record) } : frames
    let spans = Self.unique(places).prefix(2 * Self.limit).sorted {
      ($0.input, $0.first, $0.last) < ($1.input, $1.first, $1.last)
    }
    return Finding(
      rule: rule.id, severity: severity, title: rule.title, detail: leading?.detail() ?? "",
      requirement: rule.requirement?.rawValue, references: rule.references,
      hint: leading?.hint ?? Statement(words: rule.hint),
      values: leading?.values() ?? [], transactions: Array(ids),
      connections: numbers.prefix(Self.limit).sorted(), count: count,
      frames: spans.map(Self.span), filter: DisplayFilter.frames(spans))
  }

  /// The packets of a request, and the first of its response.
  private static func heads(_ id: Int, _ record: TrafficRecord) -> [Evidence.Place] {
    guard let exchange = record.exchange(id) else { return [] }
    var places: [Evidence.Place] = []
    if let span = exchange.transaction.requestSpan {
      places.append(Evidence.Place(input: span.input, first: span.first, last: span.last))
    }
    if let span = exchange.transaction.responseSpan {
      places.append(Evidence.Place(input: span.input, first: span.first, last: span.first))
    }
    return places
  }

  private static func span(_ place: Evidence.Place) -> FrameSpans.Span {
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
  static func frames(_ places: [Evidence.Place]) -> String {
    guard let input = places.first?.input else { return "" }
    let own = places.filter { $0.input == input }
    var text = ByteBuffer(capacity: 128)
    if own.count == 1, own[0].first == own[0].last {
      text.append("frame.number == ")
      text.append(decimal: own[0].first)
      return text.text
    }
    text.append("frame.number in {")
    for (index, place) in own.enumerated() {
      if index > 0 { text.append(", ") }
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
