import Bytes
import HTTP
import Packets
import Streams

/// The client's direction: requests begin, go on and end.
extension HTTPReader {
  /// Reads bytes of the client.
  ///
  /// - Returns: How many are used up; all but when `leaving` is set.
  mutating func readRequests(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    if data.beginsSegment { requests.beginSegment() }
    clientPosition = data.offset + bytes.byteCount
    clientFrame = data.frame
    var position = 0
    while true {
      if requests.isBetweenMessages || requests.isSearching {
        requestStart = MessageStart(data, position)
      }
      switch requests.next(bytes, &position, &log.tables) {
      case .needMore:
        // What follows a head that was cut off is its content, until another request begins.
        if !requestIsCut || requests.isSearching {
          extendRequest(data.frame, clientPosition, &log)
        }
        return position
      case .head:
        beginRequest(data.frame, data.offset + position, &log)
        if leaving != nil { return position }
      case .content(let range):
        if let request { log.transactions[request].request?.contentLength += range.count }
      case .end:
        extendRequest(data.frame, data.offset + position, &log)
        request = nil
        if position == bytes.byteCount { return position }
      case .framingLost:
        unanswered.isUncertain = true
        request = nil
      case .excess(let count), .skipped(let count):
        noteSkipped(count, data.frame)
        requestStart?.move(count, data.frame)
      case .opaque:
        return position
      }
    }
  }

  /// A request's head is there, which ends at `end`, in `frame`.
  mutating func beginRequest(_ frame: Frame, _ end: Int, _ log: inout TransactionLog) {
    guard var head = requests.takeRequestHead() else { return }
    if head.completeness == .cutOff { head.share(&log.tables) }
    if head.method == "PRI", head.target == "*" {
      leaving = .protocolNamed("HTTP/2")
      return
    }
    let framing = MessageFraming(head.fields)
    requests.frame(BodyLength(request: framing))
    requestFrame = frame
    requestIsCut = head.completeness == .cutOff
    var request = Request(
      head: consume head, frame: requestStart?.frame ?? frame, sequence: requestStart?.sequence ?? 0
    )
    if !framing.problems.isEmpty { request.head.problems += framing.problems }
    request.frames.add(frame)
    request.lastByte = frame.time
    let length = end - (requestStart?.position ?? end)
    if let orphan, orphan.acknowledgement == request.sequence &+ UInt32(truncatingIfNeeded: length)
    {
      // The capture has the answer before what it answers.
      log.transactions[orphan.transaction].request = request
      log.transactions[orphan.transaction].pairing = .inferred
      unpairedResponses -= 1
      self.request = orphan.transaction
      self.orphan = nil
      return
    }
    let index = log.append(connection: number, ends: ends, request: consume request)
    self.request = index
    unanswered.append(index, requestStart, end: end)
  }

  /// The request under way goes on in a packet, up to `end`.
  mutating func extendRequest(_ frame: Frame, _ end: Int, _ log: inout TransactionLog) {
    guard let request else { return }
    unanswered.extend(request, to: end)
    guard requestFrame != frame else { return }
    requestFrame = frame
    log.transactions[request].request?.frames.add(frame)
    log.transactions[request].request?.lastByte = frame.time
    log.note(frame.time, request)
  }
}
