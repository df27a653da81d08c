public import Packets

/// The packets of several inputs as one record, in the order of time.
///
/// Of packets with the same time that of the earlier input comes first; within an input the order is
/// that of the input, also where its times go back. One packet of each input is held ready, but only
/// the inputs used last are kept open, so that there may be thousands of them.
public final class MergedSource {
  /// The inputs, in the order given.
  public let sources: [any PacketSource]

  private var queue = MergeQueue()
  /// The input of the packet that was given last, which must be read on before the next is given.
  private var current: (any PacketSource)?
  private var hasStarted = false
  /// The inputs that may be open, the one used last at the end.
  private var recent: [Int] = []

  /// The most inputs that are open at once.
  static let mostOpen = 32

  /// The packets of `sources`, none of which has been read from.
  public init(_ sources: [any PacketSource]) {
    self.sources = sources
  }

  /// Reads the next packet in the order of time.
  ///
  /// - Returns: The index of the input that it comes from, and its record; `nil` after the last.
  public func next() throws(CaptureError) -> (input: Int, record: PacketRecord)? {
    if sources.count == 1 {
      current = sources[0]
      return try sources[0].next().map { (0, $0) }
    }
    try prepareNext()
    guard let first = queue.first else { return nil }
    current = try use(first.input)
    return (first.input, first.record)
  }

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  public func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R {
    guard let current else { return try body([UInt8]().span.bytes) }
    return try current.withBytes(body)
  }

  /// Calls `body` with each packet that is left: the index of its input, its record, its bytes.
  ///
  /// `body` must not use the source. After an error that it throws, packets may be missing.
  public func forEach(_ body: (Int, PacketRecord, RawSpan) throws -> Void) throws {
    try forEachRow { input, packets, bytes in
      try packets.forEach(in: bytes) { record, captured in try body(input, record, captured) }
    }
  }

  /// The same, with packets that lie together at once: the index of their input, where they lie, and
  /// the bytes in which they do.
  public func forEachRow(_ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void) throws {
    if sources.count == 1 {
      return try sources[0].forEachRow(of: 0, body)
    }
    try prepareNext()
    while let (record, input) = queue.first.map({ ($0.record, $0.input) }) {
      let source = try use(input)
      try source.lend(record, of: input, body)
      // All that comes before the other inputs' packets is given without a look at them.
      let held = try source.forEachRow(until: queue.turnOfOthers, of: input, body)
      queue.replaceFirst(held)
    }
  }

  /// Brings the packet that is to be given next to the front of the queue.
  private func prepareNext() throws(CaptureError) {
    if let current {
      queue.replaceFirst(try current.next())
      self.current = nil
    } else if !hasStarted {
      hasStarted = true
      for input in sources.indices {
        if let record = try use(input).next() { queue.insert(record, from: input) }
      }
    }
  }

  /// The input of that index, open; the one that was not used for longest is closed for it.
  private func use(_ input: Int) throws(CaptureError) -> any PacketSource {
    if recent.last != input {
      if let place = recent.lastIndex(of: input) {
        recent.remove(at: place)
      } else if recent.count >= Self.mostOpen {
        sources[recent.removeFirst()].suspend()
      }
      recent.append(input)
      try sources[input].resume()
    }
    return sources[input]
  }
}

/// The packets that the inputs hold ready, at most one each: a heap, the one to be given next first.
private struct MergeQueue {
  struct Entry {
    var record: PacketRecord
    var input: Int

    static func < (a: Entry, b: Entry) -> Bool {
      a.record.time == b.record.time ? a.input < b.input : a.record.time < b.record.time
    }
  }

  private var heap: [Entry] = []

  var first: Entry? { heap.first }

  /// The time from which on packets of the first one's input come after those of others.
  var turnOfOthers: Timestamp {
    guard let first, heap.count > 1 else { return Timestamp(nanoseconds: .max) }
    let other = heap.count > 2 && heap[2] < heap[1] ? heap[2] : heap[1]
    let (time, overflow) = other.record.time.nanoseconds.addingReportingOverflow(1)
    return first.input < other.input && !overflow
      ? Timestamp(nanoseconds: time) : other.record.time
  }

  mutating func insert(_ record: PacketRecord, from input: Int) {
    heap.append(Entry(record: record, input: input))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Puts the next packet of the same input in the place of the first one, or takes it away.
  mutating func replaceFirst(_ record: PacketRecord?) {
    if let record {
      heap[0].record = record
    } else {
      let last = heap.removeLast()
      if heap.isEmpty { return }
      heap[0] = last
    }
    var parent = 0
    while true {
      let left = 2 * parent + 1
      var least = parent
      if left < heap.count, heap[left] < heap[least] { least = left }
      if left + 1 < heap.count, heap[left + 1] < heap[least] { least = left + 1 }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
