import Packets

/// How directions and the connection end.
extension Connection {
  mutating func closeIfDone(_ frame: Frame, _ consumer: inout some StreamConsumer) {
    if first.fin == first.next, !first.isClosed {
      first.isClosed = true
      consumer.close(slot, .first, .fin, frame)
    }
    if second.fin == second.next, !second.isClosed {
      second.isClosed = true
      consumer.close(slot, .second, .fin, frame)
    }
    if first.isClosed, second.isClosed { isDone = true }
  }

  mutating func reset(
    _ segment: Segment, _ side: Side, _ frame: Frame, _ consumer: inout some StreamConsumer
  ) {
    let own = self[side]
    // Source: RFC 9293 §3.10.7.4: a reset far outside the window is not accepted.
    let distance = own.position(of: segment.sequence) - own.next
    guard !own.wasReset, abs(distance) <= HalfStream.believedJump else { return }
    if side == .first { first.wasReset = true } else { second.wasReset = true }
    isDone = true
    consumer.close(slot, side, .reset, frame)
  }

  /// Tells all that is left and lets the connection go.
  mutating func end(
    _ reason: ConnectionEnd, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    tellRest(&context, &consumer)
    closeIfDone(last, &consumer)
    consumer.end(
      slot,
      ConnectionEnding(
        reason: reason, acknowledged: (first.acknowledged, second.acknowledged),
        packets: (first.packets, second.packets)))
  }
}
