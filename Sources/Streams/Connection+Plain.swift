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
  mutating func receivePlain(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext, _ consumer: inout some StreamConsumer
  ) -> Bool {
    guard let moved = goOn(segment, bytes, frame, from: side, &context) else { return false }
    if segment.payloadLength > 0 {
      consumer.receive(
        slot, bytes.extracting(segment.payload),
        StreamData(segment, from: side, at: moved.offset, moved.acknowledging, frame))
    }
    return true
  }

  /// Moves on by a segment if it is such a one; what it carries is for the caller to tell.
  ///
  /// - Returns: The position that is acknowledged, and that of the data; `nil`, and nothing moved,
  ///   where the segment is not plain.
  @inline(always)
  mutating func goOn(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, from side: Side,
    _ context: inout StreamContext
  ) -> (acknowledging: Int, offset: Int)? {
    guard isPlain, segment.flags.intersection([.syn, .fin, .rst, .ack]) == .ack,
      last.input == frame.input, !SelectiveAcknowledgement.mayHaveBlocks(segment, bytes)
    else { return nil }
    let moved =
      side == .first
      ? Self.advance(segment, bytes, frame, own: &first, peer: &second, &context)
      : Self.advance(segment, bytes, frame, own: &second, peer: &first, &context)
    guard let moved else { return nil }
    last.number = frame.number
    last.time = frame.time
    return moved
  }

  /// Moves both directions on.
  ///
  /// - Returns: The position that is acknowledged, and that of the data; `nil`, and nothing moved,
  ///   where the segment is not plain.
  @inline(always)
  private static func advance(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, own: inout HalfStream,
    peer: inout HalfStream, _ context: inout StreamContext
  ) -> (acknowledging: Int, offset: Int)? {
    let acknowledging = peer.position(of: segment.acknowledgement)
    let length = segment.payloadLength
    let offset = own.next
    guard acknowledging <= peer.next, segment.window >= own.leastWindow,
      peer.pause.position != peer.next
    else { return nil }
    if length > 0 {
      guard own.position(of: segment.sequence) == offset, own.pause.position != offset else {
        return nil
      }
      if context.limits.comparesRepeats, length == segment.payload.count {
        own.told.add(offset, bytes.extracting(segment.payload))
      }
      own.advance(by: length)
      own.input = frame.input
    }
    own.packets &+= 1
    if length > 0 || acknowledging > peer.acknowledged {
      // What is new is no copy.
      own.recent.remember(segment, at: frame.time)
    } else if own.recent.isRepeated(segment, at: frame.time) {
      context.statistics.noteRepeated(frame)
    }
    peer.noteAcknowledged(acknowledging)
    return (acknowledging, offset)
  }
}

extension StreamData {
  /// The data of a segment that simply came next, at a position.
  @inline(__always)
  init(
    _ segment: Segment, from side: Side, at offset: Int, _ acknowledging: Int, _ frame: Frame
  ) {
    self.init(
      side: side, offset: offset, cut: segment.payloadLength &- segment.payload.count,
      beginsSegment: true, sequence: segment.sequence, acknowledging: acknowledging,
      acknowledgement: segment.acknowledgement, frame: frame)
  }
}
