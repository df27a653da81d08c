import Bytes
import Packets

/// The short way of nearly all segments, which receivers of TCP call header prediction.
///
/// Where nothing is missing, held or closed, a segment that is the next, or that only acknowledges,
/// changes how far two directions have come and nothing else. In any doubt it goes the long way,
/// which would do the same with it.
extension Connection {
  /// Takes a segment of `side` if it is such a one.
  ///
  /// - Returns: whether it was taken; else nothing has changed.
  @inline(__always)
  mutating func receivePlain(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard isPlain, segment.flags.intersection([.syn, .fin, .rst, .ack]) == .ack,
      last.input == frame.input, !SelectiveAcknowledgement.mayHaveBlocks(segment, bytes)
    else { return false }
    let acknowledging =
      side == .first
      ? Self.advance(segment, bytes, frame, own: &first, peer: &second, &context)
      : Self.advance(segment, bytes, frame, own: &second, peer: &first, &context)
    guard let acknowledging else { return false }
    packets += 1
    last = frame
    let length = segment.payloadLength
    if length > 0 {
      let end = side == .first ? first.next : second.next
      consumer.receive(
        slot, bytes.extracting(segment.payload),
        StreamData(
          side: side, offset: end - length, cut: length - segment.payload.count,
          beginsSegment: true, sequence: segment.sequence, acknowledging: acknowledging,
          acknowledgement: segment.acknowledgement, frame: frame))
    }
    return true
  }

  /// Moves both directions on.
  ///
  /// - Returns: The position that is acknowledged; `nil`, and nothing moved, where the segment is not
  ///   plain.
  @inline(__always)
  private static func advance(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, own: inout HalfStream,
    peer: inout HalfStream, _ context: inout StreamContext
  ) -> Int? {
    let acknowledging = peer.position(of: segment.acknowledgement)
    let length = segment.payloadLength
    guard acknowledging <= peer.next, segment.window >= own.leastWindow,
      peer.pause.position != peer.next
    else { return nil }
    if length > 0 {
      guard own.position(of: segment.sequence) == own.next, own.pause.position != own.next else {
        return nil
      }
      if context.limits.comparesRepeats, length == segment.payload.count {
        own.told.add(own.next, bytes.extracting(segment.payload))
      }
      own.advance(by: length)
      own.input = frame.input
    }
    own.packets += 1
    if length > 0 || acknowledging > peer.acknowledged {
      // What is new is no copy.
      own.recent.remember(segment, at: frame.time)
    } else if own.recent.isRepeated(segment, at: frame.time) {
      context.statistics.noteRepeated(frame)
    }
    peer.noteAcknowledged(acknowledging)
    return acknowledging
  }
}
