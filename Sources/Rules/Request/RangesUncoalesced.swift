import HTTP
import Packets
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
    check: .download { view in
      let limit = view.thresholds.uncoalescedRequests
      var best: [RangeExchange] = []
      var row: [RangeExchange] = []
      for (_, exchange) in view.exchanges where exchange.isGET {
        guard exchange.status == 206, exchange.parts.count == 1,
          exchange.placedBytes < view.thresholds.uncoalescedBytes
        else {
          row = []
          continue
        }
        let follows = row.last.map {
          $0.parts[0].upperBound == exchange.parts[0].lowerBound
            && $0.transaction.end <= exchange.transaction.time
        }
        if follows != true { row = [] }
        row.append(exchange)
        if row.count > best.count { best = row }
      }
      guard best.count >= max(limit, 2), let first = best.first, let last = best.last else {
        return nil
      }
      let whole = first.parts[0].lowerBound..<last.parts[0].upperBound
      let time = last.transaction.end.since(first.transaction.time) / 1_000_000
      let count = best.count
      return Evidence(
        transactions: best.prefix(6).map(\.id),
        values: [("requests", "\(count)"), ("milliseconds", "\(time)")],
        """
        \(plural(count, "request")) from transaction #\(first.id) to #\(last.id) fetched bytes \
        \(span(whole)) piece by piece, \(bytes(whole.count / count)) each on average, in \
        \(grouped(Int(time))) ms; one request would have needed one round trip instead of \
        \(grouped(count)).
        """)
    })
}
