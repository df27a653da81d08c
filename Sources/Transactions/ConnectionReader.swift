import Bytes
import Packets
import Streams

/// Reads one connection: finds out what it carries, and has HTTP/1 read by an `HTTPReader`.
///
/// Small while it carries nothing that is read, as most idle connections do.
struct ConnectionReader {
  /// What it is known to carry.
  enum Stage {
    /// Nothing: there is no connection.
    case none
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
  var http: Box?
  var stage = Stage.undecided
  /// Whether `run` may go on.
  var isRunning = false
  /// Which end asks; by its SYN, or by what it sends.
  var clientSide: Side
  /// What is not told to `http` yet, while it is running.
  var run = PassedRun()
  var summary: ConnectionSummary
  var opening: Opening
  let first: Endpoint
  let second: Endpoint
  /// Whether it is a tunnel that a CONNECT opened.
  var isTunnel = false
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

  /// What stands where there is no connection.
  static var none: ConnectionReader { ConnectionReader() }

  private init() {
    first = Endpoint(address: IPAddress(ipv4: 0), port: 0)
    second = first
    clientSide = .first
    opening = Opening(sawOpening: false, clientSide: .first)
    summary = ConnectionSummary(
      id: 0, client: first, server: second,
      frame: Frame(input: 0, number: 0, time: Timestamp(nanoseconds: 0)))
    stage = .none
  }

  /// Whether there is a connection.
  var isThere: Bool { stage != .none }

  // MARK: Records that grow

  var reader: HTTPReader? { http?.reader }

  /// Makes what is not told yet its own, and tells it.
  mutating func detach() {
    http = http.map { Box($0.reader.detached()) }
    settle()
  }

  mutating func renumber(_ places: [Int]) {
    settle()
    http?.reader.renumber(places)
  }

  /// A retransmission carried other bytes than the first copy.
  mutating func noteConflict(_ frame: Frame) {
    settle()
    summary.conflicts += 1
    if summary.conflictFrames.count < 8 { summary.conflictFrames.append(frame) }
  }

  // MARK: What arrives

  mutating func receive(_ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog) {
    if passAlone(bytes, data) { return }
    settle()
    if !pass(bytes, data) { take(bytes, data, &log) }
    beginRun(behind: data)
  }

  /// Takes bytes in which no message begins or ends; nearly all that a server sends.
  ///
  /// - Returns: whether it did; else nothing has changed.
  @inline(__always)
  private mutating func pass(_ bytes: RawSpan, _ data: StreamData) -> Bool {
    guard stage == .http, data.side != clientSide, http?.reader.passResponses(bytes, data) == true
    else { return false }
    note(data.side, bytes.byteCount &+ data.cut, data.frame)
    if data.cut > 0 { summary.slicedBytes &+= data.cut }
    return true
  }

  private mutating func take(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) {
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
  mutating func read(
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
    case .none:
      return bytes.byteCount
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
    case .none: break
    case .undecided: passUndecided(data.side, data.cut)
    case .opaque: summary.opaqueBytes += data.cut
    case .http:
      http?.reader.passOver(
        data.cut, .cut, isRequest: data.side == clientSide, data.frame, data.acknowledging,
        streamEnd: data.offset + count + data.cut, &log)
    }
  }

  mutating func pass(_ gap: StreamGap, _ log: inout TransactionLog) {
    settle()
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
    case .none: break
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
    settle()
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
    settle()
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
    settle()
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
  mutating func note(_ side: Side, _ count: Int, _ frame: Frame) {
    summary.frames.add(frame)
    if frame.time > summary.end { summary.end = frame.time }
    if side == clientSide { summary.clientBytes += count } else { summary.serverBytes += count }
  }
}
