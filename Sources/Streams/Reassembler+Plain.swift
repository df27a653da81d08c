public import Packets

/// The straight way of packets as most are: a segment of IPv4 in an Ethernet frame.
///
/// What `receive` would do with those that simply go on with a known connection is done in one loop
/// that calls nothing, in which no segment is made; what they carry is told together behind it.
extension Reassembler {
  /// How many data are told together, at most.
  static let rowCapacity = 128

  /// Takes packets that lie together, up to the first that is no such segment.
  ///
  /// - Parameters:
  ///   - packets: What the capture says of them, and where they lie; their times do not go back.
  ///   - first: The first that is to be taken.
  ///   - block: The bytes in which they lie, lent for the call.
  ///   - input: The input of the record from which they come.
  ///   - consumer: Who is told.
  /// - Returns: The first that is no such segment, with which nothing was done.
  public mutating func receivePlain(
    _ packets: Span<PlacedPacket>, from first: Int, _ block: RawSpan, input: Int,
    into consumer: inout some StreamConsumer
  ) -> Int {
    var next = first
    var timed = first
    loop: while next < packets.count {
      let start = next
      let (end, count) = goOn(packets, from: start, block, input)
      next = end
      if count > 0 { consumer.receive(row.span.extracting(0..<count), block, input: input) }
      if share != nil { notes.note(packets, in: start..<next, input) }
      guard next < packets.count else { break }
      clock.note(packets, in: timed..<next)
      timed = next
      switch receiveOther(packets[next], block, input, &consumer) {
      case .taken:
        next &+= 1
        timed = next
      case .looked: continue
      case .left: break loop
      }
    }
    clock.note(packets, in: timed..<next)
    return next
  }

  /// Moves on by packets, up to the first that does not simply go on with its connection.
  ///
  /// - Returns: That packet, and how many data are in `row` to be told.
  private mutating func goOn(
    _ packets: Span<PlacedPacket>, from first: Int, _ block: RawSpan, _ input: Int
  ) -> (next: Int, count: Int) {
    let comparesRepeats = context.limits.comparesRepeats
    return table.hints.withTable { hints in
      connections.withUnsafeMutableBufferPointer { connections in
        row.withUnsafeMutableBufferPointer { row in
          Self.goOn(packets, from: first, block, input, comparesRepeats, hints, connections, row)
        }
      }
    }
  }

  private static func goOn(
    _ packets: Span<PlacedPacket>, from first: Int, _ block: RawSpan, _ input: Int,
    _ comparesRepeats: Bool, _ hints: FlowHints.Table,
    _ connections: UnsafeMutableBufferPointer<Connection>,
    _ row: UnsafeMutableBufferPointer<PlacedData>
  ) -> (next: Int, count: Int) {
    let end = min(packets.count, first &+ row.count)
    guard let connection = connections.baseAddress, let data = row.baseAddress, first >= 0 else {
      return (first, 0)
    }
    var next = first
    var count = 0
    while next < end {
      let packet = packets[unchecked: next]
      guard packet.record.droppedBefore == 0,
        let segment = PacketDecoder.usual(
          block, at: packet.start, captured: packet.record.capturedLength,
          linkType: packet.record.linkType)
      else { break }
      let target = hints.find(FlowHints.Key(block, at: packet.start &+ 14))
      guard target.slot < connections.count else {
        if target != .foreign { break }
        next &+= 1
        continue
      }
      guard
        let moved = connection[target.slot].goOn(
          segment, block, packet.record.number, packet.record.time, input, from: target.side,
          comparesRepeats: comparesRepeats)
      else { break }
      if segment.payloadLength > 0 {
        data[count] = PlacedData(
          segment, slot: target.slot, target.side, at: moved.offset, moved.acknowledging,
          packet.record)
        count &+= 1
      }
      next &+= 1
    }
    return (next, count)
  }

  /// What became of a packet that does not simply go on with a known connection.
  private enum Other {
    /// It was taken.
    case taken
    /// Nothing was done with it, but now it is known where it goes.
    case looked
    /// It is another kind of packet; nothing was done with it.
    case left
  }

  @inline(never)
  private mutating func receiveOther(
    _ packet: PlacedPacket, _ block: RawSpan, _ input: Int, _ consumer: inout some StreamConsumer
  ) -> Other {
    guard packet.record.droppedBefore == 0,
      let segment = PacketDecoder.usual(
        block, at: packet.start, captured: packet.record.capturedLength,
        linkType: packet.record.linkType)
    else { return .left }
    let key = FlowHints.Key(block, at: packet.start &+ 14)
    let target = table.hints.find(key)
    if target == .unknown, table.look(for: key, share) != .unknown { return .looked }
    let frame = Frame(input: input, number: packet.record.number, time: packet.record.time)
    clock.note(frame.time)
    if share != nil { notes.note(frame, isOwn: true) }
    let isOrderly =
      target != .unknown
      && connections[target.slot].receiveOrderly(
        segment, block, frame, from: target.side, &context, &consumer)
    if !isOrderly { receiveOther(segment, block, frame, &consumer) }
    if share != nil { notes.note(context.statistics) }
    return .taken
  }
}

extension RecordClock {
  /// Takes the times of packets, which do not go back.
  fileprivate mutating func note(_ packets: Span<PlacedPacket>, in range: Range<Int>) {
    guard !range.isEmpty else { return }
    let last = packets[range.upperBound - 1].record.time
    if isNear(last) {
      note(last)
    } else {
      for place in range { note(packets[place].record.time) }
    }
  }
}

extension FlowTable {
  /// Where a segment goes of which nothing is remembered; `unknown` where it begins a connection.
  fileprivate mutating func look(
    for key: FlowHints.Key, _ share: FlowShare?
  ) -> FlowHints.Target {
    let ends = FlowKey(from: key.ends.source, to: key.ends.destination)
    var target = FlowHints.Target.unknown
    if let share, !share.holds(ends) {
      target = .foreign
    } else if case .slot(let slot, let index) = find(ends) {
      target = FlowHints.Target(slot: slot, ends.isFromLow == isFirstLow(index) ? .first : .second)
    }
    if target != .unknown { hints.remember(key, target) }
    return target
  }
}
