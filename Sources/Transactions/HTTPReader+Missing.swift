import HTTP
import Packets
import Streams

/// Bytes that the capture does not hold: what becomes of the message that they belong to.
extension HTTPReader {
  /// Why bytes are not there to be read.
  enum Absence {
    case cut
    case acknowledged
    case unacknowledged
  }

  /// Passes over bytes of an end, up to `streamEnd`, in order.
  mutating func passOver(
    _ count: Int, _ absence: Absence, isRequest: Bool, _ frame: Frame, _ acknowledging: Int,
    streamEnd: Int, _ log: inout TransactionLog
  ) {
    if isRequest {
      clientPosition = streamEnd
      passRequests(count, absence, frame, streamEnd, &log)
    } else {
      serverPosition = streamEnd
      passResponses(count, absence, frame, acknowledging, streamEnd, &log)
    }
  }

  private mutating func passRequests(
    _ total: Int, _ absence: Absence, _ frame: Frame, _ streamEnd: Int,
    _ log: inout TransactionLog
  ) {
    var count = total
    while true {
      let before = streamEnd - count
      switch requests.skip(&count) {
      case .done:
        // What a packet carried behind its head that was cut off is that request's.
        if absence == .cut { extendRequest(frame, streamEnd, &log) }
        if requests.isSearching, before < streamEnd {
          unanswered.isUncertain = true
          if absence != .cut {
            unanswered.noteHole()
            request = nil
          }
        }
        return
      case .head:
        beginRequest(clientFrame ?? frame, before, &log)
        unanswered.isUncertain = true
        if absence != .cut { request = nil }
      case .content(let skipped):
        if let request { log.transactions[request].request?.contentLength += skipped }
      case .end:
        if absence == .cut { extendRequest(frame, streamEnd - count, &log) }
        if let request { unanswered.extend(request, to: streamEnd - count) }
        request = nil
      case .framingLost:
        request = nil
        unanswered.isUncertain = true
      }
    }
  }

  private mutating func passResponses(
    _ total: Int, _ absence: Absence, _ frame: Frame, _ acknowledging: Int, _ streamEnd: Int,
    _ log: inout TransactionLog
  ) {
    if total > 0, responses.skipSearched() {
      return passSearched((streamEnd - total)..<streamEnd, absence, frame, acknowledging, &log)
    }
    var count = total
    while true {
      let before = streamEnd - count
      switch responses.skip(&count) {
      case .done:
        guard responses.isSearching, before < streamEnd else { return }
        return passSearched(before..<streamEnd, absence, frame, acknowledging, &log)
      case .head:
        beginResponse(serverFrame ?? frame, before, &log)
        if leaving != nil { return }
      case .content(let skipped):
        passContent(skipped, absence, at: before, &log)
      case .end:
        finishResponse(.complete, streamEnd - count, &log)
      case .framingLost:
        finishResponse(.desync, before, &log)
      }
    }
  }

  /// What was not captured lies where a response is searched for.
  private mutating func passSearched(
    _ range: Range<Int>, _ absence: Absence, _ frame: Frame, _ acknowledging: Int,
    _ log: inout TransactionLog
  ) {
    if !interim.isEmpty { settleInterim(&log) }
    if absence != .unacknowledged { noteUnframed(range.count) }
    if let unplaced {
      if absence == .cut {
        unplaced.skip(0, frame)
      } else {
        unplaced.pass(range, isAcknowledged: absence == .acknowledged)
      }
    }
    loseResponses(acknowledging)
  }

  private mutating func passContent(
    _ count: Int, _ absence: Absence, at stream: Int, _ log: inout TransactionLog
  ) {
    guard underWay.isThere else { return }
    if absence == .cut {
      underWay.receiveCut(count)
    } else {
      let range = underWay.pass(count, isAcknowledged: absence == .acknowledged)
      remember(
        PlacedGap(
          stream: stream..<(stream + count), transaction: underWay.transaction,
          offset: range.lowerBound))
    }
  }

  mutating func remember(_ gap: PlacedGap) {
    if gaps.count == Self.gapsKept { gaps.removeFirst() }
    gaps.append(gap)
  }

  /// Bytes of the server came after all.
  mutating func fill(_ range: Range<Int>, _ log: inout TransactionLog) {
    unplaced?.fill(range)
    for gap in gaps {
      let common = gap.stream.clamped(to: range)
      guard !common.isEmpty else { continue }
      let start = gap.offset + common.lowerBound - gap.stream.lowerBound
      let filled = start..<(start + common.count)
      if underWay.transaction == gap.transaction {
        underWay.body.fill(filled)
      } else {
        log.transactions[gap.transaction].body.fill(filled)
      }
    }
  }

  /// The bytes of what came after all, from `offset` in the stream on.
  func supply(_ bytes: RawSpan, at offset: Int, to sink: any ContentSink) {
    for gap in gaps where sink.wants(gap.transaction) {
      let common = gap.stream.clamped(to: offset..<(offset + bytes.byteCount))
      guard !common.isEmpty else { continue }
      sink.receive(
        bytes.extracting((common.lowerBound - offset)..<(common.upperBound - offset)),
        of: gap.transaction, at: gap.offset + common.lowerBound - gap.stream.lowerBound)
    }
  }
}
