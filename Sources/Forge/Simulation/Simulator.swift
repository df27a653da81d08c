import Packets

/// One connection as it happens: two hosts, the way between them, and the capture beside it.
///
/// It is asked for one captured packet after the other and does no more than each needs, so that a
/// long connection takes little memory. It holds no bytes, only positions.
final class Simulator {
  /// What can happen at a moment.
  enum Happening {
    case arrival(from: Peer)
    case sending(Peer)
    case acknowledgement(Peer, UInt32)
    case timeout(Peer, UInt32)
    case release(Peer)
    case wake
  }

  let connection: ForgedConnection
  let timing: Timing
  var now: Int64
  var queue = EventQueue<Happening>()
  var hosts: [Host]
  var paths: [Path] = [Path(), Path()]
  var steps: [Step]
  var condition = Condition.none
  var isHidden = false
  var generators: [SeededGenerator]
  var late: [(segment: TravellingSegment, places: Int)] = []
  var captured: [TravellingSegment] = []
  var capturedRead = 0
  var capturedCount = 0
  var lastCapture: Int64
  var truth: ForgedTruth
  private var isOver = false

  init(_ connection: ForgedConnection) {
    self.connection = connection
    timing = Timing(connection)
    now = timing.start
    lastCapture = timing.start
    hosts = [
      Host(peer: .client, end: connection.clientEnd),
      Host(peer: .server, end: connection.serverEnd),
    ]
    generators = connection.faults.map { SeededGenerator(seed: $0.target.seed) }
    truth = ForgedTruth(client: connection.client, server: connection.server)
    steps = Step.steps(connection).reversed()
    queue.add(.wake, at: timing.start)
  }

  /// The next packet that the capture holds, in the order of time; `nil` when there is none.
  func next() -> TravellingSegment? {
    while true {
      if capturedRead < captured.count {
        capturedRead += 1
        return captured[capturedRead - 1]
      }
      captured.removeAll(keepingCapacity: true)
      capturedRead = 0
      if isOver { return nil }
      if let happening = queue.removeFirst() {
        now = happening.time
        handle(happening.element)
        advance()
      } else {
        isOver = true
        flushLate()
      }
    }
  }

  /// Notes in the truth that the capture holds `segment`.
  func noteCaptured(_ segment: TravellingSegment) {
    truth.packets += 1
    truth[segment.sender].captured.insert(segment.data)
    if segment.flags.contains(.syn) { truth[segment.sender].hasCapturedOpening = true }
    if segment.flags.contains(.fin) { truth[segment.sender].hasCapturedFinish = true }
    let other = segment.sender.other
    if segment.flags.contains(.ack) {
      let offset = dataOffset(segment.acknowledged, of: other)
      truth[other].acknowledgedInCapture = max(truth[other].acknowledgedInCapture, offset)
    }
  }

  /// The stream offset of a position, which may also be that after the FIN.
  func dataOffset(_ position: UInt64, of peer: Peer) -> UInt64 {
    max(1, min(position, hosts[peer.index].queued)) - 1
  }

  private func handle(_ happening: Happening) {
    switch happening {
    case .arrival(let sender): arrive(from: sender)
    case .sending(let peer):
      hosts[peer.index].isPumpScheduled = false
      pump(peer)
    case .acknowledgement(let peer, let generation):
      if generation == hosts[peer.index].acknowledgementGeneration, !hosts[peer.index].isClosed {
        acknowledge(peer)
      }
    case .timeout(let peer, let generation):
      if generation == hosts[peer.index].timerGeneration { timeOut(peer) }
    case .release(let peer): releaseHeld(peer)
    case .wake: break
    }
  }
}

extension Peer {
  /// 0 for the client, 1 for the server.
  var index: Int { self == .client ? 0 : 1 }
}
