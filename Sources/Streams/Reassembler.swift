public import Packets

/// Puts the segments of all connections in order: sans-IO, one verb.
///
/// What it finds it tells a `StreamConsumer`. Connections are numbered as Wireshark numbers its
/// conversations (`tcp.stream`): a SYN begins another when its sequence number is not the one that
/// its direction began with, or after a FIN or RST. Source: RFC 9293.
public struct Reassembler {
  private var table: FlowTable
  private var connections: [Connection] = []
  private var isLive: [Bool] = []
  private var free: [Int] = []
  /// Connections that are done, in the order of that, some of them let go since.
  private var lingering: [(slot: Int, number: Int)] = []
  private var lingeringHead = 0
  private var context: StreamContext
  /// Conversations begun in each input.
  private var streams: [Int] = []

  /// A reassembler of no connection.
  ///
  /// - Parameters:
  ///   - limits: The bounds to keep.
  ///   - seed: Of the hash of the table of connections; no result depends on it.
  public init(limits: StreamLimits = StreamLimits(), seed: UInt64 = .random(in: .min ... .max)) {
    table = FlowTable(seed: seed)
    context = StreamContext(limits: limits)
  }

  /// What was met so far.
  public var statistics: StreamStatistics { context.statistics }

  /// Takes the next segment of the capture.
  ///
  /// - Parameters:
  ///   - segment: Its values; its payload is a range of `bytes`.
  ///   - bytes: The packet's captured bytes, lent for the call.
  ///   - frame: Where it was seen.
  ///   - consumer: Who is told.
  public mutating func receive(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame,
    into consumer: inout some StreamConsumer
  ) {
    let key = FlowKey(segment)
    let slot: Int
    let side: Side
    switch table.find(key) {
    case .slot(let known, let index) where known >= 0:
      let isFirst = key.isFromLow == table.isFirstLow(index)
      if segment.flags.contains(.syn), beginsAnother(segment, known, isFirst ? .first : .second) {
        endConnection(known, .closed, &consumer)
        slot = begin(key, segment, frame, at: index, &consumer)
        side = .first
      } else {
        slot = known
        side = isFirst ? .first : .second
      }
    case .slot(_, let index):
      // A late packet of a connection that was let go; only a SYN begins another.
      guard segment.flags.contains(.syn) else {
        context.statistics.packetsAfterEnd += 1
        return
      }
      slot = begin(key, segment, frame, at: index, &consumer)
      side = .first
    case .nothing(let index):
      slot = begin(key, segment, frame, at: index, &consumer)
      side = .first
    }
    noteBases(segment, slot, side)
    let wasDone = connections[slot].doneSince != nil
    connections[slot].receive(segment, bytes, frame, from: side, &context, &consumer)
    if !wasDone, connections[slot].doneSince != nil {
      lingering.append((slot, connections[slot].number))
    }
  }

  /// Tells all that is left: the capture is over.
  public mutating func finish(into consumer: inout some StreamConsumer) {
    let open = connections.indices.filter { isLive[$0] }
      .sorted { connections[$0].number < connections[$1].number }
    for slot in open {
      endConnection(
        slot, connections[slot].doneSince == nil ? .captureEnded : .closed, &consumer)
    }
  }

  /// Whether a SYN on a known connection begins another, as Wireshark tells it.
  private func beginsAnother(_ segment: Segment, _ slot: Int, _ side: Side) -> Bool {
    guard !segment.flags.contains(.ack) else { return false }
    let connection = connections[slot]
    let own = side == .first ? connection.first : connection.second
    guard let base = own.conversationBase else { return false }
    return base != segment.sequence || connection.sawEnd
  }

  /// Remembers with which sequence number each direction of a conversation began.
  @inline(__always)
  private mutating func noteBases(_ segment: Segment, _ slot: Int, _ side: Side) {
    guard !connections[slot].knowsBases else { return }
    let isOpening = segment.flags.contains(.syn)
    let own = isOpening ? segment.sequence : segment.sequence &- 1
    let peer = segment.acknowledgement &- 1
    let tellsPeer = segment.flags.contains(.ack)
    switch side {
    case .first:
      if connections[slot].first.conversationBase == nil {
        connections[slot].first.conversationBase = own
      }
      if tellsPeer, connections[slot].second.conversationBase == nil {
        connections[slot].second.conversationBase = peer
      }
    case .second:
      if connections[slot].second.conversationBase == nil {
        connections[slot].second.conversationBase = own
      }
      if tellsPeer, connections[slot].first.conversationBase == nil {
        connections[slot].first.conversationBase = peer
      }
    }
  }

  private mutating func begin(
    _ key: FlowKey, _ segment: Segment, _ frame: Frame, at index: Int,
    _ consumer: inout some StreamConsumer
  ) -> Int {
    letGoOfDone(before: frame.time, &consumer)
    while streams.count <= frame.input { streams.append(0) }
    context.statistics.connections += 1
    let slot = free.popLast() ?? connections.count
    let connection = Connection(
      key: key, number: context.statistics.connections, slot: slot, frame: frame)
    if slot == connections.count {
      connections.append(connection)
      isLive.append(true)
    } else {
      connections[slot] = connection
      isLive[slot] = true
    }
    // The table may have changed when others were let go, but it never moves an entry then.
    table.set(key, slot: slot, at: index)
    consumer.begin(
      slot,
      ConnectionStart(
        number: connection.number, stream: streams[frame.input], first: segment.source,
        second: segment.destination, frame: frame, flags: segment.flags))
    streams[frame.input] += 1
    return slot
  }

  /// Lets go of connections that have been done for long enough.
  private mutating func letGoOfDone(
    before now: Timestamp, _ consumer: inout some StreamConsumer
  ) {
    while lingeringHead < lingering.count {
      let (slot, number) = lingering[lingeringHead]
      if isLive[slot], connections[slot].number == number {
        guard let since = connections[slot].doneSince,
          now.since(since) >= context.limits.timeToLinger
        else { break }
        endConnection(slot, .closed, &consumer)
      }
      lingeringHead += 1
    }
    if lingeringHead > 1024, lingeringHead * 2 > lingering.count {
      lingering.removeFirst(lingeringHead)
      lingeringHead = 0
    }
  }

  private mutating func endConnection(
    _ slot: Int, _ reason: ConnectionEnd, _ consumer: inout some StreamConsumer
  ) {
    connections[slot].end(reason, &context, &consumer)
    table.release(connections[slot].key)
    isLive[slot] = false
    free.append(slot)
  }
}
