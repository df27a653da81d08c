public import Packets

/// Puts the segments of all connections in order: sans-IO, one verb.
///
/// What it finds it tells a `StreamConsumer`. Connections are numbered as Wireshark numbers its
/// conversations (`tcp.stream`): a SYN begins another when its sequence number is not the one that
/// its direction began with, or after a FIN or RST. Source: RFC 9293.
public struct Reassembler {
  var table: FlowTable
  var connections: [Connection] = []
  var isLive: [Bool] = []
  var free: [Int] = []
  /// Connections that are done, in the order of that, some of them let go since.
  var lingering: [Lingering] = []
  var lingeringHead = 0
  var context: StreamContext
  /// The slot that was looked at last for being idle.
  var hand = 0
  /// Wireshark's conversations in each input.
  private var streams: [Int] = []
  var clock = RecordClock()
  /// How far the record has come, by the times of its segments; a single one far ahead is not believed.
  public var now: Timestamp { clock.now }
  /// Of connections that are done, by slot, the clock at the last packet.
  var doneAt: [Timestamp] = []
  /// `nil` where it takes all connections.
  let share: FlowShare?
  /// What is noted for shares to be joined; nothing where it takes all connections.
  public internal(set) var notes = ShareNotes()
  /// The connection of the last segment, as most come in rows.
  var latest = Latest()
  /// Data that are to be told together; of them only those count that were put there last.
  var row = ContiguousArray(repeating: PlacedData.nothing, count: rowCapacity)
  /// `slot` is -1 where there is none.
  struct Latest {
    var first = FlowKey.none.low
    var second = FlowKey.none.low
    var slot = -1
  }

  struct Lingering {
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
    connections.reserveCapacity(min(limits.connections, StreamLimits.connectionsWithRoom))
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
    clock.note(frame.time)
    if let share {
      let isOwn = share.holds(FlowKey(segment))
      notes.note(frame, isOwn: isOwn)
      guard isOwn else { return }
    }
    if let (known, side) = known(segment),
      connections[known].receivePlain(segment, bytes, frame, from: side, &context, &consumer)
    {
      if share != nil { notes.note(context.statistics) }
      return
    }
    receiveOther(segment, bytes, frame, &consumer)
    if share != nil { notes.note(context.statistics) }
  }

  /// Takes a segment that does not simply go on with a known connection.
  @inline(never)
  mutating func receiveOther(
    _ segment: Segment, _ bytes: RawSpan, _ frame: Frame, _ consumer: inout some StreamConsumer
  ) {
    let key = FlowKey(segment)
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

  /// The connection of a segment, if it is known, and which end sent it.
  @inline(__always)
  private mutating func known(_ segment: Segment) -> (slot: Int, side: Side)? {
    if latest.slot >= 0 {
      if segment.source == latest.first, segment.destination == latest.second {
        return (latest.slot, .first)
      }
      if segment.source == latest.second, segment.destination == latest.first {
        return (latest.slot, .second)
      }
    }
    return find(segment)
  }

  @inline(never)
  private mutating func find(_ segment: Segment) -> (slot: Int, side: Side)? {
    let key = FlowKey(segment)
    guard case .slot(let slot, let index) = table.find(key) else { return nil }
    let isFirst = key.isFromLow == table.isFirstLow(index)
    latest = Latest(
      first: isFirst ? segment.source : segment.destination,
      second: isFirst ? segment.destination : segment.source, slot: slot)
    return (slot, isFirst ? .first : .second)
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
    table.hints.remember(segment, slot)
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
}
