import Packets

/// Which connections are let go, and when.
extension Reassembler {
  /// Lets go of connections that are done and of which nothing came for long enough.
  mutating func letGoOfDone(_ consumer: inout some StreamConsumer) {
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
  mutating func letGoOfIdle(
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

  mutating func endConnection(
    _ slot: Int, _ reason: ConnectionEnd, _ consumer: inout some StreamConsumer
  ) {
    connections[slot].end(reason, &context, &consumer)
    if latest.slot == slot { latest.slot = -1 }
    table.release(
      connections[slot].key, stream: connections[slot].stream, evicted: reason == .evicted)
    isLive[slot] = false
    free.append(slot)
  }
}
