import Bytes
import Packets

/// The way of segments that do not simply go on, in a connection that neither begins nor ends:
/// behind a hole, before it, once more.
extension Connection {
  /// Takes a segment of `side` if it is such a one, as `receive` would.
  ///
  /// - Returns: whether it was taken; else nothing has changed.
  @inline(never)
  mutating func receiveOrderly(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard isOrderly, segment.flags.intersection([.syn, .fin, .rst, .ack]) == .ack,
      last.input == frame.input
    else { return false }
    let place = Place(slot: slot, side: side, packets: packets + 1, sawOpening: sawOpening)
    switch side {
    case .first:
      Self.takeOrderly(
        segment, bytes, frame, place, own: &first, peer: &second, &context, &consumer)
    case .second:
      Self.takeOrderly(
        segment, bytes, frame, place, own: &second, peer: &first, &context, &consumer)
    }
    last = frame
    if isWaiting { settle(frame, &context, &consumer) }
    isPlain = !isWaiting && !isPaused
    return true
  }

  @inline(__always)
  private static func takeOrderly(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, _ place: Place,
    own: inout HalfStream, peer: inout HalfStream, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) {
    own.packets += 1
    let isCopy = own.recent.isRepeated(segment, at: frame.time)
    if isCopy { context.statistics.noteRepeated(frame) }
    if segment.window < own.leastWindow || peer.pause.position == peer.next {
      peer.noteWindow(segment, least: own.leastWindow, frame)
    }
    let acknowledging = peer.acknowledge(
      segment.acknowledgement, isReset: false, packets: place.packets, time: frame.time)
    for block in SelectiveAcknowledgement.blocks(segment, bytes) {
      peer.acknowledgeSelectively(block.left, block.right)
    }
    _ = takeData(
      segment, at: own.position(of: segment.sequence), segment.sequence, bytes, acknowledging,
      frame, place, isCopy: isCopy, own: &own, peerNext: peer.next, &context, &consumer)
  }
}
