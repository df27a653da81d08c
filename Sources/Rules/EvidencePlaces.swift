import Packets
import Ranges
import Transactions

extension Evidence.Place {
  /// The packets that show a finding: those told, else those of the heads of its transactions.
  static func of(
    _ frames: [Evidence.Place], _ ids: [Int], in record: TrafficRecord
  ) -> [Evidence.Place] {
    var places = frames
    if frames.isEmpty {
      places.reserveCapacity(2 * ids.count)
      for id in ids { addHeads(of: id, in: record, to: &places) }
    }
    if places.count <= 2 * FindingDetails.limit {
      // All of them are named, in whatever order they came.
      sort(&places)
      var last: Evidence.Place?
      places.removeAll { place in
        defer { last = place }
        return place == last
      }
      return places
    }
    places = Array(Evidence.firsts(places).prefix(2 * FindingDetails.limit))
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

  /// The same, as packets are told elsewhere.
  var span: FrameSpans.Span {
    let time = Timestamp(nanoseconds: 0)
    var spans = FrameSpans(Frame(input: input, number: first, time: time))
    spans.add(Frame(input: input, number: last, time: time))
    return spans.head
  }
}

extension Evidence {
  /// The first of each that are equal, in order.
  static func firsts<Item: Hashable>(_ items: [Item]) -> [Item] {
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
