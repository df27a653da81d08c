import Packets
import Ranges
import Transactions

/// How fast a download went while it was under way.
struct TransferRate {
  /// What came in less than this says more about one window than about the network.
  static let shortestTime: Int64 = 10_000_000

  /// Content bytes delivered in `nanoseconds`.
  let bytes: Int
  /// How long at least one body was under way, from its first byte to its last.
  let nanoseconds: Int64

  /// The rate of a download; `nil` where it cannot be measured.
  init?(_ download: borrowing Download, in exchanges: RangeExchanges) {
    var bytes = 0
    var times: [ClosedRange<Timestamp>] = []
    times.reserveCapacity(download.transactions.count)
    var isSorted = true
    for id in download.transactions where exchanges.indices.contains(id - 1) {
      let exchange = exchanges[id - 1]
      guard exchange.isContent, let time = exchange.transaction.response?.contentTime else {
        continue
      }
      bytes +=
        exchange.transaction.body.missing.isEmpty
        ? exchange.transaction.body.extent : exchange.transaction.body.delivered
      if let last = times.last, time.lowerBound < last.lowerBound { isSorted = false }
      times.append(time)
    }
    if !isSorted { times.sort { $0.lowerBound < $1.lowerBound } }
    var nanoseconds: Int64 = 0
    var end = Timestamp(nanoseconds: .min)
    for time in times where time.upperBound > end {
      let (sum, overflow) = nanoseconds.addingReportingOverflow(
        time.upperBound.since(max(end, time.lowerBound)))
      nanoseconds = overflow ? .max : sum
      end = time.upperBound
    }
    guard nanoseconds >= Self.shortestTime, bytes > 0 else { return nil }
    self.bytes = bytes
    self.nanoseconds = nanoseconds
  }

  /// Bytes in a second, rounded down.
  var bytesPerSecond: Int { Int(min(Double(bytes) * 1e9 / Double(nanoseconds), 1e18)) }
}
