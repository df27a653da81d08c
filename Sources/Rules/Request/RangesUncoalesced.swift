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
      var best: Row?
      var row: Row?
      for exchange in view.exchanges where exchange.isGET {
        let isSmall =
          exchange.status == 206 && exchange.parts.count == 1
          && exchange.placedBytes < view.thresholds.uncoalescedBytes
        if isSmall, row?.add(exchange) ?? false { continue }
        if let row, row.count > best?.count ?? 0 { best = row }
        row = isSmall ? Row(exchange, id: exchange.id) : nil
      }
      if let row, row.count > best?.count ?? 0 { best = row }
      guard let best, best.count >= max(limit, 2) else { return nil }
      let (first, last) = (best.first, best.last)
      let whole = first.parts[0].lowerBound..<last.parts[0].upperBound
      let time = last.transaction.end.since(first.transaction.time) / 1_000_000
      let count = best.count
      var ids: [Int] = []
      for exchange in view.exchanges where exchange.isGET && exchange.id >= best.id {
        if ids.count == min(count, 6) { break }
        ids.append(exchange.id)
      }
      return Evidence(
        transactions: ids,
        values: [("requests", "\(count)"), ("milliseconds", "\(time)")],
        """
        \(plural(count, "request")) from transaction #\(first.id) to #\(last.id) fetched bytes \
        \(span(whole)) piece by piece, \(bytes(whole.count / count)) each on average, in \
        \(grouped(Int(time))) ms; one request would have needed one round trip instead of \
        \(grouped(count)).
        """)
    })
}

/// Exchanges of which each goes on where the one before ended.
private struct Row {
  let first: RangeExchange
  var last: RangeExchange
  var count = 1
  /// The id of the first.
  let id: Int

  init(_ exchange: RangeExchange, id: Int) {
    first = exchange
    last = exchange
    self.id = id
  }

  /// Adds an exchange where it goes on; false where it does not.
  mutating func add(_ exchange: RangeExchange) -> Bool {
    guard last.parts[0].upperBound == exchange.parts[0].lowerBound,
      last.transaction.end <= exchange.transaction.time
    else { return false }
    last = exchange
    count += 1
    return true
  }
}
