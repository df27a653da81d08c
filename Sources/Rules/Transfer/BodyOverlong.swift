import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let bodyOverlong = Rule(
    id: "body-overlong", section: .transfer, severity: .warning,
    title: "Bytes follow the end of a message and begin no other",
    references: ["RFC 9112 section 6.3"],
    explanation: """
      The message ended where its framing says, and more bytes came that are no response. Usually \
      Content-Length is too small (an off-by-one in a range, a length taken before compression), so \
      the rest of the body is left over. A client drops the bytes and closes the connection, or \
      takes them for the next response: response splitting lives on this.
      """,
    hint: "Compute Content-Length from what is really sent.",
    check: .exchange(where: .problems) { view in
      let count = view.exchange.excess
      guard count > 0 else { return nil }
      return Evidence(
        values: [("excess", "\(count)")],
        "After the response of transaction #\(view.id) came \(bytes(count)) that begin no message.")
    })
}

extension RangeExchange {
  /// Bytes that followed the end of the response and began no other.
  var excess: Int {
    var count = 0
    let heads = transaction.response?.head.problems ?? []
    for problem in transaction.body.problems + heads {
      if case .excess(let more) = problem { count = max(count, more) }
    }
    return count
  }
}
