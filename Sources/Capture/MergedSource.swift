public import Packets

/// The packets of several inputs as one record, in the order of time.
///
/// Of packets with the same time that of the earlier input comes first; within an input the order is
/// that of the input, also where its times go back. One packet of each input is held ready.
public final class MergedSource {
  /// The inputs, in the order given.
  public let sources: [any PacketSource]

  private var queue = MergeQueue()
  /// The input of the packet that was given last, which must be read on before the next is given.
  private var current: (any PacketSource)?
  private var hasStarted = false

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
    if let current {
      queue.replaceFirst(try current.next())
    } else if !hasStarted {
      hasStarted = true
      for (input, source) in sources.enumerated() {
        if let record = try source.next() { queue.insert(record, from: input) }
      }
    }
    let first = queue.first
    current = first.map { sources[$0.input] }
    return first.map { ($0.input, $0.record) }
  }

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  public func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R {
    guard let current else { return try body([UInt8]().span.bytes) }
    return try current.withBytes(body)
  }

  /// Calls `body` with each packet that is left: the index of its input, its record, its bytes.
  public func forEach(_ body: (Int, PacketRecord, RawSpan) throws -> Void) throws {
    while let (input, record) = try next() {
      try withBytes { try body(input, record, $0) }
    }
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
