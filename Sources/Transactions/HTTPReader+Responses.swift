import Bytes
import Digests
import HTTP
import Packets
import Streams

/// The server's direction: responses begin, are paired with their requests, and end.
extension HTTPReader {
  /// Takes bytes of the server, and what the snaplen cut off behind them, where nothing begins or
  /// ends in them: content, or what is passed over in search of a response.
  ///
  /// - Returns: whether it did; else nothing has changed.
  @inline(__always)
  mutating func passResponses(_ bytes: RawSpan, _ data: StreamData) -> Bool {
    if responses.passContent(bytes.byteCount &+ data.cut) {
      if underWay.isThere {
        underWay.note(data.frame, data.pause)
        underWay.receive(bytes)
        if data.cut > 0 { underWay.receiveCut(data.cut) }
      }
    } else {
      guard !underWay.isThere, interim.isEmpty, responses.passSearched(bytes, cut: data.cut) else {
        return false
      }
      passSearched(bytes.byteCount, data)
      noteUnframed(data.cut)
    }
    serverPosition = data.offset &+ bytes.byteCount &+ data.cut
    serverFrame = data.frame
    if serverAcknowledging < data.acknowledging { serverAcknowledging = data.acknowledging }
    return true
  }

  /// Reads bytes of the server.
  ///
  /// - Returns: How many are used up; all but when `leaving` is set.
  mutating func readResponses(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    if underWay.isThere { underWay.note(data.frame, data.pause) }
    serverPosition = data.offset + bytes.byteCount
    serverFrame = data.frame
    defer { serverAcknowledging = max(serverAcknowledging, data.acknowledging) }
    responses.beginSegment()
    if responses.passSearched(bytes) {
      passSearched(bytes.byteCount, data)
      return bytes.byteCount
    }
    var position = 0
    while true {
      if responses.isBetweenMessages || responses.isSearching {
        responseStart = MessageStart(data, position)
      }
      switch responses.next(bytes, &position, &log.tables) {
      case .needMore:
        return position
      case .content(let range):
        if underWay.isThere { underWay.receive(bytes.extracting(range)) }
      case .head:
        beginResponse(data.frame, data.offset + position, pause: data.pause, &log)
        if leaving != nil { return position }
      case .end:
        finishResponse(.complete, data.offset + position, &log)
        if position == bytes.byteCount { return position }
      case .framingLost:
        unanswered.isUncertain = true
        finishResponse(.desync, data.offset + position, &log)
      case .excess(let count):
        noteSkipped(count, data.frame)
        noteUnframed(count)
        responseStart?.move(count, data.frame)
        noteExcess(count, data.acknowledging, &log)
      case .skipped(let count):
        responseStart?.move(count, data.frame)
        passSearched(count, data)
      case .opaque:
        return position
      }
    }
  }

  /// Bytes were passed over in search of a response.
  @inline(__always)
  private mutating func passSearched(_ count: Int, _ data: StreamData) {
    noteSkipped(count, data.frame)
    unplaced?.skip(count, data.frame)
    noteUnframed(count)
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
    settleUnframed(&log)
    if (100..<200).contains(head.status), head.status != 101 {
      interim.append(head.status)
      if interimStart == nil { interimStart = start }
      isInterim = head.completeness == .complete
      responses.frame(.none)
      return
    }
    if head.completeness == .cutOff { head.share(&log.tables) }
    let (index, isNext) = pair(head, interimStart ?? start, &log)
    if unplaced != nil {
      placeBody(upTo: (interimStart ?? start).position, isNext: isNext, &log)
    }
    interimStart = nil
    let method = log.read(index) { $0.request?.head.method }
    let framing = MessageFraming(head.fields)
    if !framing.problems.isEmpty { head.problems += framing.problems }
    let length = BodyLength(status: head.status, method: method, framing: framing)
    underWay.begin(index, start.frame, streamStart: end)
    underWay.note(frame, pause)
    if !framing.problems.isEmpty { underWay.body.problems = framing.problems }
    if case .fixed(let count) = length { underWay.body.expected = count }
    if length == .none || length == .opaque { underWay.hasContent = false }
    let isWhole = head.completeness == .complete
    if log.comparesContent, isWhole, method == "GET", length != .none,
      let first = Self.position(of: head)
    {
      underWay.compare(from: first)
    }
    underWay.readers = readers(head, of: index, method, length, log)
    let upgrade = length == .opaque ? head.fields.first("upgrade") : nil
    log.own(index).response = Response(head: consume head, frame: start.frame)
    if length == .opaque {
      leaveHTTP(method == "CONNECT" ? nil : upgrade ?? "unknown", isWhole ? end : nil, &log)
    } else if isWhole {
      responses.frame(length)
    } else if case .fixed(let count) = length, cutBy == .desync, method != nil {
      unplaced = UnplacedBody(underWay, behind: end, length: count)
      underWay = .none
    } else {
      // Where its content begins is not known, so neither is where it ends.
      finishResponse(length == .none ? .complete : cutBy, end, &log)
      lastEnd = nil
    }
  }

  /// Who looks at the bytes of a response's content; `nil` where nobody does.
  private func readers(
    _ head: borrowing ResponseHead, of index: Int, _ method: String?, _ length: BodyLength,
    _ log: borrowing TransactionLog
  ) -> ContentReaders? {
    var multipart: PartReader?
    if head.status == 206, length != .none, let boundary = Self.byteRangesBoundary(head) {
      multipart = PartReader(boundary: boundary)
    }
    var digests: BodyDigests?
    if log.comparesContent, head.completeness == .complete, underWay.hasContent, let method,
      method != "HEAD", !PromisedDigest.all(in: head.fields).isEmpty
    {
      digests = BodyDigests(head, isGET: method == "GET")
    }
    let sink = log.sink.flatMap { $0.wants(index) ? $0 : nil }
    guard multipart != nil || digests != nil || sink != nil else { return nil }
    return ContentReaders(multipart: multipart, digests: digests, sink: sink)
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
    if interim.isEmpty, let next = unanswered.takeNext() { return (next, true) }
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
      connection: number, ends: ends, time: start.frame.time)
    transaction.pairing = .requestNotCaptured
    transaction.interim = interim
    interim = []
    let index = log.append(transaction)
    orphan = (index, start.acknowledgement)
    return (index, false)
  }

  private static func byteRangesBoundary(_ head: borrowing ResponseHead) -> String? {
    guard let index = head.fields.exemplar.known[.contentType],
      head.fields.withLine(at: index, { _, value in MediaType.mayBeMultipart(value) }),
      let type = MediaType(head.fields.value(at: index)),
      type.essence == "multipart/byteranges"
    else { return nil }
    return type.boundary
  }

  /// Where the content of a response begins in the representation; `nil` where that is not told.
  private static func position(of head: ResponseHead) -> Int? {
    switch head.status {
    case 200: head.fields.has("content-range") ? nil : 0
    case 206:
      head.fields.index(of: "content-range").flatMap { index in
        let plain = head.fields.withLine(at: index) { ContentRange(plain: $1) }
        let range = plain ?? ContentRange(head.fields.value(at: index))
        return range.lenientPositions?.lowerBound
      }
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
}
