import Bytes
import Packets

/// What is held: when it is told, and when the holes before it are passed over.
extension Connection {
  /// Tells all that is next now, and passes over holes that have waited long enough, and those that
  /// the bounds do not let wait.
  mutating func settle(
    _ frame: Frame, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    // Mostly there is nothing to do but to wait.
    guard
      first.mayMove(packets: packets, time: frame.time, context)
        || second.mayMove(packets: packets, time: frame.time, context)
        || first.packets == 0 || second.packets == 0
    else { return }
    first.confirm(packets: packets, time: frame.time, context.limits)
    second.confirm(packets: packets, time: frame.time, context.limits)
    repeat {
      tellNext(&context, &consumer)
    } while passDue(frame, &context, &consumer) || releaseDue(frame, &context, &consumer)
  }

  /// Tells all that is next in either direction, each after what its sender had received.
  mutating func tellNext(
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    while Self.release(
      .first, slot, own: &first, peerAt: (second.next, second.fin), &context, &consumer)
      || Self.release(
        .second, slot, own: &second, peerAt: (first.next, first.fin), &context, &consumer)
    {}
  }

  /// Tells held segments of one direction as far as they are next, and the other direction, of which
  /// so much was told and whose FIN is there, allows it.
  ///
  /// - Returns: whether any was.
  private static func release(
    _ side: Side, _ slot: Int, own: inout HalfStream, peerAt peer: (next: Int, fin: Int),
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    var released = false
    while !own.held.isEmpty {
      let head = own.held.head
      guard head.start <= own.next, min(head.acknowledging, peer.fin) <= peer.next + 1 else {
        break
      }
      releaseFirst(side, slot, own: &own, &context, &consumer)
      released = true
    }
    return released
  }

  /// Tells the first held segment, which is the next.
  private static func releaseFirst(
    _ side: Side, _ slot: Int, own: inout HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    let segment = own.held.removeFirst()
    context.held -= segment.cost
    let pause = own.cause(at: segment.range.lowerBound, segment.frame)
    own.advance(by: segment.range.count)
    consumer.receive(
      slot, segment.bytes.span.bytes,
      StreamData(
        side: side, offset: segment.range.lowerBound,
        cut: segment.range.count - segment.bytes.count, beginsSegment: segment.beginsSegment,
        sequence: own.sequence(of: segment.range.lowerBound),
        acknowledging: segment.acknowledging, acknowledgement: segment.acknowledgement,
        pause: pause, frame: segment.frame))
    context.spares.keep(segment)
  }

  // MARK: While packets come

  private mutating func passDue(
    _ frame: Frame, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    Self.passDue(
      .first, slot, packets, frame, own: &first, isPeerSilent: second.packets == 0, &context,
      &consumer)
      || Self.passDue(
        .second, slot, packets, frame, own: &second, isPeerSilent: first.packets == 0, &context,
        &consumer)
  }

  private static func passDue(
    _ side: Side, _ slot: Int, _ packets: Int, _ frame: Frame, own: inout HalfStream,
    isPeerSilent: Bool, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard !own.held.isEmpty else {
      return passTail(side, slot, to: own.confirmed, frame, own: &own, &consumer)
    }
    let start = own.held.head.start
    guard start > own.next else { return false }
    let confirmed = min(own.confirmed, own.acknowledged, start)
    if confirmed > own.next {
      pass(side, slot, to: confirmed, isAcknowledged: true, frame, own: &own, &consumer)
      return true
    }
    guard context.isOver(own) else {
      // Where the other end is not in the capture nothing is ever acknowledged.
      guard isPeerSilent, let head = own.held.first,
        context.limits.isDue(since: head.arrival, head.frame.time, packets, frame.time)
      else { return false }
      pass(side, slot, to: start, isAcknowledged: false, frame, own: &own, &consumer)
      return true
    }
    let acknowledged = min(own.acknowledged, start)
    if acknowledged > own.next {
      pass(side, slot, to: acknowledged, isAcknowledged: true, frame, own: &own, &consumer)
    }
    while own.next < start {
      passSelectively(side, slot, to: start, frame, own: &own, &consumer)
    }
    context.countLimit(own)
    return true
  }

  /// Tells what has waited too long for the other direction, when that one is not to be had.
  ///
  /// What a segment waits for was acknowledged no later than it came, so this is only for
  /// acknowledgements that contradict one another, and for the bounds.
  private mutating func releaseDue(
    _ frame: Frame, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    Self.releaseDue(.first, slot, packets, frame, own: &first, &context, &consumer)
      || Self.releaseDue(.second, slot, packets, frame, own: &second, &context, &consumer)
  }

  private static func releaseDue(
    _ side: Side, _ slot: Int, _ packets: Int, _ frame: Frame, own: inout HalfStream,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard own.held.head.start <= own.next, let head = own.held.first else { return false }
    let isOver = context.isOver(own)
    guard
      isOver || context.limits.isDue(since: head.arrival, head.frame.time, packets, frame.time)
    else { return false }
    if isOver { context.countLimit(own) }
    releaseFirst(side, slot, own: &own, &context, &consumer)
    return true
  }

  // MARK: At the end

  /// Tells all that is left, one step after the other.
  mutating func tellRest(
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    repeat {
      tellNext(&context, &consumer)
    } while Self.passAcknowledged(.first, slot, last, own: &first, &consumer)
      || Self.passAcknowledged(.second, slot, last, own: &second, &consumer)
      || Self.releaseNext(.first, slot, own: &first, &context, &consumer)
      || Self.releaseNext(.second, slot, own: &second, &context, &consumer)
      || Self.passUnacknowledged(.first, slot, last, own: &first, &consumer)
      || Self.passUnacknowledged(.second, slot, last, own: &second, &consumer)
  }

  private static func passAcknowledged(
    _ side: Side, _ slot: Int, _ frame: Frame, own: inout HalfStream,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard let head = own.held.first else {
      return passTail(side, slot, to: own.acknowledged, frame, own: &own, &consumer)
    }
    let end = min(own.acknowledged, head.range.lowerBound)
    guard end > own.next else { return false }
    pass(side, slot, to: end, isAcknowledged: true, frame, own: &own, &consumer)
    return true
  }

  private static func releaseNext(
    _ side: Side, _ slot: Int, own: inout HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard let head = own.held.first, head.range.lowerBound <= own.next else { return false }
    releaseFirst(side, slot, own: &own, &context, &consumer)
    return true
  }

  private static func passUnacknowledged(
    _ side: Side, _ slot: Int, _ frame: Frame, own: inout HalfStream,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    // Behind all that came, only what the other end has is worth a word.
    guard let end = own.held.first?.range.lowerBound ?? own.selective.ranges.last?.upperBound,
      end > own.next
    else { return false }
    passSelectively(side, slot, to: end, frame, own: &own, &consumer)
    return true
  }

  /// Passes over the first part of what was not acknowledged up to `end`: what the other end has
  /// nevertheless, or what comes before that.
  private static func passSelectively(
    _ side: Side, _ slot: Int, to end: Int, _ frame: Frame, own: inout HalfStream,
    _ consumer: inout some StreamConsumer
  ) {
    let known = own.selective.range(at: own.next)
    let isKnown = known.map { $0.lowerBound <= own.next } ?? false
    let edge = isKnown ? known?.upperBound : known?.lowerBound
    pass(
      side, slot, to: min(edge ?? end, end), isAcknowledged: isKnown, frame, own: &own, &consumer)
  }

  // MARK: Passing over

  /// Passes over what was acknowledged behind all that came, at most to `limit`.
  ///
  /// - Returns: whether there was anything.
  private static func passTail(
    _ side: Side, _ slot: Int, to limit: Int, _ frame: Frame, own: inout HalfStream,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    let end = min(limit, own.acknowledged)
    guard end > own.next else { return false }
    // The last may be a FIN that was not captured: RFC 9293 §3.4 counts it in sequence space.
    let mayEndInFin = own.fin == .max && end == own.acknowledged
    if mayEndInFin, end == own.next + 1 { return false }
    pass(
      side, slot, to: end, isAcknowledged: true, mayEndInFin: mayEndInFin, frame, own: &own,
      &consumer)
    return true
  }

  private static func pass(
    _ side: Side, _ slot: Int, to end: Int, isAcknowledged: Bool, mayEndInFin: Bool = false,
    _ frame: Frame, own: inout HalfStream, _ consumer: inout some StreamConsumer
  ) {
    let range = own.next..<end
    own.pass(range)
    consumer.pass(
      slot,
      StreamGap(
        side: side, range: range, isAcknowledged: isAcknowledged, mayEndInFin: mayEndInFin,
        frame: frame, shownBy: own.held.first?.frame ?? frame))
  }
}

extension StreamContext {
  /// Whether a direction holds more than a bound allows, or all together do and it holds some.
  @inline(always)
  func isOver(_ half: borrowing HalfStream) -> Bool {
    isOverDirection(half) || held > limits.bytesInAll
  }

  @inline(always)
  private func isOverDirection(_ half: borrowing HalfStream) -> Bool {
    half.held.cost > limits.bytesPerDirection || half.held.count > limits.segmentsPerDirection
  }

  /// Counts which bound made a direction go on.
  mutating func countLimit(_ half: borrowing HalfStream) {
    if isOverDirection(half) {
      statistics.directionLimitReached += 1
    } else {
      statistics.totalLimitReached += 1
    }
  }
}
