import HTTP
import Packets
import Streams

/// The server's direction: responses begin, are paired with their requests, and end.
extension ConnectionReader {
  mutating func readResponses(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) {
    responses.beginSegment()
    response?.note(data.frame)
    var position = 0
    while true {
      if responses.isBetweenMessages || responses.isSearching {
        responseStart = (data.frame, data.acknowledging, data.acknowledgement)
      }
      switch responses.next(bytes, &position) {
      case .needMore:
        return
      case .content(let range):
        response?.receive(bytes.extracting(range))
      case .head:
        beginResponse(data.frame, data.offset + position, &log)
        if stage != .http {
          log.connections[number - 1].opaqueBytes += bytes.byteCount - position
          return
        }
      case .end:
        finishResponse(.complete, data.offset + position, &log)
      case .framingLost:
        unanswered.isUncertain = true
        finishResponse(.desync, data.offset + position, &log)
      case .excess(let count):
        log.connections[number - 1].skippedBytes += count
        noteExcess(count, &log)
      case .skipped(let count):
        log.connections[number - 1].skippedBytes += count
      case .opaque(let range):
        log.connections[number - 1].opaqueBytes += range.count
      }
    }
  }

  mutating func beginResponse(
    _ frame: Frame, _ end: Int, _ log: inout TransactionLog
  ) {
    guard var head = responses.takeResponseHead() else { return }
    let start = responseStart ?? (frame, -1, 0)
    if (100..<200).contains(head.status), head.status != 101 {
      if let waiting = unanswered.first { log.transactions[waiting].interim.append(head.status) }
      isInterim = true
      responses.frame(.none)
      return
    }
    let index = pair(head, start, &log)
    let method = log.transactions[index].request?.head.method
    let framing = MessageFraming(head.fields)
    head.problems += framing.problems
    let length = BodyLength(status: head.status, method: method, framing: framing)
    var progress = ResponseProgress(transaction: index, start: start.frame)
    progress.note(frame)
    progress.streamStart = end
    progress.body.problems = framing.problems
    if case .fixed(let count) = length { progress.body.expected = count }
    if case .none = length { progress.hasContent = false }
    if length != .none, let boundary = Self.byteRangesBoundary(head) {
      progress.multipart = ByteRangesParser(boundary: boundary)
    }
    let completeness = head.completeness
    log.transactions[index].response = Response(head: head, frame: start.frame)
    response = progress
    guard completeness == .complete else {
      // Where its content begins is not known, so neither is where it ends.
      finishResponse(length == .none ? .complete : .desync, end, &log)
      return
    }
    responses.frame(length)
    if length == .opaque { leaveHTTP(head, method, end, &log) }
  }

  /// The request that a response belongs to: its transaction, or a new one without a request.
  mutating func pair(
    _ head: ResponseHead, _ start: (frame: Frame, acknowledging: Int, acknowledgement: UInt32),
    _ log: inout TransactionLog
  ) -> Int {
    let (found, passed, pairing) = unanswered.take(acknowledging: start.acknowledging) { index in
      log.transactions[index].request.map { Pairing.admits($0.head, head) } ?? false
    }
    for index in passed { log.transactions[index].pairing = .responseNotCaptured }
    if let found {
      log.transactions[found].pairing = pairing
      return found
    }
    log.connections[number - 1].unpairedResponses += 1
    var transaction = Transaction(
      connection: number, client: client, server: server, time: start.frame.time)
    transaction.pairing = pairing
    log.transactions.append(transaction)
    orphan = (log.transactions.count - 1, start.acknowledgement)
    return log.transactions.count - 1
  }

  static func byteRangesBoundary(_ head: ResponseHead) -> String? {
    guard head.status == 206, let value = head.fields.first("content-type"),
      let type = MediaType(value), type.essence == "multipart/byteranges"
    else { return nil }
    return type.boundary
  }

  /// After a 101 or a CONNECT the connection carries something else.
  mutating func leaveHTTP(
    _ head: ResponseHead, _ method: String?, _ end: Int, _ log: inout TransactionLog
  ) {
    finishResponse(.complete, end, &log)
    requests.becomeOpaque()
    responses.becomeOpaque()
    if method == "CONNECT" {
      becomeOpaque("CONNECT tunnel", &log)
    } else {
      becomeOpaque(head.fields.first("upgrade") ?? "unknown", &log)
    }
  }

  /// The response under way is over; its transaction gets what is known of its content.
  mutating func finishResponse(
    _ end: BodyEnd, _ streamEnd: Int, _ log: inout TransactionLog
  ) {
    if isInterim {
      isInterim = false
      return
    }
    guard var progress = response else { return }
    response = nil
    let index = progress.transaction
    progress.streamEnd = streamEnd
    progress.body.end = end == .complete && !progress.hasContent ? .none : end
    progress.body.problems += responses.problems
    responses.problems = []
    progress.body.multipart = progress.multipartBody()
    log.transactions[index].response?.frames = progress.frames
    log.transactions[index].response?.longestStall = progress.longestStall
    log.transactions[index].end = max(log.transactions[index].end, progress.last)
    log.transactions[index].body = progress.body
    lastTransaction = index
    if lastBodies.count == Self.bodiesKept { lastBodies.removeFirst() }
    lastBodies.append((index, progress.streamStart, streamEnd))
  }

  /// Bytes behind a response begin no other.
  mutating func noteExcess(_ count: Int, _ log: inout TransactionLog) {
    guard let lastTransaction else { return }
    var problems = log.transactions[lastTransaction].body.problems
    if case .excess(let before)? = problems.last {
      problems[problems.count - 1] = .excess(count: before + count)
    } else {
      problems.append(.excess(count: count))
    }
    log.transactions[lastTransaction].body.problems = problems
  }
}
