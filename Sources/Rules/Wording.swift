import Bytes
import HTTP
import Phrases
import Ranges
import Transactions

/// `8,322,278`.
func grouped(_ number: Int) -> String { PlainText.grouped(number) }

/// `1 byte`, `8,322,278 bytes`.
func bytes(_ count: Int) -> Statement { plural(count, "byte") }

/// `1 request`, `2 requests`.
func plural(_ count: Int, _ noun: String) -> Statement {
  Statement(count: grouped(count), count == 1 ? noun : noun + "s")
}

/// `0-32,767`: both ends included, as in HTTP.
func span(_ range: Range<Int>) -> Statement {
  range.isEmpty
    ? "none"
    : Statement(text: PlainText.grouped(range.lowerBound, to: range.upperBound - 1))
}

/// `0-99, 200-299 and 4 more`.
func spans(_ ranges: some Collection<Range<Int>>, atMost limit: Int = 4) -> Statement {
  // No more are worded than are listed.
  listed(ranges.prefix(max(limit, 2)).map(span), of: ranges.count, atMost: limit)
}

/// `#3, #7 and 12 more`.
func transactions(_ ids: [Int], atMost limit: Int = 6) -> Statement {
  listed(
    ids.prefix(max(limit, 2)).map { Statement(text: "#\($0)") }, of: ids.count, atMost: limit)
}

/// `a, b and 12 more`.
func listed(_ items: [Statement], of count: Int? = nil, atMost limit: Int = 6) -> Statement {
  let count = count ?? items.count
  if count == 2, limit >= 2 { return "\(items[0]) and \(items[1])" }
  let shown = items.prefix(limit).joined(separator: ", ")
  return count > limit ? "\(shown) and \(count - limit) more" : shown
}

/// `12%`, never 0 or 100 for what is only near it.
func percent(_ part: Int, of whole: Int) -> Statement {
  guard whole > 0 else { return Statement(text: "0%") }
  let share = Int((Double(part) / Double(whole) * 100).rounded())
  if share == 0, part > 0 { return "under 1%" }
  if share >= 100, part < whole { return "over 99%" }
  return Statement(text: "\(share)%")
}

/// A moment of HTTP in the form of today, or what was sent.
func validators(_ exchange: RangeExchange) -> Statement {
  guard let response = exchange.response else { return "no validator" }
  switch (response.etagText, response.lastModifiedText) {
  case (let tag?, let date?): return "ETag \(tag), Last-Modified \(date)"
  case (let tag?, nil): return "ETag \(tag)"
  case (nil, let date?): return "Last-Modified \(date)"
  case (nil, nil): return "no validator"
  }
}

/// How a body came to its end, as part of a sentence.
func ending(_ end: BodyEnd) -> Statement {
  switch end {
  case .complete: "the body came whole"
  case .clientClosed: "the client closed the connection (FIN)"
  case .clientReset: "the client reset the connection (RST)"
  case .serverClosed: "the server closed the connection (FIN)"
  case .serverReset: "the server reset the connection (RST)"
  case .captureEnded: "the capture ended"
  case .evicted: "the connection was let go at a memory bound"
  case .desync: "the framing was lost"
  case .none: "there is no body"
  }
}
