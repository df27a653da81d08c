import Bytes
import Packets

/// What all connections share while a segment is worked on.
struct StreamContext {
  var limits: StreamLimits
  var statistics = StreamStatistics()
  /// What all held segments count for in the bounds.
  var held = 0
  /// Where the bytes of the next to be held may go.
  var spares = SpareBytes()
}

/// One TCP connection: two directions, told in order, and how they end.
///
/// Source: RFC 9293.
struct Connection {
  /// Whether it is orderly, nothing is missing or held, and nothing held up what is next: segments may
  /// go the short way.
  var isPlain = false
  /// Whether both directions are known, and neither ends yet.
  private(set) var isOrderly = false
  /// The last packet of it.
  var last: Frame
  var first = HalfStream()
  var second = HalfStream()
  let key: FlowKey
  let number: Int
  let slot: Int
  /// Wireshark's number in the input of the first packet.
  let stream: Int
  /// Whether the first packet was a SYN.
  let sawOpening: Bool
  /// Whether a SYN begins another connection, as Wireshark has it: after a RST or a FIN with ACK that
  /// is not the first packet.
  private(set) var sawEnd = false
  /// Whether both ends closed it, or one reset it.
  var isDone = false
  /// The inputs in which it has a number of Wireshark's, as bits.
  var inputs: UInt64

  init(
    key: FlowKey, number: Int, slot: Int, stream: Int, frame: Frame, flags: TCPFlags,
    inputs: UInt64
  ) {
    self.key = key
    self.number = number
    self.slot = slot
    self.stream = stream
    sawOpening = flags.contains(.syn)
    last = frame
    self.inputs = inputs
  }

  /// Packets of it, of both directions.
  @inline(__always)
  var packets: Int { first.packets &+ second.packets }

  /// Whether it is known with which sequence number each direction began.
  var knowsBases: Bool { first.conversationBase != nil && second.conversationBase != nil }

  var isWaiting: Bool { first.isWaiting || second.isWaiting }

  /// Whether something is known that holds up what is next of a direction.
  var isPaused: Bool {
    first.pause.position == first.next || second.pause.position == second.next
  }

  subscript(side: Side) -> HalfStream { side == .first ? first : second }

  /// Takes a segment of `side`.
  mutating func receive(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    switch side {
    case .first: first.packets += 1
    case .second: second.packets += 1
    }
    last = frame
    let place = Place(slot: slot, side: side, packets: packets, sawOpening: sawOpening)
    switch side {
    case .first:
      Self.take(segment, bytes, frame, place, own: &first, peer: &second, &context, &consumer)
    case .second:
      Self.take(segment, bytes, frame, place, own: &second, peer: &first, &context, &consumer)
    }
    if isWaiting { settle(frame, &context, &consumer) }
    if packets > 1, segment.flags.contains(.rst) || segment.flags.isSuperset(of: [.fin, .ack]) {
      sawEnd = true
    }
    if first.fin != .max || second.fin != .max { closeIfDone(frame, &consumer) }
    if segment.flags.contains(.rst) { reset(segment, side, frame, &consumer) }
    isOrderly = first.isFlowing && second.isFlowing && knowsBases && !isDone
    isPlain = isOrderly && !isWaiting && !isPaused
  }

  /// Where a segment belongs.
  struct Place {
    let slot: Int
    let side: Side
    /// Packets of the connection up to this one.
    let packets: Int
    let sawOpening: Bool
  }

  @inline(__always)
  private static func take(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, _ place: Place,
    own: inout HalfStream, peer: inout HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    let isCopy = own.recent.isRepeated(segment, at: frame.time)
    if isCopy { context.statistics.noteRepeated(frame) }
    let isOpening = segment.flags.contains(.syn)
    let sequence = isOpening ? segment.sequence &+ 1 : segment.sequence
    if isOpening {
      own.offer = WindowOffer(segment, bytes.extracting(segment.options))
      own.leastWindow = own.offer.leastWindow(beside: peer.offer)
      peer.leastWindow = peer.offer.leastWindow(beside: own.offer)
    }
    if segment.window < own.leastWindow || peer.pause.position == peer.next {
      peer.noteWindow(segment, least: own.leastWindow, frame)
    }
    if !own.isKnown {
      own.start(at: sequence, isOpening: isOpening)
    } else if isOpening, own.isUntouched, sequence != own.base {
      own.restart(at: sequence)
    }
    var acknowledging = -1
    if segment.flags.contains(.ack) {
      if peer.isKnown {
        acknowledging = peer.acknowledge(
          segment.acknowledgement, isReset: segment.flags.contains(.rst), packets: place.packets,
          time: frame.time)
        for block in SelectiveAcknowledgement.blocks(segment, bytes) {
          peer.acknowledgeSelectively(block.left, block.right)
        }
      } else if place.sawOpening, peer.expected == nil {
        peer.expected = segment.acknowledgement
      }
    }
    let position = takeData(
      segment, at: own.position(of: sequence), sequence, bytes, acknowledging, frame, place,
      isCopy: isCopy, own: &own, peerNext: peer.next, &context, &consumer)
    if segment.flags.contains(.fin) { own.finish(at: position + segment.payloadLength) }
  }

  /// Takes what a segment carries, which stands at `start`, if it carries anything.
  ///
  /// - Returns: Where it stands: one less where the first packet of the direction was a probe.
  @inline(__always)
  static func takeData(
    _ segment: Segment, at start: Int, _ sequence: UInt32, _ bytes: RawSpan, _ acknowledging: Int,
    _ frame: Frame, _ place: Place, isCopy: Bool, own: inout HalfStream, peerNext: Int,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Int {
    let length = segment.payloadLength
    guard length > 0 else { return start }
    var position = start
    if position == 1, own.mayHaveBegunWithProbe {
      own.skipProbe()
      position = 0
    }
    let data = StreamData(
      side: place.side, offset: position, cut: length - segment.payload.count,
      beginsSegment: true, sequence: sequence, acknowledging: acknowledging,
      acknowledgement: segment.acknowledgement, pause: own.cause(at: position, frame),
      frame: frame)
    if position == own.next, own.held.isEmpty, acknowledging <= peerNext + 1,
      length <= own.fin - position
    {
      own.advance(by: length)
      own.input = frame.input
      let payload = bytes.extracting(segment.payload)
      if context.limits.comparesRepeats, data.cut == 0 { own.told.add(position, payload) }
      consumer.receive(place.slot, payload, data)
    } else {
      if !isCopy { own.noteLate(position..<(position + length), frame) }
      hold(bytes.extracting(segment.payload), data, place, own: &own, &context, &consumer)
    }
    return position
  }

  /// Takes data that are not simply the next.
  private static func hold(
    _ bytes: RawSpan, _ data: StreamData, _ place: Place, own: inout HalfStream,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) {
    // Nothing follows a FIN.
    guard data.offset < own.fin else { return }
    let range = data.offset..<min(data.offset + bytes.byteCount + data.cut, own.fin)
    guard own.believes(range.upperBound) else {
      context.statistics.segmentsDoubted += 1
      return
    }
    if range.lowerBound < own.next {
      // A keep-alive probe may carry a byte that was sent before. Source: RFC 9293 §3.8.4.
      if range == (own.next - 1)..<own.next { return }
      let known = range.clamped(to: 0..<own.next)
      // Another capture point saw it later.
      if known == range, data.frame.input != own.input {
        context.statistics.noteRepeated(data.frame)
      }
      if data.cut == 0, known == range, own.told.differs(data.offset, bytes) {
        consumer.conflict(place.slot, place.side, range, data.frame)
      }
      context.statistics.bytesBeforeStart += max(0, min(range.upperBound, 0) - range.lowerBound)
      context.statistics.repeatedBytes += known.count
      if range.lowerBound < own.forgottenBelow { context.statistics.gapLimitReached += 1 }
      for part in own.fill(known) {
        context.statistics.repeatedBytes -= part.count
        consumer.fill(place.slot, place.side, part, data.frame)
        let there = part.clamped(to: data.offset..<(data.offset + bytes.byteCount))
        guard !there.isEmpty else { continue }
        let offsets = (there.lowerBound - data.offset)..<(there.upperBound - data.offset)
        consumer.supply(
          place.slot, place.side, bytes.extracting(offsets), at: there.lowerBound)
      }
      guard range.upperBound > own.next else { return }
    }
    context.statistics.segmentsAhead += 1
    let wanted = max(range.lowerBound, own.next)..<range.upperBound
    let kept = (data.offset..<(data.offset + bytes.byteCount)).clamped(to: wanted)
    let start = kept.isEmpty ? 0 : kept.lowerBound - data.offset
    let before = own.held.cost
    if let range = own.held.conflict(data.offset, bytes) {
      consumer.conflict(place.slot, place.side, range, data.frame)
    }
    own.held.insert(
      HeldSegment(
        range: wanted, bytes: context.spares.copy(bytes.extracting(start..<(start + kept.count))),
        beginsSegment: wanted.lowerBound == data.offset, acknowledging: data.acknowledging,
        acknowledgement: data.acknowledgement, frame: data.frame, arrival: place.packets))
    context.held += own.held.cost - before
    context.statistics.mostHeld = max(context.statistics.mostHeld, context.held)
  }
}
