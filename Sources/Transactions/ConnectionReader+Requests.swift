import HTTP
import Packets
import Streams

/// The client's direction: requests begin, go on and end.
extension ConnectionReader {
  mutating func readRequests(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) {
    if data.beginsSegment { requests.beginSegment() }
    var position = 0
    while true {
      if requests.isBetweenMessages || requests.isSearching {
        requestStart = (
          data.frame, data.sequence &+ UInt32(truncatingIfNeeded: position), data.offset + position
        )
      }
      switch requests.next(bytes, &position) {
      case .needMore:
        extendRequest(data.frame, data.offset + position, &log)
        return
      case .head:
        beginRequest(data.frame, data.offset + position, &log)
        if stage != .http { return }
      case .content(let range):
        if let request {
          log.transactions[request].request?.contentLength += range.count
        }
      case .end:
        extendRequest(data.frame, data.offset + position, &log)
        request = nil
      case .framingLost:
        unanswered.isUncertain = true
        request = nil
      case .excess(let count), .skipped(let count):
        log.connections[number - 1].skippedBytes += count
      case .opaque(let range):
        log.connections[number - 1].opaqueBytes += range.count
      }
    }
  }

  mutating func beginRequest(
    _ frame: Frame, _ end: Int, _ log: inout TransactionLog
  ) {
    let length = end - (requestStart?.position ?? end)
    guard let head = requests.takeRequestHead() else { return }
    let start = requestStart ?? (frame, 0, end)
    if head.method == "PRI", head.target == "*" {
      becomeOpaque("HTTP/2", &log)
      return
    }
    let framing = MessageFraming(head.fields)
    requests.frame(BodyLength(request: framing))
    var transaction = Transaction(
      connection: number, client: client, server: server, time: start.frame.time)
    var request = Request(head: head, frame: start.frame, sequence: start.sequence)
    request.head.problems += framing.problems
    request.frames.add(frame)
    request.lastByte = frame.time
    if let orphan, orphan.acknowledgement == request.sequence &+ UInt32(truncatingIfNeeded: length)
    {
      // The capture has the answer before what it answers.
      log.transactions[orphan.transaction].request = request
      log.transactions[orphan.transaction].pairing = .inferred
      log.connections[number - 1].unpairedResponses -= 1
      self.request = orphan.transaction
      self.orphan = nil
      return
    }
    transaction.request = request
    transaction.end = frame.time
    self.request = log.transactions.count
    log.transactions.append(transaction)
    unanswered.append(log.transactions.count - 1, end: end)
  }

  /// The request under way goes on in a packet.
  mutating func extendRequest(
    _ frame: Frame, _ end: Int, _ log: inout TransactionLog
  ) {
    guard let request else { return }
    log.transactions[request].request?.frames.add(frame)
    log.transactions[request].request?.lastByte = frame.time
    log.transactions[request].end = max(log.transactions[request].end, frame.time)
    unanswered.extend(to: end)
  }
}
