import Packets

extension Simulator {
  /// Takes the next segment of `sender` off the way.
  func arrive(from sender: Peer) {
    guard let segment = paths[sender.index].removeFirst() else { return }
    let receiver = sender.other
    if connection.vantage == receiver { capture(segment) }
    if segment.isLost || hosts[receiver.index].isClosed { return }
    if segment.flags.contains(.rst) {
      hosts[receiver.index].isClosed = true
      return
    }
    hosts[receiver.index].echo = segment.timestamp
    if segment.flags.contains(.ack) { takeAcknowledgement(segment, at: receiver) }
    if segment.isProbe { acknowledge(receiver) }
    if !segment.positions.isEmpty { takeData(segment, at: receiver) }
  }

  private func takeData(_ segment: TravellingSegment, at receiver: Peer) {
    truth[segment.sender].received.insert(segment.data)
    var isUrgent = hosts[receiver.index].take(segment.positions)
    if segment.flags.contains(.syn) {
      isUrgent = true
      if hosts[receiver.index].next == 0 {
        hosts[receiver.index].isOpening = true
        pump(receiver)
        return
      }
      if hosts[receiver.index].unacknowledged == 0 {
        // A simultaneous opening: the SYN is sent again, now with an acknowledgement.
        send(0..<1, from: receiver, isNew: false)
        return
      }
    }
    if segment.flags.contains(.fin) { isUrgent = true }
    if isUrgent || hosts[receiver.index].unanswered >= connection.acknowledgesEvery {
      acknowledge(receiver)
      pump(receiver)
    } else {
      hosts[receiver.index].acknowledgementGeneration += 1
      queue.add(
        .acknowledgement(receiver, hosts[receiver.index].acknowledgementGeneration),
        at: now + timing.delayedAcknowledgement)
    }
  }

  private func takeAcknowledgement(_ segment: TravellingSegment, at peer: Peer) {
    let host = hosts[peer.index]
    if segment.acknowledged > host.unacknowledged {
      hosts[peer.index].unacknowledged = segment.acknowledged
      hosts[peer.index].duplicateAcknowledgements = 0
      hosts[peer.index].timeouts = 0
      hosts[peer.index].timerGeneration += 1
      truth[peer].acknowledged = dataOffset(segment.acknowledged, of: peer)
      if segment.acknowledged >= host.recovery ?? 0 { hosts[peer.index].recovery = nil }
      // A partial acknowledgement: the next hole is sent again at once, if there is one.
      let tellsHole = !connection.hasSelectiveAcknowledgement || !segment.selective.isEmpty
      if hosts[peer.index].recovery != nil, tellsHole {
        retransmit(peer)
      } else if segment.acknowledged < host.next {
        startTimer(peer)
      }
      pump(peer)
    } else if segment.acknowledged == host.unacknowledged, host.unacknowledged < host.next,
      segment.positions.isEmpty
    {
      hosts[peer.index].duplicateAcknowledgements += 1
      if host.duplicateAcknowledgements == 2, host.recovery == nil {
        hosts[peer.index].recovery = host.next
        retransmit(peer)
      }
    }
  }
}
