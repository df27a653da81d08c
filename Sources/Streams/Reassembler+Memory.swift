import Packets

/// What is held, in bytes of memory, and less of it when asked.
extension Reassembler {
  /// About the bytes of memory that reassembly takes, its consumer's not counted.
  public var footprint: Int {
    var bytes = table.footprint + context.held + context.spares.footprint
    bytes += connections.count * MemoryLayout<Connection>.stride
    for slot in connections.indices { bytes += footprint(ofSlot: slot) }
    return bytes
  }

  private func footprint(ofSlot slot: Int) -> Int {
    connections[slot].first.told.footprint + connections[slot].second.told.footprint
  }

  /// Lets go of connections, those that are idle longest first, until enough is freed.
  ///
  /// - Parameters:
  ///   - bytes: How much is to be freed.
  ///   - share: The bytes of memory that the consumer frees with the connection in a slot.
  ///   - consumer: Who is told.
  public mutating func letGo<Consumer: StreamConsumer>(
    toFree bytes: Int, _ share: (Consumer, Int) -> Int, into consumer: inout Consumer
  ) {
    context.spares = SpareBytes()
    let open = connections.indices.filter { isLive[$0] }
      .sorted { connections[$0].last.time < connections[$1].last.time }
    var freed = 0
    for slot in open where freed < bytes {
      freed += footprint(ofSlot: slot) + share(consumer, slot)
      let isDone = connections[slot].isDone
      if !isDone { context.statistics.memoryLimitReached += 1 }
      endConnection(slot, isDone ? .closed : .evicted, &consumer)
      // The slot stays, for another.
      connections[slot].first.told = ToldSegments()
      connections[slot].second.told = ToldSegments()
    }
  }
}
