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
  private var lingering: [Lingering] = []
  private var lingeringHead = 0
  private var context: StreamContext
  /// The slot that was looked at last for being idle.
  private var hand = 0
  /// Wireshark's conversations in each input.
  private var streams: [Int] = []
  private var clock = RecordClock()
  /// Of connections that are done, by slot, the clock at the last packet.
  private var doneAt: [Timestamp] = []
  /// `nil` where it takes all connections.
  private let share: FlowShare?
  /// What is noted for shares to be joined; nothing where it takes all connections.
  public private(set) var notes = ShareNotes()

  private struct Lingering {
    var slot: Int
    var number: Int
    /// The clock at a packet of it, perhaps not the last.
    var since: Timestamp
  }

  /// A reassembler of no connection.
  ///
  /// - Parameters:
  ///   - limits: The bounds to keep.
  ///   - share: The connections that it takes; `nil`: all. Those of a share are numbered by
  ///     themselves, until `JoinedShares` tells their numbers in the record.
  ///   - seed: Of the hash of the table of connections; no result depends on it.
  public init(
    limits: StreamLimits = StreamLimits(), share: FlowShare? = nil,
    seed: UInt64 = .random(in: .min ... .max)
  ) {
    self.share = share
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
    clock.note(frame.time)
    if let share {
      let isOwn = share.holds(key)
      notes.note(frame, isOwn: isOwn)
      guard isOwn else { return }
    }
    let slot: Int
    var side = Side.first
    switch find(key, &consumer) {
    case .slot(let known, let index):
      side = key.isFromLow == table.isFirstLow(index) ? .first : .second
      if segment.flags.contains(.syn), let stream = newStream(segment, known, side, frame) {
        endConnection(known, .closed, &consumer)
        slot = begin(key, segment, stream, frame, at: index, &consumer)
        side = .first
      } else {
        slot = known
      }
    case .released(let stream, let wasEvicted, let index):
      // What was let go while it was open goes on, as if it began in midstream.
      guard segment.flags.contains(.syn) || (wasEvicted && segment.payloadLength > 1) else {
        context.statistics.packetsAfterEnd += 1
        return
      }
      let isAnother = segment.flags.contains(.syn) && !segment.flags.contains(.ack)
      slot = begin(key, segment, isAnother ? nil : stream, frame, at: index, &consumer)
    case .nothing(let index):
      slot = begin(key, segment, nil, frame, at: index, &consumer)
    }
    if connections[slot].last.input != frame.input { number(slot, in: frame.input) }
    noteBases(segment, slot, side)
    let wasDone = connections[slot].isDone
    connections[slot].receive(segment, bytes, frame, from: side, &context, &consumer)
    if connections[slot].isDone { noteDone(slot, wasDone) }
    if share != nil { notes.note(context.statistics) }
  }

  /// Finds a connection; one that is done and has lingered long enough is let go first, whenever
  /// others make room.
  @inline(__always)
  private mutating func find(
    _ key: FlowKey, _ consumer: inout some StreamConsumer
  ) -> FlowTable.Found {
    let found = table.find(key)
    guard case .slot(let slot, _) = found, connections[slot].isDone,
      clock.now.since(doneAt[slot]) >= context.limits.timeToLinger
    else { return found }
    endConnection(slot, .closed, &consumer)
    return table.find(key)
  }

  private mutating func noteDone(_ slot: Int, _ wasDone: Bool) {
    while doneAt.count <= slot { doneAt.append(clock.now) }
    doneAt[slot] = clock.now
    if !wasDone {
      lingering.append(Lingering(slot: slot, number: connections[slot].number, since: clock.now))
    }
  }

  /// Tells all that is left: the capture is over.
  public mutating func finish(into consumer: inout some StreamConsumer) {
    let open = connections.indices.filter { isLive[$0] }
      .sorted { connections[$0].number < connections[$1].number }
    for slot in open {
      endConnection(
        slot, connections[slot].isDone ? .closed : .captureEnded, &consumer)
    }
  }

  /// Whether a SYN on a known connection begins another, and which stream that is then.
  ///
  /// - Returns: `nil` when it begins none; a stream of `nil` when Wireshark gives it a new number.
  private func newStream(
    _ segment: Segment, _ slot: Int, _ side: Side, _ frame: Frame
  ) -> Int?? {
    let own = connections[slot][side]
    if segment.flags.contains(.ack) {
      // To Wireshark never. But what follows cannot be placed behind what was told.
      let isOther =
        own.isKnown && !(own.isUntouched && own.fin == .max) && segment.sequence &+ 1 != own.base
      return isOther ? .some(connections[slot].stream) : nil
    }
    guard let base = own.conversationBase else { return nil }
    return base != segment.sequence || connections[slot].sawEnd ? .some(nil) : nil
  }

  /// Gives a connection its number in a further input, as Wireshark reads each file by itself.
  private mutating func number(_ slot: Int, in input: Int) {
    let bit = Self.bit(input)
    guard connections[slot].inputs & bit == 0 else { return }
    connections[slot].inputs |= bit
    _ = takeStream(in: input)
  }

  private static func bit(_ input: Int) -> UInt64 { 1 << UInt64(min(max(input, 0), 63)) }

  private mutating func takeStream(in input: Int) -> Int {
    if share != nil { return notes.takeStream(in: input) }
    while streams.count <= input { streams.append(0) }
    streams[input] += 1
    return streams[input] - 1
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
    _ key: FlowKey, _ segment: Segment, _ stream: Int?, _ frame: Frame, at index: Int,
    _ consumer: inout some StreamConsumer
  ) -> Int {
    letGoOfDone(&consumer)
    letGoOfIdle(before: frame.time, &consumer)
    context.statistics.connections += 1
    let slot = free.popLast() ?? connections.count
    let connection = Connection(
      key: key, number: context.statistics.connections, slot: slot,
      stream: stream ?? takeStream(in: frame.input), frame: frame, flags: segment.flags,
      inputs: Self.bit(frame.input))
    if slot == connections.count {
      connections.append(connection)
      isLive.append(true)
    } else {
      connections[slot] = connection
      isLive[slot] = true
    }
    // The table may have changed when others were let go, but it never moves an entry then.
    table.set(key, slot: slot, at: index)
    if table.forget(beyond: context.limits.endpointsKept) {
      context.statistics.endpointLimitReached += 1
    }
    if share != nil {
      notes.begin(open: connections.count - free.count, endpoints: table.count)
    }
    consumer.begin(
      slot,
      ConnectionStart(
        number: connection.number, stream: connection.stream, first: segment.source,
        second: segment.destination, frame: frame, flags: segment.flags))
    return slot
  }

  /// Lets go of connections that are done and of which nothing came for long enough.
  private mutating func letGoOfDone(_ consumer: inout some StreamConsumer) {
    // A share keeps them for so long that one reassembler for all would not have more open.
    let time = context.limits.timeToLinger * (share == nil ? 1 : 2)
    while lingeringHead < lingering.count {
      let entry = lingering[lingeringHead]
      if isLive[entry.slot], connections[entry.slot].number == entry.number {
        let last = doneAt[entry.slot]
        if clock.now.since(entry.since) < time { break }
        if clock.now.since(last) >= time {
          endConnection(entry.slot, .closed, &consumer)
        } else {
          lingering.append(Lingering(slot: entry.slot, number: entry.number, since: last))
        }
      }
      lingeringHead += 1
    }
    if lingeringHead > 1024, lingeringHead * 2 > lingering.count {
      lingering.removeFirst(lingeringHead)
      lingeringHead = 0
    }
  }

  /// Lets go of an open connection when there are too many, or of one that is idle for too long.
  ///
  /// The hand goes round over all; of the few that it passes the one that is idle longest goes.
  private mutating func letGoOfIdle(
    before now: Timestamp, _ consumer: inout some StreamConsumer
  ) {
    let open = connections.count - free.count
    guard open > min(context.limits.idleConnections, context.limits.connections - 1) else { return }
    let isFull = open >= context.limits.connections
    var oldest: Int?
    for _ in 0..<(isFull ? 64 : 2) {
      hand = hand + 1 < connections.count ? hand + 1 : 0
      guard isLive[hand] else { continue }
      if let known = oldest, connections[known].last.time <= connections[hand].last.time {
        continue
      }
      oldest = hand
    }
    guard let oldest else { return }
    let isIdle = now.since(connections[oldest].last.time) >= context.limits.timeToIdle
    guard isFull || isIdle else { return }
    if isIdle {
      context.statistics.idleConnectionsLetGo += 1
    } else {
      context.statistics.connectionLimitReached += 1
    }
    endConnection(oldest, connections[oldest].isDone ? .closed : .evicted, &consumer)
  }

  private mutating func endConnection(
    _ slot: Int, _ reason: ConnectionEnd, _ consumer: inout some StreamConsumer
  ) {
    connections[slot].end(reason, &context, &consumer)
    table.release(
      connections[slot].key, stream: connections[slot].stream, evicted: reason == .evicted)
    isLive[slot] = false
    free.append(slot)
  }
}
