extension Simulator {
  /// Takes the script as far as it goes now.
  func advance() {
    while isMet(condition), let step = steps.popLast() {
      switch step {
      case .open: open()
      case .hide(let hides):
        isHidden = hides
        condition = .none
      case .perform(let event): perform(event)
      }
    }
  }

  private func isMet(_ condition: Condition) -> Bool {
    switch condition {
    case .none: true
    case .established: hosts[0].isEstablished || hosts[0].isClosed
    case .received(let peer, let position):
      hosts[peer.index].expected >= position || hosts[0].isClosed || hosts[1].isClosed
    case .time(let time): now >= time
    case .settled:
      hosts[0].isSettled && hosts[1].isSettled && paths[0].isEmpty && paths[1].isEmpty
    }
  }

  private func open() {
    switch connection.opening {
    case .midstream:
      for index in 0...1 {
        hosts[index].isOpening = true
        hosts[index].unacknowledged = 1
        hosts[index].next = 1
        hosts[index].expected = 1
      }
    case .handshake:
      hosts[0].isOpening = true
      pump(.client)
      condition = .established
    case .simultaneous:
      for peer in Peer.allCases {
        hosts[peer.index].isOpening = true
        pump(peer)
      }
      condition = .established
    }
  }

  private func perform(_ event: ForgedEvent) {
    condition = .none
    switch event {
    case .start(let peer, let payload):
      write(payload.count, by: peer)
    case .send(let peer, let payload):
      write(payload.count, by: peer)
      condition = .received(peer.other, position: hosts[peer.index].queued)
    case .until(let peer, let count):
      condition = .received(peer, position: count + 1)
    case .pause(let duration):
      let time = now + duration.nanoseconds
      condition = .time(time)
      queue.add(.wake, at: time)
    case .settle:
      condition = .settled
    case .finish(let peer):
      hosts[peer.index].isFinishing = true
      pump(peer)
      condition = .received(peer.other, position: hosts[peer.index].limit)
    case .reset(let peer):
      reset(peer)
    case .keepAlive(let peer):
      probe(peer)
      condition = .time(now + timing.roundTrip + 1)
      queue.add(.wake, at: now + timing.roundTrip + 1)
    case .window(let peer, let size):
      hosts[peer.index].end.window = size
      acknowledge(peer)
    case .unseen:
      preconditionFailure("unseen events are steps of their own")
    }
  }

  private func write(_ count: UInt64, by peer: Peer) {
    precondition(!hosts[peer.index].isFinishing, "an end that has finished cannot send")
    if hosts[peer.index].isClosed { return }
    hosts[peer.index].queued += count
    pump(peer)
  }
}
