import Bytes
import Packets

/// What all connections share while a segment is worked on.
struct StreamContext {
  var limits: StreamLimits
  var statistics = StreamStatistics()
  /// Bytes held out of order, of all connections.
  var heldBytes = 0
}

/// One TCP connection: two directions, told in order, and how they end.
///
/// Source: RFC 9293.
struct Connection {
  var first = HalfStream()
  var second = HalfStream()
  let key: FlowKey
  let number: Int
  let slot: Int
  /// Packets of it, of both directions.
  var packets = 0
  /// Whether a FIN or RST was seen, so that a SYN begins another connection.
  var sawEnd = false
  /// When both ends were done with it; the time to linger begins.
  var doneSince: Timestamp?
  /// The last packet of it.
  var last: Frame

  init(key: FlowKey, number: Int, slot: Int, frame: Frame) {
    self.key = key
    self.number = number
    self.slot = slot
    last = frame
  }

  /// Whether it is known with which sequence number each direction began.
  var knowsBases: Bool { first.conversationBase != nil && second.conversationBase != nil }

  var isWaiting: Bool { first.isWaiting || second.isWaiting }

  /// Takes a segment of `side`.
  mutating func receive(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    packets += 1
    last = frame
    switch side {
    case .first:
      Self.take(
        segment, bytes, frame, side, slot, packets, own: &first, peer: &second, &context, &consumer)
    case .second:
      Self.take(
        segment, bytes, frame, side, slot, packets, own: &second, peer: &first, &context, &consumer)
    }
    if isWaiting {
      pump(frame, &context, &consumer)
      settle(frame, &context, &consumer)
    }
    if !segment.flags.isDisjoint(with: [.fin, .rst]) { sawEnd = true }
    closeIfDone(frame, &consumer)
    if segment.flags.contains(.rst) {
      consumer.close(slot, side, .reset, frame)
      if doneSince == nil { doneSince = frame.time }
    }
  }

  private static func take(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, _ side: Side, _ slot: Int,
    _ packets: Int, own: inout HalfStream, peer: inout HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    own.packets += 1
    let isOpening = segment.flags.contains(.syn)
    let sequence = isOpening ? segment.sequence &+ 1 : segment.sequence
    if !own.isKnown { own.start(at: sequence) }
    var acknowledging = -1
    if segment.flags.contains(.ack), peer.isKnown {
      peer.acknowledge(segment.acknowledgement, packets: packets, time: frame.time)
      acknowledging = peer.position(of: segment.acknowledgement)
    }
    let length = segment.payloadLength
    let position = own.position(of: sequence)
    if length > 0, !own.isClosed {
      let data = StreamData(
        side: side, offset: position, cut: length - segment.payload.count, beginsSegment: true,
        sequence: sequence, acknowledging: acknowledging, acknowledgement: segment.acknowledgement,
        frame: frame)
      let payload = bytes.extracting(segment.payload)
      if position == own.next, own.held.isEmpty, acknowledging <= peer.next + 1 {
        own.advance(by: length)
        consumer.receive(slot, payload, data)
      } else {
        place(payload, data, slot, packets, own: &own, &context, &consumer)
      }
    }
    if segment.flags.contains(.fin) { own.finish(at: position + length) }
  }

  /// Takes data that are not simply the next.
  private static func place(
    _ bytes: RawSpan, _ data: StreamData, _ slot: Int, _ packets: Int, own: inout HalfStream,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    var range = data.offset..<(data.offset + bytes.byteCount + data.cut)
    if let fin = own.fin, range.upperBound > fin {
      guard range.lowerBound < fin else { return }
      range = range.lowerBound..<fin
    }
    if range.lowerBound < own.next {
      let known = range.lowerBound..<min(range.upperBound, own.next)
      context.statistics.repeatedBytes += known.count
      for part in own.fill(known) { consumer.fill(slot, data.side, part, data.frame) }
      guard range.upperBound > own.next else { return }
    }
    context.statistics.segmentsAhead += 1
    let wanted = max(range.lowerBound, own.next)..<range.upperBound
    let kept = (data.offset..<(data.offset + bytes.byteCount)).clamped(to: wanted)
    let start = kept.isEmpty ? 0 : kept.lowerBound - data.offset
    let copy = bytes.extracting(start..<(start + kept.count)).array()
    let segment = HeldSegment(
      range: wanted, bytes: copy, beginsSegment: wanted.lowerBound == data.offset,
      acknowledging: data.acknowledging, acknowledgement: data.acknowledgement, frame: data.frame,
      arrival: packets)
    context.heldBytes += own.hold(segment)
  }

  // MARK: Telling what is held

  /// Tells all that is next in either direction, each after what its sender had received.
  private mutating func pump(
    _ frame: Frame, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    while Self.release(.first, slot, own: &first, peer: second, &context, &consumer)
      || Self.release(.second, slot, own: &second, peer: first, &context, &consumer)
    {}
  }

  /// Tells held segments of one direction as far as they are next.
  ///
  /// - Returns: whether any was.
  private static func release(
    _ side: Side, _ slot: Int, own: inout HalfStream, peer: borrowing HalfStream,
    force: Bool = false, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    var released = false
    while let head = own.held.first, head.range.lowerBound <= own.next,
      force || !peer.isKnown || head.acknowledging <= peer.next + 1
    {
      let segment = own.release()
      context.heldBytes -= segment.bytes.count
      let data = StreamData(
        side: side, offset: segment.range.lowerBound,
        cut: segment.range.count - segment.bytes.count, beginsSegment: segment.beginsSegment,
        sequence: own.sequence(of: segment.range.lowerBound),
        acknowledging: segment.acknowledging, acknowledgement: segment.acknowledgement,
        frame: segment.frame)
      own.advance(by: segment.range.upperBound - own.next)
      consumer.receive(slot, segment.bytes.span.bytes, data)
      released = true
      if force { break }
    }
    return released
  }

  // MARK: Holes

  /// Passes over holes that have waited long enough, and those that the bounds do not let wait.
  private mutating func settle(
    _ frame: Frame, _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    while true {
      let passed =
        Self.passDue(
          .first, slot, packets, frame, own: &first, peer: second, &context, &consumer)
        || Self.passDue(
          .second, slot, packets, frame, own: &second, peer: first, &context, &consumer)
      guard passed else { return }
      pump(frame, &context, &consumer)
    }
  }

  private static func passDue(
    _ side: Side, _ slot: Int, _ packets: Int, _ frame: Frame, own: inout HalfStream,
    peer: borrowing HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    let limits = context.limits
    func isDue(_ since: Int, _ time: Timestamp) -> Bool {
      packets - since >= limits.packetsToWait || frame.time.since(time) >= limits.timeToWait
    }
    guard let head = own.held.first else {
      guard let noticed = own.tailNoticed, isDue(noticed.packets, noticed.time) else {
        return false
      }
      return passTail(side, slot, frame, own: &own, &consumer)
    }
    let isOverDirection =
      own.heldBytes > limits.bytesPerDirection || own.held.count > limits.segmentsPerDirection
    let isOverAll = context.heldBytes > limits.bytesInAll
    guard isDue(head.arrival, head.frame.time) || isOverDirection || isOverAll else {
      return false
    }
    if head.range.lowerBound <= own.next {
      // It waits for the other direction, whose hole is dealt with there; a bound goes before.
      guard isOverDirection || isOverAll else { return false }
      return release(
        side, slot, own: &own, peer: peer, force: true, &context, &consumer)
    }
    let acknowledged = min(own.acknowledged, head.range.lowerBound)
    if acknowledged > own.next {
      pass(side, slot, to: acknowledged, isAcknowledged: true, frame, own: &own, &consumer)
      return true
    }
    // The other end is silent in this capture, or it never had these bytes while the bound is hit.
    guard peer.packets == 0 || isOverDirection || isOverAll else { return false }
    if isOverDirection { context.statistics.directionLimitReached += 1 }
    if isOverAll { context.statistics.totalLimitReached += 1 }
    pass(
      side, slot, to: head.range.lowerBound, isAcknowledged: false, frame, own: &own, &consumer)
    return true
  }

  /// Passes over what was acknowledged behind all that came.
  ///
  /// - Returns: whether there was anything.
  private static func passTail(
    _ side: Side, _ slot: Int, _ frame: Frame, own: inout HalfStream,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    // One byte may be a FIN that was not captured: RFC 9293 §3.4 counts it in sequence space.
    let isMaybeFin = own.fin == nil && own.acknowledged == own.next + 1
    guard own.held.isEmpty, own.acknowledged > own.next, !isMaybeFin else { return false }
    pass(side, slot, to: own.acknowledged, isAcknowledged: true, frame, own: &own, &consumer)
    return true
  }

  private static func pass(
    _ side: Side, _ slot: Int, to end: Int, isAcknowledged: Bool, _ frame: Frame,
    own: inout HalfStream, _ consumer: inout some StreamConsumer
  ) {
    let range = own.next..<end
    own.pass(range)
    consumer.pass(
      slot, StreamGap(side: side, range: range, isAcknowledged: isAcknowledged, frame: frame))
  }

  // MARK: Ends

  private mutating func closeIfDone(_ frame: Frame, _ consumer: inout some StreamConsumer) {
    if first.fin == first.next, !first.isClosed {
      first.isClosed = true
      consumer.close(slot, .first, .fin, frame)
    }
    if second.fin == second.next, !second.isClosed {
      second.isClosed = true
      consumer.close(slot, .second, .fin, frame)
    }
    if first.isClosed, second.isClosed, doneSince == nil { doneSince = frame.time }
  }

  /// Tells all that is left and lets the connection go.
  mutating func end(
    _ reason: ConnectionEnd, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    while true {
      pump(last, &context, &consumer)
      guard
        passAcknowledged(.first, &consumer) || passAcknowledged(.second, &consumer)
          || releaseAnyway(&context, &consumer) || passUnacknowledged(&consumer)
      else { break }
    }
    closeIfDone(last, &consumer)
    consumer.end(
      slot,
      ConnectionEnding(
        reason: reason, acknowledged: (first.acknowledged, second.acknowledged),
        packets: (first.packets, second.packets)))
  }

  private mutating func passAcknowledged(
    _ side: Side, _ consumer: inout some StreamConsumer
  ) -> Bool {
    func pass(_ own: inout HalfStream, _ consumer: inout some StreamConsumer) -> Bool {
      guard let head = own.held.first else {
        return Self.passTail(side, slot, last, own: &own, &consumer)
      }
      let end = min(own.acknowledged, head.range.lowerBound)
      guard end > own.next else { return false }
      Self.pass(side, slot, to: end, isAcknowledged: true, last, own: &own, &consumer)
      return true
    }
    return side == .first ? pass(&first, &consumer) : pass(&second, &consumer)
  }

  private mutating func releaseAnyway(
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    Self.release(.first, slot, own: &first, peer: second, force: true, &context, &consumer)
      || Self.release(.second, slot, own: &second, peer: first, force: true, &context, &consumer)
  }

  private mutating func passUnacknowledged(_ consumer: inout some StreamConsumer) -> Bool {
    if let head = first.held.first {
      Self.pass(
        .first, slot, to: head.range.lowerBound, isAcknowledged: false, last, own: &first,
        &consumer)
      return true
    }
    if let head = second.held.first {
      Self.pass(
        .second, slot, to: head.range.lowerBound, isAcknowledged: false, last, own: &second,
        &consumer)
      return true
    }
    return false
  }
}
