import Packets

/// A connection's two ends, the lower first: the same for both directions.
struct FlowKey {
  var low: Endpoint
  var high: Endpoint
  /// Whether the segment from which it was made goes from the lower end to the higher.
  var isFromLow: Bool

  @inline(__always)
  init(_ segment: Segment) { self.init(from: segment.source, to: segment.destination) }

  @inline(__always)
  init(from source: Endpoint, to destination: Endpoint) {
    isFromLow =
      source.address == destination.address
      ? source.port <= destination.port : source.address < destination.address
    low = isFromLow ? source : destination
    high = isFromLow ? destination : source
  }

  /// A key of no connection.
  static let none: FlowKey = {
    let nowhere = Endpoint(address: IPAddress(high: 0, low: 0), port: 0)
    return FlowKey(from: nowhere, to: nowhere)
  }()

  /// Whether the ends are the same, whatever the direction.
  @inline(__always)
  func hasSameEnds(_ other: FlowKey) -> Bool { low == other.low && high == other.high }

  @inline(__always)
  func hash(_ seed: UInt64) -> UInt64 {
    var hash = Self.mix(seed ^ (UInt64(low.port) << 16 | UInt64(high.port)), low.address.low)
    hash = Self.mix(hash, low.address.high)
    hash = Self.mix(hash, high.address.low)
    return Self.mix(hash, high.address.high)
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }
}

/// Finds the slot of a connection by its ends: open addressing, one probe for nearly all.
///
/// It remembers a pair of ends when its connection was let go, as a later SYN must be told from a
/// late packet.
struct FlowTable {
  /// What the table says of a pair of ends.
  enum Found {
    /// Nothing yet; `index` is where it goes.
    case nothing(index: Int)
    /// The slot of its connection.
    case slot(Int, index: Int)
    /// Its connection was let go; which stream that was.
    case released(stream: Int, wasEvicted: Bool, index: Int)
  }

  private struct Entry {
    var key: FlowKey
    /// Of one that was let go, the stream, as -1 less it.
    var slot: Int32
  }

  private static let empty = Int32.min
  /// Marks a stream whose connection was let go while it was open.
  private static let evicted = 1 << 30

  private var entries: [Entry]
  /// The pairs of ends that are remembered.
  private(set) var count = 0
  private let seed: UInt64
  /// Where segments went before.
  var hints = FlowHints()

  init(seed: UInt64) {
    self.seed = seed
    entries = Self.empties(1024)
  }

  private static func empties(_ count: Int) -> [Entry] {
    Array(repeating: Entry(key: .none, slot: empty), count: count)
  }

  @inline(__always)
  func find(_ key: FlowKey) -> Found {
    let mask = entries.count - 1
    var index = Int(truncatingIfNeeded: key.hash(seed)) & mask
    while true {
      let slot = entries[index].slot
      if slot == Self.empty { return .nothing(index: index) }
      if entries[index].key.hasSameEnds(key) {
        return slot >= 0
          ? .slot(Int(slot), index: index)
          : .released(
            stream: Int(-1 - slot) & ~Self.evicted,
            wasEvicted: Int(-1 - slot) & Self.evicted != 0, index: index)
      }
      index = (index + 1) & mask
    }
  }

  /// The bytes of memory that it takes.
  var footprint: Int { entries.count * MemoryLayout<Entry>.stride + hints.footprint }

  /// Whether the first sender of the connection at `index` is the lower end.
  @inline(__always)
  func isFirstLow(_ index: Int) -> Bool { entries[index].key.isFromLow }

  /// Puts a connection at an index that `find` gave; no index given before holds after it.
  mutating func set(_ key: FlowKey, slot: Int, at index: Int) {
    if entries[index].slot == Self.empty { count += 1 }
    entries[index] = Entry(key: key, slot: Int32(slot))
    if count * 4 > entries.count * 3 { grow() }
  }

  /// Marks that the connection of `key` was let go, and whether it was still open then.
  mutating func release(_ key: FlowKey, stream: Int, evicted: Bool) {
    hints.forget(key)
    guard case .slot(_, let index) = find(key) else { return }
    let stream = min(stream, Self.evicted - 1)
    entries[index].slot = Int32(-1 - (evicted ? stream | Self.evicted : stream))
  }

  /// Forgets the pairs whose connections were let go, when more than `limit` are known.
  ///
  /// - Returns: whether any was.
  mutating func forget(beyond limit: Int) -> Bool {
    guard count > limit, entries.contains(where: { $0.slot < 0 && $0.slot != Self.empty }) else {
      return false
    }
    rebuild(entries.count) { $0.slot >= 0 }
    return true
  }

  private mutating func grow() { rebuild(entries.count * 2) { $0.slot != Self.empty } }

  private mutating func rebuild(_ size: Int, _ keep: (Entry) -> Bool) {
    let old = entries
    entries = Self.empties(size)
    count = 0
    let mask = entries.count - 1
    for entry in old where keep(entry) {
      count += 1
      var index = Int(truncatingIfNeeded: entry.key.hash(seed)) & mask
      while entries[index].slot != Self.empty { index = (index + 1) & mask }
      entries[index] = entry
    }
  }
}
