import Packets

/// The packets of all connections of a capture, in the order of time.
///
/// Of packets at the same time that of the connection which has waited longest comes first.
struct PacketMerger {
  /// The next packet, not yet made into bytes.
  enum Item {
    case segment(TravellingSegment, SegmentRenderer, connection: Int)
    case stray(StrayPacket)
  }

  /// A connection that has begun, and its next packet.
  private struct Source {
    var simulator: Simulator
    var renderer: SegmentRenderer
    var next: TravellingSegment
  }

  private let capture: ForgedCapture
  private var sources: [Source?]
  /// Connections and strays (numbered on after the connections) not yet begun, last first.
  private var waiting: [(time: Int64, number: Int)]
  private var queue = EventQueue<Int>()
  private var count = 0
  private(set) var truth: [ForgedTruth]

  init(_ capture: ForgedCapture) {
    self.capture = capture
    sources = capture.connections.map { _ in nil }
    let starts = capture.connections.map(\.start) + capture.strays.map(\.time)
    waiting = starts.enumerated().map { ($0.element.nanoseconds, $0.offset) }
    waiting.sort { ($0.time, $0.number) > ($1.time, $1.number) }
    truth = capture.connections.map { ForgedTruth(client: $0.client, server: $0.server) }
  }

  /// The next packet that the capture keeps.
  mutating func next() -> Item? {
    while let item = nextOfAll() {
      count += 1
      if capture.kept?.contains(count - 1) ?? true {
        if case .segment(let segment, _, let number) = item {
          sources[number]?.simulator.noteCaptured(segment)
        }
        pull(item)
        return item
      }
      pull(item)
    }
    return nil
  }

  private mutating func nextOfAll() -> Item? {
    while let first = waiting.last, first.time <= queue.firstTime ?? .max {
      waiting.removeLast()
      begin(first.number, at: first.time)
    }
    guard let number = queue.removeFirst()?.element else { return nil }
    if let source = sources.indices.contains(number) ? sources[number] : nil {
      return .segment(source.next, source.renderer, connection: number)
    }
    return .stray(capture.strays[number - capture.connections.count])
  }

  private mutating func begin(_ number: Int, at time: Int64) {
    guard sources.indices.contains(number) else {
      queue.add(number, at: time)
      return
    }
    let connection = capture.connections[number]
    let simulator = Simulator(connection)
    guard let next = simulator.next() else {
      truth[number] = simulator.truth
      return
    }
    let renderer = SegmentRenderer(connection, link: capture.link)
    sources[number] = Source(simulator: simulator, renderer: renderer, next: next)
    queue.add(number, at: next.time)
  }

  /// Fetches the packet after `item` from the same connection.
  private mutating func pull(_ item: Item) {
    guard case .segment(_, _, let number) = item, let simulator = sources[number]?.simulator else {
      return
    }
    if let next = simulator.next() {
      sources[number]?.next = next
      queue.add(number, at: next.time)
    } else {
      truth[number] = simulator.truth
      sources[number] = nil
    }
  }
}
