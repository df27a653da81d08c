import Bytes
import Packets

/// The short way of nearly all segments, which receivers of TCP call header prediction.
///
/// Where nothing is missing, held or closed, a segment that is the next, or that acknowledges more,
/// changes how far two directions have come and nothing else. In any doubt it goes the long way,
/// which would do the same with it.
extension Connection {
  /// Takes a segment of `side` if it is such a one.
  ///
  /// - Returns: whether it was taken; else nothing has changed.
  mutating func receivePlain(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    let moved = goOn(
      segment, bytes, frame.number, frame.time, frame.input, from: side,
      comparesRepeats: context.limits.comparesRepeats)
    guard let moved else { return false }
    if segment.payloadLength > 0 {
      consumer.receive(
        slot, bytes.extracting(segment.payload),
        StreamData(
          side: side, offset: moved.offset, cut: segment.payloadLength - segment.payload.count,
          beginsSegment: true, sequence: segment.sequence, acknowledging: moved.acknowledging,
          acknowledgement: segment.acknowledgement, frame: frame))
    }
    return true
  }

  /// Moves on by a segment if it is such a one; what it carries is for the caller to tell.
  ///
  /// It is part of its caller, the loop over packets, and calls nothing but what compares repeats.
  ///
  /// - Returns: The position that is acknowledged, and that of the data; `nil`, and nothing moved,
  ///   where the segment is not plain.
  @inline(always)
  mutating func goOn(
    _ segment: Segment, _ bytes: RawSpan, _ number: Int, _ time: Timestamp, _ input: Int,
    from side: Side, comparesRepeats: Bool
  ) -> (acknowledging: Int, offset: Int)? {
    guard isPlain, segment.flags.intersection([.syn, .fin, .rst, .ack]) == .ack,
      last.input == input, !SelectiveAcknowledgement.mayHaveBlocks(segment, bytes)
    else { return nil }
    let moved =
      side == .first
      ? Self.advance(segment, bytes, time, input, comparesRepeats, own: &first, peer: &second)
      : Self.advance(segment, bytes, time, input, comparesRepeats, own: &second, peer: &first)
    guard let moved else { return nil }
    last.number = number
    last.time = time
    return moved
  }

  /// Moves both directions on.
  ///
  /// - Returns: The position that is acknowledged, and that of the data; `nil`, and nothing moved,
  ///   where the segment is not plain.
  @inline(always)
  private static func advance(
    _ segment: Segment, _ bytes: RawSpan, _ time: Timestamp, _ input: Int,
    _ comparesRepeats: Bool, own: inout HalfStream, peer: inout HalfStream
  ) -> (acknowledging: Int, offset: Int)? {
    let acknowledging = peer.position(of: segment.acknowledgement)
    let length = segment.payloadLength
    let offset = own.next
    guard acknowledging <= peer.next, segment.window >= own.leastWindow else { return nil }
    if length > 0 {
      guard own.isNext(segment.sequence) else { return nil }
      if comparesRepeats, length == segment.payload.count {
        own.told.add(offset, bytes.extracting(segment.payload))
      }
      own.goOn(by: length)
      own.input = input
    } else if acknowledging <= peer.acknowledged {
      // It may be a copy; what is new is none.
      return nil
    }
    own.packets &+= 1
    own.recent.remember(segment, at: time)
    peer.noteAcknowledged(acknowledging)
    return (acknowledging, offset)
  }
}
