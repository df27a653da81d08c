import Bytes
import Digests
import HTTP
import Packets
import Streams

/// The server's direction: responses begin, are paired with their requests, and end.
extension HTTPReader {
  /// Reads bytes of the server.
  ///
  /// - Returns: How many are used up; all but when `leaving` is set.
  mutating func readResponses(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    if underWay.isThere { underWay.note(data.frame, data.pause) }
    serverPosition = data.offset + bytes.byteCount
    serverFrame = data.frame
    if responses.passContent(bytes.byteCount) {
      // Most segments hold nothing but content, and not the last of it.
      if underWay.isThere { underWay.receive(bytes, 0..<bytes.byteCount) }
      serverAcknowledging = max(serverAcknowledging, data.acknowledging)
      return bytes.byteCount
    }
    defer { serverAcknowledging = max(serverAcknowledging, data.acknowledging) }
    responses.beginSegment()
    if responses.passSearched(bytes) {
      passSearched(bytes.byteCount, data, &log)
      return bytes.byteCount
    }
    var position = 0
    while true {
      if responses.isBetweenMessages || responses.isSearching {
        responseStart = MessageStart(data, position)
      }
      switch responses.next(bytes, &position) {
      case .needMore:
        return position
      case .content(let range):
        if underWay.isThere { underWay.receive(bytes, range) }
      case .head:
        beginResponse(data.frame, data.offset + position, pause: data.pause, &log)
        if leaving != nil { return position }
      case .end:
        finishResponse(.complete, data.offset + position, &log)
      case .framingLost:
        unanswered.isUncertain = true
        finishResponse(.desync, data.offset + position, &log)
      case .excess(let count):
        noteSkipped(count, data.frame)
        noteUnframed(count, &log)
        responseStart?.move(count, data.frame)
        noteExcess(count, data.acknowledging, &log)
      case .skipped(let count):
        responseStart?.move(count, data.frame)
        passSearched(count, data, &log)
      case .opaque:
        return position
      }
    }
  }

  /// Bytes were passed over in search of a response.
  private mutating func passSearched(
    _ count: Int, _ data: StreamData, _ log: inout TransactionLog
  ) {
    noteSkipped(count, data.frame)
    unplaced?.skip(count, data.frame)
    noteUnframed(count, &log)
    loseResponses(data.acknowledging)
  }

  /// Bytes were read as no message.
  mutating func noteSkipped(_ count: Int, _ frame: Frame) {
    skippedBytes += count
    if skippedFrame == nil { skippedFrame = frame }
  }

  /// Bytes of the server were read as no response: there may have been one.
  mutating func loseResponses(_ acknowledging: Int) {
    lastEnd = nil
    unanswered.isUncertain = true
    unanswered.expose(acknowledging)
  }

  /// A response's head is there, which ends at `end`, in `frame`.
  ///
  /// Where it is not whole, `cutBy` is what ended it.
  mutating func beginResponse(
    _ frame: Frame, _ end: Int, cutBy: BodyEnd = .desync,
    pause: StreamPause? = nil, _ log: inout TransactionLog
  ) {
    guard var head = responses.takeResponseHead(), let start = responseStart else { return }
    unframed = nil
    if (100..<200).contains(head.status), head.status != 101 {
      interim.append(head.status)
      if interimStart == nil { interimStart = start }
      isInterim = head.completeness == .complete
      responses.frame(.none)
      return
    }
    head.share(&log.tables)
    let (index, isNext) = pair(head, interimStart ?? start, &log)
    if unplaced != nil {
      placeBody(upTo: (interimStart ?? start).position, isNext: isNext, &log)
    }
    interimStart = nil
    let method = log.read(index) { $0.request?.head.method }
    let framing = MessageFraming(head.fields)
    if !framing.problems.isEmpty { head.problems += framing.problems }
    let length = BodyLength(status: head.status, method: method, framing: framing)
    var progress = ResponseProgress(transaction: index, start: start.frame)
    progress.note(frame, pause)
    progress.streamStart = end
    progress.body.problems = framing.problems
    if case .fixed(let count) = length { progress.body.expected = count }
    if length == .none || length == .opaque { progress.hasContent = false }
    if head.status == 206, length != .none, let boundary = Self.byteRangesBoundary(head) {
      progress.multipart = PartReader(boundary: boundary)
    }
    let isWhole = head.completeness == .complete
    if log.comparesContent, isWhole, method == "GET", length != .none,
      let first = Self.position(of: head)
    {
      progress.fingerprint = FingerprintBox(at: first)
    }
    if log.comparesContent, isWhole, progress.hasContent, method != nil, method != "HEAD" {
      progress.digests = BodyDigests(head, isGET: method == "GET")
    }
    if let sink = log.sink, sink.wants(index) { progress.sink = sink }
    let upgrade = length == .opaque ? head.fields.first("upgrade") : nil
    log.transactions[index].response = Response(head: consume head, frame: start.frame)
    if length == .opaque {
      response = progress
      leaveHTTP(method == "CONNECT" ? nil : upgrade ?? "unknown", isWhole ? end : nil, &log)
    } else if isWhole {
      response = progress
      responses.frame(length)
    } else if case .fixed(let count) = length, cutBy == .desync, method != nil {
      unplaced = UnplacedBody(progress, behind: end, length: count)
    } else {
      // Where its content begins is not known, so neither is where it ends.
      response = progress
      finishResponse(length == .none ? .complete : cutBy, end, &log)
      lastEnd = nil
    }
  }

  /// The transaction of the request that a response belongs to, or a new one without a request, and
  /// whether no other request was sent between it and that of the response before.
  private mutating func pair(
    _ head: ResponseHead, _ start: MessageStart, _ log: inout TransactionLog
  ) -> (Int, isNext: Bool) {
    if lastTransaction == nil, !unanswered.isUncertain,
      unanswered.firstAcknowledgement != start.sequence
    {
      // The first request was sent when there was nothing of the server: what came is not in the
      // capture, not even the SYN.
      loseResponses(start.acknowledging)
    }
    let taken = unanswered.take(
      start, after: serverAcknowledging, follows: lastEnd == start.position
    ) { index in
      log.read(index) { $0.request.map { Pairing.fit($0.head, head) } ?? .no }
    }
    for index in taken.passed { log.transactions[index].pairing = .responseNotCaptured }
    if let found = taken.transaction {
      if taken.pairing != .certain { log.transactions[found].pairing = taken.pairing }
      if !interim.isEmpty {
        log.transactions[found].interim += interim
        interim = []
      }
      return (found, taken.isNext)
    }
    unpairedResponses += 1
    var transaction = Transaction(
      connection: number, client: client, server: server, time: start.frame.time)
    transaction.pairing = .requestNotCaptured
    transaction.interim = interim
    interim = []
    let index = log.append(transaction)
    orphan = (index, start.acknowledgement)
    return (index, false)
  }

  private static func byteRangesBoundary(_ head: ResponseHead) -> String? {
    guard let value = head.fields.first("content-type"),
      value.utf8.first.map({ $0 | 0x20 }) == 0x6D,
      let type = MediaType(value), type.essence == "multipart/byteranges"
    else { return nil }
    return type.boundary
  }

  /// Where the content of a response begins in the representation; `nil` where that is not told.
  private static func position(of head: ResponseHead) -> Int? {
    switch head.status {
    case 200: head.fields.has("content-range") ? nil : 0
    case 206:
      head.fields.first("content-range").flatMap { ContentRange($0).lenientPositions?.lowerBound }
    default: nil
    }
  }

  /// After a 101 or a CONNECT the connection carries something else, of a name or of none.
  private mutating func leaveHTTP(_ name: String?, _ end: Int?, _ log: inout TransactionLog) {
    finishResponse(.complete, end ?? serverPosition, &log)
    guard let name else {
      // What the client sent behind its request was read as its next, if anything.
      let clientEnd = unanswered.lastTakenEnd
      leaving = .tunnel(client: clientEnd == clientPosition ? clientEnd : nil, server: end)
      return
    }
    leaving = .protocolNamed(name)
  }

  /// The response under way is over; its transaction gets what is known of its content.
  mutating func finishResponse(
    _ end: BodyEnd, _ streamEnd: Int, _ log: inout TransactionLog
  ) {
    lastEnd = end == .complete ? streamEnd : nil
    unframed = nil
    if isInterim {
      isInterim = false
      return
    }
    guard var progress = response.take() else { return }
    let index = progress.transaction
    progress.body.end = end == .complete && !progress.hasContent ? .none : end
    if !responses.problems.isEmpty {
      progress.body.problems += responses.problems
      responses.problems = []
    }
    if let fingerprint = progress.fingerprint, !fingerprint.value.isEmpty {
      progress.body.fingerprint = fingerprint.value
    }
    if let digests = progress.digests {
      progress.body.digests = digests.checks(isComplete: progress.body.end == .complete)
    }
    if progress.multipart != nil { progress.body.multipart = progress.multipartBody() }
    log.transactions[index].response?.frames = progress.frames
    log.transactions[index].response?.note(progress)
    log.note(progress.last, index)
    lastTransaction = index
    if progress.body.extent > 0 {
      if lastBodies.count == Self.bodiesKept { lastBodies.removeFirst() }
      lastBodies.append((index, progress.streamStart, streamEnd))
    }
    log.transactions[index].body = progress.body
    if progress.body.end == .desync, responses.isSearching { unframed = index }
  }

  /// Bytes came behind the place where the framing of a response was lost.
  mutating func noteUnframed(_ count: Int, _ log: inout TransactionLog) {
    if let unframed { log.transactions[unframed].body.unframed += count }
  }

  /// Bytes behind a response begin no other.
  private mutating func noteExcess(
    _ count: Int, _ acknowledging: Int, _ log: inout TransactionLog
  ) {
    lastEnd = nil
    guard let lastTransaction else {
      // The server's direction does not begin with a response: its beginning is not there.
      loseResponses(acknowledging)
      return
    }
    var problems = log.transactions[lastTransaction].body.problems
    if case .excess(let before)? = problems.last {
      problems[problems.count - 1] = .excess(count: before + count)
    } else {
      problems.append(.excess(count: count))
    }
    log.transactions[lastTransaction].body.problems = problems
  }
}
