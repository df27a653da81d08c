import HTTP
import Packets
import Streams

/// How directions and the connection end, and what that says of a body under way.
extension ConnectionReader {
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
  func bodyEnd(_ reason: ConnectionEnd) -> BodyEnd {
    switch ender {
    case (let side, .fin)?: side == clientSide ? .clientClosed : .serverClosed
    case (let side, .reset)?: side == clientSide ? .clientReset : .serverReset
    case nil: reason == .evicted ? .evicted : .captureEnded
    }
  }

  mutating func markUnanswered(_ reason: ConnectionEnd, _ log: inout TransactionLog) {
    let isUncertain = unanswered.isUncertain
    for index in unanswered.takeAll() where isUncertain {
      log.transactions[index].pairing = .responseNotCaptured
    }
  }
}
