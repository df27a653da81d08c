import HTTP
import Packets
import Streams

/// Reads one connection: finds out what it carries, and joins its two directions.
///
/// The one thing of HTTP/1 that goes backwards is here: how a response is delimited depends on the
/// method of its request. Source: RFC 9112 §6.3, §9.
struct ConnectionReader {
  /// What it is known to carry.
  enum Stage: Equatable {
    case undecided
    case http
    case opaque
  }

  private let number: Int
  private let first: Endpoint
  private let second: Endpoint
  private let sawOpening: Bool
  /// Which end asks; by its SYN, or by what it sends.
  private var clientSide: Side
  private var stage = Stage.undecided

  private var requests = MessageParser(.requests)
  private var responses = MessageParser(.responses)
  private var unanswered = Unanswered()

  /// The transaction whose request is under way, and where that began.
  private var request: Int?
  private var requestStart: (frame: Frame, sequence: UInt32, position: Int)?
  private var responseStart: (frame: Frame, acknowledging: Int, acknowledgement: UInt32)?
  /// The final response that is under way.
  private var response: ResponseProgress?
  private var isInterim = false
  /// The last response that came without a request, and up to where it acknowledged the client.
  private var orphan: (transaction: Int, acknowledgement: UInt32)?
  private var lastTransaction: Int?

  /// Which end ended the connection first, and how.
  private var ender: (side: Side, end: StreamEnd)?
  /// Gaps within contents, for bytes that come after all: where in the stream, and in what.
  private var gaps: [PlacedGap] = []
  /// The last responses, for those bytes of theirs that are never acknowledged.
  private var lastBodies: [(transaction: Int, start: Int, end: Int)] = []

  private struct PlacedGap {
    var stream: Range<Int>
    var transaction: Int
    /// Where the first byte of `stream` stands in the content.
    var offset: Int
  }

  static let gapsKept = 64
  static let bodiesKept = 16

  init(_ start: ConnectionStart, _ log: inout TransactionLog) {
    number = start.number
    first = start.first
    second = start.second
    sawOpening = start.flags.contains(.syn)
    // Who sends the SYN asks; who sends SYN and ACK is asked.
    clientSide = sawOpening && start.flags.contains(.ack) ? .second : .first
    var summary = ConnectionSummary(id: number, client: first, server: second, frame: start.frame)
    summary.stream = start.stream
    summary.sawOpening = sawOpening
    log.connections.append(summary)
  }

  private var client: Endpoint { clientSide == .first ? first : second }
  private var server: Endpoint { clientSide == .first ? second : first }

  // MARK: What arrives

  mutating func receive(_ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog) {
    note(data.side, bytes.byteCount + data.cut, data.frame, &log)
    if data.cut > 0 { log.connections[number - 1].slicedBytes += data.cut }
    if stage == .undecided { decide(bytes, data, &log) }
    switch stage {
    case .undecided:
      log.connections[number - 1].skippedBytes += bytes.byteCount + data.cut
    case .opaque:
      log.connections[number - 1].opaqueBytes += bytes.byteCount + data.cut
    case .http:
      if data.side == clientSide {
        readRequests(bytes, data, &log)
      } else {
        readResponses(bytes, data, &log)
      }
      if data.cut > 0 {
        let end = data.offset + bytes.byteCount + data.cut
        passOver(data.cut, .cut, data.side, data.frame, streamEnd: end, &log)
      }
    }
  }

  private func note(
    _ side: Side, _ count: Int, _ frame: Frame, _ log: inout TransactionLog
  ) {
    log.connections[number - 1].frames.add(frame)
    log.connections[number - 1].end = frame.time
    if side == clientSide {
      log.connections[number - 1].clientBytes += count
    } else {
      log.connections[number - 1].serverBytes += count
    }
  }

  // MARK: What it carries

  private mutating func decide(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) {
    guard data.beginsSegment || data.offset == 0, bytes.byteCount > 0 else { return }
    let isStart = sawOpening && data.offset == 0
    switch DetectedProtocol(bytes, isStart: isStart) {
    case .httpRequests:
      // Who opened the connection asks, even where the answer looks like a request.
      guard !isStart || data.side == clientSide else { return becomeOpaque("unknown", &log) }
      beginHTTP(client: data.side, &log)
    case .httpResponses:
      beginHTTP(client: data.side.other, &log)
    case .other(let name):
      becomeOpaque(name, &log)
    case .unknown:
      if isStart { becomeOpaque("unknown", &log) }
    }
  }

  private mutating func beginHTTP(client: Side, _ log: inout TransactionLog) {
    if client != clientSide {
      let bytes = log.connections[number - 1].clientBytes
      log.connections[number - 1].clientBytes = log.connections[number - 1].serverBytes
      log.connections[number - 1].serverBytes = bytes
    }
    clientSide = client
    stage = .http
    log.connections[number - 1].client = self.client
    log.connections[number - 1].server = server
    log.connections[number - 1].isHTTP = true
    guard !sawOpening else { return }
    // What was under way when the capture began has no start.
    responses.search()
    requests.search()
    unanswered.isUncertain = true
  }

  private mutating func becomeOpaque(_ name: String, _ log: inout TransactionLog) {
    stage = .opaque
    if log.connections[number - 1].opaqueProtocol == nil {
      log.connections[number - 1].opaqueProtocol = name
    }
  }

  // MARK: Requests

  private mutating func readRequests(
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

  private mutating func beginRequest(
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
    if let orphan, orphan.acknowledgement == request.sequence &+ UInt32(truncatingIfNeeded: length) {
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
  private mutating func extendRequest(
    _ frame: Frame, _ end: Int, _ log: inout TransactionLog
  ) {
    guard let request else { return }
    log.transactions[request].request?.frames.add(frame)
    log.transactions[request].request?.lastByte = frame.time
    log.transactions[request].end = max(log.transactions[request].end, frame.time)
    unanswered.extend(to: end)
  }

  // MARK: Responses

  private mutating func readResponses(
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

  private mutating func beginResponse(
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
  private mutating func pair(
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

  private static func byteRangesBoundary(_ head: ResponseHead) -> String? {
    guard head.status == 206, let value = head.fields.first("content-type"),
      let type = MediaType(value), type.essence == "multipart/byteranges"
    else { return nil }
    return type.boundary
  }

  /// After a 101 or a CONNECT the connection carries something else.
  private mutating func leaveHTTP(
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
  private mutating func finishResponse(
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
  private mutating func noteExcess(_ count: Int, _ log: inout TransactionLog) {
    guard let lastTransaction else { return }
    var problems = log.transactions[lastTransaction].body.problems
    if case .excess(let before)? = problems.last {
      problems[problems.count - 1] = .excess(count: before + count)
    } else {
      problems.append(.excess(count: count))
    }
    log.transactions[lastTransaction].body.problems = problems
  }

  // MARK: What is missing

  /// Why bytes are not there to be read.
  private enum Absence {
    case cut
    case acknowledged
    case unacknowledged
  }

  mutating func pass(_ gap: StreamGap, _ log: inout TransactionLog) {
    if gap.isAcknowledged {
      note(gap.side, gap.range.count, gap.frame, &log)
      log.connections[number - 1].lostBytes += gap.range.count
      if log.connections[number - 1].lossFrames.count < 8 {
        log.connections[number - 1].lossFrames.append(gap.frame)
      }
    }
    switch stage {
    case .undecided: break
    case .opaque:
      if gap.isAcknowledged { log.connections[number - 1].opaqueBytes += gap.range.count }
    case .http:
      passOver(
        gap.range.count, gap.isAcknowledged ? .acknowledged : .unacknowledged, gap.side,
        gap.frame, streamEnd: gap.range.upperBound, &log)
    }
  }

  private mutating func passOver(
    _ total: Int, _ absence: Absence, _ side: Side, _ frame: Frame, streamEnd: Int,
    _ log: inout TransactionLog
  ) {
    var count = total
    while true {
      let before = streamEnd - count
      if side == clientSide {
        switch requests.skip(&count) {
        case .done:
          extendRequest(frame, streamEnd, &log)
          if requests.isSearching { unanswered.isUncertain = true }
          return
        case .head:
          beginRequest(frame, before, &log)
          unanswered.isUncertain = true
        case .content(let skipped):
          if let request { log.transactions[request].request?.contentLength += skipped }
        case .end:
          extendRequest(frame, streamEnd - count, &log)
          request = nil
        case .framingLost:
          request = nil
          unanswered.isUncertain = true
        }
      } else {
        switch responses.skip(&count) {
        case .done:
          if responses.isSearching { unanswered.isUncertain = true }
          return
        case .head:
          beginResponse(frame, before, &log)
          unanswered.isUncertain = true
        case .content(let skipped):
          passContent(skipped, absence, at: before, &log)
        case .end:
          finishResponse(.complete, streamEnd - count, &log)
        case .framingLost:
          finishResponse(.desync, before, &log)
          unanswered.isUncertain = true
        }
      }
    }
  }

  private mutating func passContent(
    _ count: Int, _ absence: Absence, at stream: Int, _ log: inout TransactionLog
  ) {
    guard response != nil else { return }
    switch absence {
    case .cut:
      response?.receiveCut(count)
    case .acknowledged, .unacknowledged:
      guard
        let range = response?.pass(count, isAcknowledged: absence == .acknowledged),
        let transaction = response?.transaction
      else { return }
      if gaps.count == Self.gapsKept { gaps.removeFirst() }
      gaps.append(
        PlacedGap(
          stream: stream..<(stream + count), transaction: transaction, offset: range.lowerBound))
    }
  }

  mutating func fill(_ side: Side, _ range: Range<Int>, _ log: inout TransactionLog) {
    guard stage == .http, side != clientSide else { return }
    log.connections[number - 1].lostBytes = max(
      0, log.connections[number - 1].lostBytes - range.count)
    for gap in gaps {
      let common = gap.stream.clamped(to: range)
      guard !common.isEmpty else { continue }
      let start = gap.offset + common.lowerBound - gap.stream.lowerBound
      let filled = start..<(start + common.count)
      if response?.transaction == gap.transaction {
        response?.body.fill(filled)
      } else {
        log.transactions[gap.transaction].body.fill(filled)
      }
    }
  }

  // MARK: Ends

  mutating func close(
    _ side: Side, _ end: StreamEnd, _ frame: Frame, _ log: inout TransactionLog
  ) {
    if ender == nil { ender = (side, end) }
    guard stage == .http, end == .fin else { return }
    if side == clientSide {
      if requests.close() == .head { beginRequest(frame, 0, &log) }
    } else {
      switch responses.close() {
      case .end: finishResponse(.complete, response?.streamStart ?? 0, &log)
      case .head: beginResponse(frame, 0, &log)
      default: break
      }
    }
  }

  mutating func end(_ ending: ConnectionEnding, _ log: inout TransactionLog) {
    log.connections[number - 1].sides =
      clientSide == .first
      ? (ending.packets.first > 0, ending.packets.second > 0)
      : (ending.packets.second > 0, ending.packets.first > 0)
    if var progress = response {
      let length = progress.body.extent
      progress.streamEnd = progress.streamStart + length
      response = progress
      finishResponse(bodyEnd(ending.reason), progress.streamEnd, &log)
    }
    let acknowledged =
      clientSide == .first ? ending.acknowledged.second : ending.acknowledged.first
    if acknowledged >= 0 {
      for (transaction, start, end) in lastBodies where end > acknowledged {
        let body = log.transactions[transaction].body
        log.transactions[transaction].body.unacknowledged = min(
          body.seen, end - max(acknowledged, start))
      }
    }
    if stage == .undecided, log.connections[number - 1].skippedBytes > 0 {
      becomeOpaque("unknown", &log)
      log.connections[number - 1].opaqueBytes = log.connections[number - 1].skippedBytes
    }
    markUnanswered(ending.reason, &log)
  }

  /// How a body that is still under way ended.
  private func bodyEnd(_ reason: ConnectionEnd) -> BodyEnd {
    switch ender {
    case (let side, .fin)?: side == clientSide ? .clientClosed : .serverClosed
    case (let side, .reset)?: side == clientSide ? .clientReset : .serverReset
    case nil: reason == .evicted ? .evicted : .captureEnded
    }
  }

  private mutating func markUnanswered(_ reason: ConnectionEnd, _ log: inout TransactionLog) {
    let isUncertain = unanswered.isUncertain
    for index in unanswered.takeAll() where isUncertain {
      log.transactions[index].pairing = .responseNotCaptured
    }
  }
}
