import Packets

extension Simulator {
  /// Has `peer` send what it may send now, and come back when it may send more.
  func pump(_ peer: Peer) {
    while hosts[peer.index].hasNew(flight: connection.flight) {
      if now < hosts[peer.index].sendsAgainAt {
        if !hosts[peer.index].isPumpScheduled {
          hosts[peer.index].isPumpScheduled = true
          queue.add(.sending(peer), at: hosts[peer.index].sendsAgainAt)
        }
        return
      }
      let positions = hosts[peer.index].segment(at: hosts[peer.index].next)
      if hosts[peer.index].unacknowledged == hosts[peer.index].next { startTimer(peer) }
      hosts[peer.index].next = positions.upperBound
      hosts[peer.index].sendsAgainAt = now + timing.segmentInterval
      send(positions, from: peer, isNew: true)
    }
  }

  /// Sends the segment with the given positions.
  func send(_ positions: Range<UInt64>, from peer: Peer, isNew: Bool) {
    let host = hosts[peer.index]
    var flags: TCPFlags = []
    if positions.contains(0) { flags.insert(.syn) }
    if host.isFinishing, positions.contains(host.queued) { flags.insert(.fin) }
    var segment = segment(positions, flags, from: peer)
    if !segment.data.isEmpty, segment.data.upperBound + 1 == host.queued {
      segment.flags.insert(.psh)
    }
    truth[peer].sent = max(truth[peer].sent, segment.data.upperBound)
    transmit(segment, isNew: isNew)
  }

  /// Sends an acknowledgement without data.
  func acknowledge(_ peer: Peer) {
    let next = hosts[peer.index].next
    if next > 0 { transmit(segment(next..<next, [], from: peer), isNew: false) }
  }

  /// Sends a keep-alive probe.
  ///
  /// Source: RFC 9293 §3.8.4.
  func probe(_ peer: Peer) {
    let before = max(1, hosts[peer.index].next) - 1
    var segment = segment(before..<before, [], from: peer)
    segment.isProbe = true
    if !hosts[peer.index].isClosed { transmit(segment, isNew: false) }
  }

  /// Has `peer` abort the connection.
  func reset(_ peer: Peer) {
    if hosts[peer.index].isClosed { return }
    let next = hosts[peer.index].next
    transmit(segment(next..<next, .rst, from: peer), isNew: false)
    hosts[peer.index].isClosed = true
  }

  /// Sends again the first segment that is not acknowledged.
  func retransmit(_ peer: Peer) {
    let host = hosts[peer.index]
    let positions = host.segment(at: host.unacknowledged)
    startTimer(peer)
    send(
      positions.lowerBound..<min(positions.upperBound, host.next), from: peer, isNew: false)
  }

  func startTimer(_ peer: Peer) {
    hosts[peer.index].timerGeneration += 1
    let wait = timing.retransmission << min(hosts[peer.index].timeouts, 6)
    queue.add(.timeout(peer, hosts[peer.index].timerGeneration), at: now + wait)
  }

  func timeOut(_ peer: Peer) {
    let host = hosts[peer.index]
    guard !host.isClosed, host.unacknowledged < host.next else { return }
    if host.timeouts == 8 {
      hosts[peer.index].isClosed = true
      return
    }
    hosts[peer.index].timeouts += 1
    hosts[peer.index].recovery = host.next
    retransmit(peer)
  }

  private func segment(
    _ positions: Range<UInt64>, _ flags: TCPFlags, from peer: Peer
  ) -> TravellingSegment {
    let host = hosts[peer.index]
    var segment = TravellingSegment(
      sender: peer, positions: positions, flags: flags, acknowledged: host.expected,
      window: host.end.window, identification: host.identification,
      timestamp: UInt32(truncatingIfNeeded: (now - timing.start) / 1_000_000 + 100_000),
      echo: host.echo,
      isHidden: isHidden)
    if host.expected > 0 {
      segment.flags.insert(.ack)
      hosts[peer.index].unanswered = 0
      hosts[peer.index].acknowledgementGeneration += 1
    }
    if connection.hasSelectiveAcknowledgement, !host.early.ranges.isEmpty {
      segment.selective = Array(host.early.ranges.suffix(3).reversed())
    }
    hosts[peer.index].identification &+= 1
    return segment
  }
}
