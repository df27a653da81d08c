import Packets
import Transactions

/// The times of an entry in nanoseconds; each `nil` where the capture does not show it.
struct HARTimes {
  /// From the first byte of the request to its last.
  var send: Int64?
  /// From there to the first byte of the response.
  var wait: Int64?
  /// From there to the last byte of the response.
  var receive: Int64?

  init(_ transaction: Transaction) {
    if let request = transaction.request {
      let time = request.lastByte.since(request.time)
      if time >= 0 { send = time }
    }
    guard let response = transaction.response else { return }
    if let request = transaction.request {
      let time = response.time.since(request.lastByte)
      if time >= 0 { wait = time }
    }
    let time = transaction.end.since(response.time)
    if time >= 0 { receive = time }
  }

  /// What is known of them together.
  var sum: Int64 { (send ?? 0) + (wait ?? 0) + (receive ?? 0) }
}
