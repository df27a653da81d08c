public import Packets

/// The straight way of packets as most are: a segment of IPv4 in an Ethernet frame that simply goes
/// on with a known connection, or comes while something of it is missing.
///
/// What `receive` would do with it is done in one loop, in which no segment is made of what goes on.
extension Reassembler {
  /// Takes packets that lie together, up to the first that is not such a one.
  ///
  /// - Parameters:
  ///   - packets: What the capture says of them, and where they lie; their times do not go back.
  ///   - first: The first that is to be taken.
  ///   - block: The bytes in which they lie, lent for the call.
  ///   - input: The input of the record from which they come.
  ///   - consumer: Who is told.
  /// - Returns: The first that was not taken, with which nothing was done.
  public mutating func receivePlain(
    _ packets: Span<PlacedPacket>, from first: Int, _ block: RawSpan, input: Int,
    into consumer: inout some StreamConsumer
  ) -> Int {
    Self.receivePlain(
      packets, from: first, block, input, share, &connections, &table, &clock, &context, &notes,
      &consumer)
  }

  // As a subscript calls for each packet what the buffer itself does not.
  private static func receivePlain(
    _ packets: Span<PlacedPacket>, from first: Int, _ block: RawSpan, _ input: Int,
    _ share: FlowShare?, _ connections: inout [Connection], _ table: inout FlowTable,
    _ clock: inout RecordClock, _ context: inout StreamContext, _ notes: inout ShareNotes,
    _ consumer: inout some StreamConsumer
  ) -> Int {
    connections.withUnsafeMutableBufferPointer { connections in
      var next = first
      while next < packets.count {
        let packet = packets[next]
        guard packet.record.droppedBefore == 0,
          let segment = PacketDecoder.usual(
            block, at: packet.start, captured: packet.record.capturedLength,
            linkType: packet.record.linkType)
        else { break }
        let key = FlowHints.Key(block, at: packet.start &+ 14)
        var target = table.hints.find(key)
        if target == .unknown {
          target = table.look(for: key, share)
          if target == .unknown { break }
        }
        let frame = Frame(input: input, number: packet.record.number, time: packet.record.time)
        if target != .foreign {
          precondition(target.slot < connections.count)
          if let moved = connections[target.slot].goOn(
            segment, block, frame, from: target.side, &context)
          {
            if segment.payloadLength > 0 {
              let data = StreamData(
                segment, from: target.side, at: moved.offset, moved.acknowledging, frame)
              consumer.receive(target.slot, block.extracting(unchecked: segment.payload), data)
            }
          } else if !Self.receiveOrderly(
            packet, block, frame, target, connections, &context, &consumer)
          {
            break
          }
        }
        if share != nil {
          notes.note(frame, isOwn: target != .foreign)
          if target != .foreign { notes.note(context.statistics) }
        }
        next &+= 1
      }
      if next > first { clock.note(packets, in: first..<next) }
      return next
    }
  }

  /// Takes a packet that does not simply go on with its connection.
  ///
  /// Its segment is made once more: were that of the loop to be kept until here, each packet would
  /// cost a few instructions more.
  ///
  /// - Returns: whether it was taken; else nothing has changed.
  @inline(never)
  private static func receiveOrderly(
    _ packet: PlacedPacket, _ block: RawSpan, _ frame: Frame, _ target: FlowHints.Target,
    _ connections: UnsafeMutableBufferPointer<Connection>, _ context: inout StreamContext,
    _ consumer: inout some StreamConsumer
  ) -> Bool {
    let segment = PacketDecoder.usual(
      block, at: packet.start, captured: packet.record.capturedLength,
      linkType: packet.record.linkType)
    guard let segment else { return false }
    return connections[target.slot].receiveOrderly(
      segment, block, frame, from: target.side, &context, &consumer)
  }
}

extension RecordClock {
  /// Takes the times of packets, which do not go back.
  fileprivate mutating func note(_ packets: Span<PlacedPacket>, in range: Range<Int>) {
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
  @inline(never)
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
