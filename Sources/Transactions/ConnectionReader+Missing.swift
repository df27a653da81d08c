import HTTP
import Packets
import Streams

/// Bytes that the capture does not hold: what becomes of the message that they belong to.
extension ConnectionReader {
  /// Why bytes are not there to be read.
  enum Absence {
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

  mutating func passOver(
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

  mutating func passContent(
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
}
