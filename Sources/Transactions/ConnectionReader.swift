import Bytes
import Packets
import Streams

/// Reads one connection: finds out what it carries, and has HTTP/1 read by an `HTTPReader`.
///
/// Small while it carries nothing that is read, as most idle connections do.
struct ConnectionReader {
  /// What it is known to carry.
  enum Stage {
    case undecided
    case http
    case opaque
  }

  /// Holds what HTTP/1 needs, apart, as it is large.
  final class Box {
    @exclusivity(unchecked) var reader: HTTPReader
    init(_ reader: HTTPReader) { self.reader = reader }

    /// Reads bytes of an end; returns how many are used up, and whether what follows is not HTTP.
    @inline(__always)
    func read(
      _ bytes: RawSpan, _ data: StreamData, isRequest: Bool, _ log: inout TransactionLog
    ) -> (used: Int, isLeaving: Bool) {
      let used =
        isRequest
        ? reader.readRequests(bytes, data, &log) : reader.readResponses(bytes, data, &log)
      return (used, reader.leaving != nil)
    }
  }

  // What each packet changes stands at the beginning, so that it touches little memory.
  private(set) var http: Box?
  private(set) var stage = Stage.undecided
  /// Which end asks; by its SYN, or by what it sends.
  private(set) var clientSide: Side
  private(set) var summary: ConnectionSummary
  private(set) var opening: Opening
  let first: Endpoint
  let second: Endpoint
  /// Whether it is a tunnel that a CONNECT opened.
  private var isTunnel = false
  /// Which end ended the connection first, and how.
  private(set) var ender: (side: Side, end: StreamEnd)?

  init(_ start: ConnectionStart) {
    first = start.first
    second = start.second
    let sawOpening = start.flags.contains(.syn)
    // Who sends the SYN asks; who sends SYN and ACK is asked.
    clientSide = sawOpening && start.flags.contains(.ack) ? .second : .first
    opening = Opening(sawOpening: sawOpening, clientSide: clientSide)
    summary = ConnectionSummary(
      id: start.number, client: clientSide == .first ? first : second,
      server: clientSide == .first ? second : first, frame: start.frame)
    summary.stream = start.stream
    summary.sawOpening = sawOpening
  }

  // MARK: Records that grow

  var reader: HTTPReader? { http?.reader }

  mutating func detach() { http = http.map { Box($0.reader) } }

  mutating func renumber(_ places: [Int]) { http?.reader.renumber(places) }

  /// A retransmission carried other bytes than the first copy.
  mutating func noteConflict(_ frame: Frame) {
    summary.conflicts += 1
    if summary.conflictFrames.count < 8 { summary.conflictFrames.append(frame) }
  }

  // MARK: What arrives

  /// Takes bytes in which no message begins or ends; nearly all that a server sends.
  ///
  /// - Returns: whether it did; else nothing has changed.
  @inline(__always)
  mutating func pass(_ bytes: RawSpan, _ data: StreamData) -> Bool {
    guard stage == .http, data.side != clientSide, http?.reader.passResponses(bytes, data) == true
    else { return false }
    note(data.side, bytes.byteCount &+ data.cut, data.frame)
    if data.cut > 0 { summary.slicedBytes &+= data.cut }
    return true
  }

  mutating func receive(_ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog) {
    note(data.side, bytes.byteCount + data.cut, data.frame)
    if data.cut > 0 { summary.slicedBytes += data.cut }
    let used = read(bytes, data, &log)
    // What follows in the same segment is another protocol, or HTTP where none was before.
    if used < bytes.byteCount { receiveRest(bytes, data, from: used, &log) }
    if data.cut > 0 { receiveCut(data, after: bytes.byteCount, &log) }
  }

  /// Reads bytes by what the connection carries now.
  ///
  /// - Returns: How many are used up; fewer than all when it carries something else from there on.
  @inline(__always)
  private mutating func read(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    switch stage {
    case .http:
      let isRequest = data.side == clientSide
      guard let (used, isLeaving) = http?.read(bytes, data, isRequest: isRequest, &log) else {
        return bytes.byteCount
      }
      if isLeaving { leaveHTTP(data, behind: used) }
      return used
    case .opaque:
      summary.opaqueBytes += bytes.byteCount
      return bytes.byteCount
    case .undecided:
      return decide(bytes, data, &log)
    }
  }

  private mutating func receiveRest(
    _ bytes: RawSpan, _ data: StreamData, from used: Int, _ log: inout TransactionLog
  ) {
    var used = used
    while used < bytes.byteCount {
      let rest = bytes.extracting(used..<bytes.byteCount)
      used += read(rest, data.dropping(used), &log)
    }
  }

  private mutating func receiveCut(
    _ data: StreamData, after count: Int, _ log: inout TransactionLog
  ) {
    switch stage {
    case .undecided: passUndecided(data.side, data.cut)
    case .opaque: summary.opaqueBytes += data.cut
    case .http:
      http?.reader.passOver(
        data.cut, .cut, isRequest: data.side == clientSide, data.frame, data.acknowledging,
        streamEnd: data.offset + count + data.cut, &log)
    }
  }

  mutating func pass(_ gap: StreamGap, _ log: inout TransactionLog) {
    if gap.side == clientSide { summary.hasRequestHole = true }
    if gap.isAcknowledged {
      note(gap.side, gap.range.count, gap.frame)
      summary.lostBytes += gap.range.count
      if summary.lossFrames.count < 8, summary.lossFrames.last != gap.shownBy {
        summary.lossFrames.append(gap.shownBy)
      }
    } else {
      summary.hasUnacknowledgedHole = true
    }
    switch stage {
    case .undecided: passUndecided(gap.side, 0)
    case .opaque:
      if gap.isAcknowledged { summary.opaqueBytes += gap.range.count }
    case .http:
      http?.reader.passOver(
        gap.range.count, gap.isAcknowledged ? .acknowledged : .unacknowledged,
        isRequest: gap.side == clientSide, gap.frame, -1, streamEnd: gap.range.upperBound, &log)
    }
  }

  mutating func fill(
    _ side: Side, _ range: Range<Int>, _ frame: Frame, _ log: inout TransactionLog
  ) {
    summary.frames.add(frame)
    summary.lostBytes = max(0, summary.lostBytes - range.count)
    if side != clientSide { http?.reader.fill(range, &log) }
  }

  /// The bytes of what came after all.
  func supply(_ side: Side, _ bytes: RawSpan, at offset: Int, to sink: any ContentSink) {
    if side != clientSide { http?.reader.supply(bytes, at: offset, to: sink) }
  }

  mutating func close(
    _ side: Side, _ end: StreamEnd, _ frame: Frame, _ log: inout TransactionLog
  ) {
    if ender == nil {
      ender = (side, end)
      summary.endFrame = frame
    }
    summary.frames.add(frame)
    if frame.time > summary.end { summary.end = frame.time }
    if stage == .http, end == .fin { http?.reader.close(side == clientSide, frame, &log) }
  }

  /// Tells what is left of it, and gives the summary to the log.
  mutating func end(_ ending: ConnectionEnding, _ log: inout TransactionLog) {
    let isFirst = clientSide == .first
    let packets = ending.packets
    summary.sides =
      isFirst ? (packets.first > 0, packets.second > 0) : (packets.second > 0, packets.first > 0)
    giveUpHolding()
    if stage == .undecided { endUndecided() }
    if let http {
      http.reader.end(
        bodyEnd(ending.reason),
        acknowledged: isFirst ? ending.acknowledged.second : ending.acknowledged.first,
        sawServer: summary.sides.server, &log)
      summary.skippedBytes += http.reader.skippedBytes
      summary.skippedFrame = http.reader.skippedFrame
      summary.unpairedResponses = http.reader.unpairedResponses
    }
    log.update(summary)
  }

  /// How a body that is still under way ended.
  private func bodyEnd(_ reason: ConnectionEnd) -> BodyEnd {
    switch ender {
    case (let side, .fin)?: side == clientSide ? .clientClosed : .serverClosed
    case (let side, .reset)?: side == clientSide ? .clientReset : .serverReset
    case nil: reason == .evicted ? .evicted : .captureEnded
    }
  }

  @inline(__always)
  private mutating func note(_ side: Side, _ count: Int, _ frame: Frame) {
    summary.frames.add(frame)
    if frame.time > summary.end { summary.end = frame.time }
    if side == clientSide { summary.clientBytes += count } else { summary.serverBytes += count }
  }

  // MARK: What it carries

  /// Finds out what the connection carries.
  ///
  /// - Returns: How many of `bytes` are used up.
  private mutating func decide(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    guard !bytes.isEmpty else { return 0 }
    switch opening.receive(bytes, data) {
    case .used(let count):
      if let endpoint = opening.proxiedClient { summary.proxiedClient = endpoint }
      return count
    case .unreadable:
      passUndecided(data.side, bytes.byteCount)
      return bytes.byteCount
    case .other(let name):
      becomeOpaque(name)
    case .http(let isRequest):
      let client = isRequest ? data.side : data.side.other
      // Who opened the connection asks, even where the answer looks like a request.
      guard opening.start(data.side) == nil || client == clientSide else {
        becomeOpaque("unknown")
        break
      }
      beginHTTP(client, data.side)
      // What was held goes before, as it came.
      if let held = opening.takeHeld() { _ = read(held.bytes.span.bytes, held.data, &log) }
      return 0
    }
    if let held = opening.takeHeld() { summary.opaqueBytes += held.bytes.count }
    return 0
  }

  private mutating func passUndecided(_ side: Side, _ count: Int) {
    summary.skippedBytes += count
    giveUpHolding()
    opening.pass(side)
  }

  private mutating func giveUpHolding() {
    if let held = opening.takeHeld() { summary.skippedBytes += held.bytes.count }
  }

  private mutating func beginHTTP(_ client: Side, _ side: Side) {
    if client != clientSide { swap(&summary.clientBytes, &summary.serverBytes) }
    clientSide = client
    stage = .http
    summary.client = client == .first ? first : second
    summary.server = client == .first ? second : first
    summary.isHTTP = true
    let requests = opening.start(client)
    let responses = opening.start(client.other)
    if let http {
      http.reader.resume(requests: requests, responses: responses)
    } else {
      let reader = HTTPReader(
        number: summary.id, client: summary.proxiedClient ?? summary.client,
        server: summary.server, requests: requests, responses: responses)
      http = Box(reader)
    }
  }

  /// After a 101 or a CONNECT the connection carries something else.
  private mutating func leaveHTTP(_ data: StreamData, behind used: Int) {
    guard let leaving = http?.reader.leaving else { return }
    http?.reader.leaving = nil
    switch leaving {
    case .protocolNamed(let name):
      becomeOpaque(name)
    case .tunnel(let client, let server):
      isTunnel = true
      stage = .undecided
      opening = Opening(clientSide: clientSide, client: client, server: server)
    }
  }

  private mutating func becomeOpaque(_ name: String) {
    stage = .opaque
    summary.opaqueBytes += summary.skippedBytes
    summary.skippedBytes = 0
    if summary.opaqueProtocol == nil {
      summary.opaqueProtocol = name == "unknown" && isTunnel ? "CONNECT tunnel" : name
    }
  }

  /// It never became known what it carries.
  private mutating func endUndecided() {
    if let name = opening.likelyProtocol {
      becomeOpaque(name)
    } else if summary.skippedBytes > 0 || isTunnel {
      becomeOpaque("unknown")
    }
  }
}
