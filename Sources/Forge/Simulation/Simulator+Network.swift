import Packets

extension Simulator {
  /// How long a packet waits at most for others that are to overtake it.
  private static let patience: Int64 = 10_000_000

  /// Lets `segment` meet its fate, then go its way.
  func transmit(_ segment: TravellingSegment, isNew: Bool) {
    let index = segment.sender.index
    let packet = hosts[index].packetsSent
    let data = isNew && !segment.data.isEmpty ? hosts[index].dataSegmentsSent : nil
    hosts[index].packetsSent += 1
    if data != nil { hosts[index].dataSegmentsSent += 1 }
    var segment = segment
    var places = 0
    for (number, rule) in connection.faults.enumerated() where rule.sender == segment.sender {
      guard
        rule.target.hits(
          packet: packet, data: data, hasData: !segment.data.isEmpty, &generators[number])
      else { continue }
      switch rule.fault {
      case .missed: segment.isHidden = true
      case .lost(let seen):
        segment.isLost = true
        segment.isHidden = segment.isHidden || !seen
      case .delayed(let count): places = count
      case .recordedLate(let count): segment.recordedLate = count
      case .duplicated: segment.isDuplicated = true
      case .repeated(let shift, let count, let after):
        if isNew { planCopy(of: segment, shift: shift, count: count, after: after) }
      case .cut(let length): segment.cut = length
      case .wrongChecksum: segment.hasWrongChecksum = true
      }
    }
    if places > 0 {
      paths[index].held.append((segment, places, now + Self.patience))
      queue.add(.release(segment.sender), at: now + Self.patience)
    } else {
      depart(segment)
    }
  }

  private func planCopy(of segment: TravellingSegment, shift: Int, count: Int?, after: Int) {
    let data = segment.data
    let start = UInt64(max(0, Int64(data.lowerBound) + Int64(shift))) + 1
    let end = start + UInt64(count ?? data.count)
    paths[segment.sender.index].copies.append((start..<end, after + 1, now + Self.patience))
    queue.add(.release(segment.sender), at: now + Self.patience)
  }

  private func depart(_ segment: TravellingSegment) {
    let index = segment.sender.index
    var segment = segment
    segment.time = max(now, hosts[index].lastDeparture &+ 1000)
    hosts[index].lastDeparture = segment.time
    if connection.vantage == segment.sender { capture(segment) }
    paths[index].append(segment)
    queue.add(.arrival(from: segment.sender), at: segment.time + timing.roundTrip / 2)
    if !paths[index].held.isEmpty || !paths[index].copies.isEmpty { countPlace(segment.sender) }
  }

  /// One more packet has gone before those that wait.
  private func countPlace(_ peer: Peer) {
    for i in paths[peer.index].held.indices { paths[peer.index].held[i].places -= 1 }
    for i in paths[peer.index].copies.indices { paths[peer.index].copies[i].places -= 1 }
    releaseHeld(peer)
  }

  /// Lets go what has been overtaken often enough or has waited too long.
  func releaseHeld(_ peer: Peer) {
    let index = peer.index
    while let i = paths[index].held.firstIndex(where: { $0.places <= 0 || $0.until <= now }) {
      depart(paths[index].held.remove(at: i).segment)
    }
    while let i = paths[index].copies.firstIndex(where: { $0.places <= 0 || $0.until <= now }) {
      let positions = paths[index].copies.remove(at: i).positions
      let end = min(positions.upperBound, hosts[index].next, hosts[index].queued)
      if positions.lowerBound < end, !hosts[index].isClosed {
        send(positions.lowerBound..<end, from: peer, isNew: false)
      }
    }
  }

  /// Puts `segment` where the capture's packets are, unless the capture does not see it.
  func capture(_ segment: TravellingSegment) {
    if segment.isHidden { return }
    if segment.recordedLate > 0 {
      late.append((segment, segment.recordedLate))
      return
    }
    record(segment)
    if late.isEmpty { return }
    for i in late.indices { late[i].places -= 1 }
    while let i = late.firstIndex(where: { $0.places <= 0 }) { record(late.remove(at: i).segment) }
  }

  /// Records what still waits to be recorded late.
  func flushLate() {
    for (segment, _) in late { record(segment) }
    late = []
  }

  private func record(_ segment: TravellingSegment) {
    var segment = segment
    let arrives = connection.vantage == segment.sender ? 0 : timing.roundTrip / 2
    lastCapture = max(lastCapture, segment.time + arrives)
    segment.time = lastCapture
    for _ in 0..<(segment.isDuplicated ? 2 : 1) {
      if connection.kept?.contains(capturedCount) ?? true { captured.append(segment) }
      capturedCount += 1
    }
  }
}
