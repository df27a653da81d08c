import HTTP
import Packets
import Phrases
import Ranges
import Transactions

extension Rule {
  static let rangesUncoalesced = Rule(
    id: "ranges-uncoalesced", section: .request, severity: .note,
    title: "Many small adjacent ranges were fetched one after another",
    references: ["RFC 9110 section 14.2"],
    explanation: """
      Each of these requests begins where the one before ended and was sent only after that one \
      was answered, so each costs a round trip that one larger request would have saved. Readers \
      of Parquet, GeoTIFF, Zarr and PDF files behave so when nothing joins their reads; joining \
      neighbours, or reading ahead, has been measured to make them several times faster over \
      distance. On a loopback or a local network it hardly matters.
      """,
    hint: "Join adjacent reads, or read ahead in larger blocks.",
    check: .download(where: .many) { view in
      let limit = view.thresholds.uncoalescedRequests
      guard view.download.mostInARow >= max(limit, 2) else { return nil }
      let fetched = view.download.fetched(in: view.record.exchanges)
      var best: Row?
      var row: Row?
      for place in fetched.indices {
        guard let part = fetched[place].part, part.count < view.thresholds.uncoalescedBytes else {
          if let row, row.count > best?.count ?? 0 { best = row }
          row = nil
          continue
        }
        if row?.add(fetched[place], part) ?? false { continue }
        if let row, row.count > best?.count ?? 0 { best = row }
        row = Row(fetched[place], part, at: place)
      }
      if let row, row.count > best?.count ?? 0 { best = row }
      guard let best, best.count >= max(limit, 2) else { return nil }
      let (first, last) = (best.first, best.last)
      let time = last.end.since(first.start) / 1_000_000
      let count = best.count
      let ids = fetched[best.place...].prefix(min(count, 6)).map(\.id)
      return Evidence(
        transactions: ids,
        values: [("requests", "\(count)"), ("milliseconds", "\(time)")],
        """
        \(plural(count, "request")) from transaction #\(first.id) to #\(last.id) fetched bytes \
        \(span(best.whole)) piece by piece, \(bytes(best.whole.count / count)) each on average, in \
        \(grouped(Int(time))) ms; one request would have needed one round trip instead of \
        \(grouped(count)).
        """)
    })
}

/// Exchanges of which each goes on where the one before ended.
private struct Row {
  let first: FetchedRange
  private(set) var last: FetchedRange
  private(set) var count = 1
  /// All that they brought.
  private(set) var whole: Range<Int>
  /// The place of the first.
  let place: Int

  init(_ fetched: FetchedRange, _ part: Range<Int>, at place: Int) {
    first = fetched
    last = fetched
    whole = part
    self.place = place
  }

  /// Adds what goes on; false where it does not.
  mutating func add(_ fetched: FetchedRange, _ part: Range<Int>) -> Bool {
    guard whole.upperBound == part.lowerBound, last.end <= fetched.start else { return false }
    last = fetched
    whole = whole.lowerBound..<part.upperBound
    count += 1
    return true
  }
}
