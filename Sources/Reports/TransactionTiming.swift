import Packets
import Transactions

/// How long the stages of an exchange took, in nanoseconds; each `nil` where it cannot be measured.
struct TransactionTiming {
  /// From the last byte of the request to the first of the response.
  var firstByte: Int64?
  /// From the first byte of the request to the last of the response.
  var total: Int64?
  /// The longest time between two packets of the response.
  var longestStall: Int64?
  /// Who held it up then; `nil` where no time passed.
  var longestStallCause: StallCause?

  init(_ transaction: Transaction) {
    guard let start = transaction.response?.time else { return }
    longestStall = transaction.response?.longestStall
    longestStallCause = transaction.response?.longestStallCause
    guard let asked = transaction.request?.time, let last = transaction.request?.lastByte else {
      return
    }
    // An answer before its question shows that the packets are not in order, and measures nothing.
    let wait = start.since(last)
    if wait >= 0 { firstByte = wait }
    let whole = transaction.end.since(asked)
    if whole >= 0 { total = whole }
  }
}
