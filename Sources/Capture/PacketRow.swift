internal import Packets

/// Packets that are given together: neighbours in one block, whose times never go back.
///
/// There is room for as many as stay in the processor's cache.
final class PacketRow {
  static let capacity = 128

  private let memory: UnsafeMutableBufferPointer<PlacedPacket>
  /// How many there are; who sets it has put so many.
  var count = 0 {
    didSet { precondition(count >= 0 && count <= Self.capacity) }
  }

  init() {
    unsafe memory = .allocate(capacity: Self.capacity)
  }

  deinit { unsafe memory.deallocate() }

  /// The packet at a place below `count`.
  subscript(place: Int) -> PlacedPacket {
    precondition(place >= 0 && place < count)
    return unsafe memory[place]
  }

  /// Puts a packet at a place, whatever was there.
  @inline(__always)
  func put(_ packet: PlacedPacket, at place: Int) {
    precondition(place >= 0 && place < Self.capacity)
    unsafe memory.initializeElement(at: place, to: packet)
  }

  /// Calls `body` with the places for packets, and has so many packets as it says that it put there.
  @inline(__always)
  func fill(_ body: (UnsafeMutablePointer<PlacedPacket>) -> Int) {
    // There is room for as many as it was made for.
    if let first = unsafe memory.baseAddress { unsafe count = body(first) }
  }

  /// Keeps the packets that are wanted.
  func keep(_ isWanted: (PlacedPacket) -> Bool) {
    var kept = 0
    for place in 0..<count where isWanted(self[place]) {
      put(self[place], at: kept)
      kept += 1
    }
    count = kept
  }

  /// Calls `body` with the packets.
  @inline(__always)
  func withSpan<E: Error>(_ body: (Span<PlacedPacket>) throws(E) -> Void) throws(E) {
    try unsafe body(Span(_unsafeElements: memory.extracting(0..<count)))
  }
}
