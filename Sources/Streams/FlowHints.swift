import Bytes
import Packets

/// Where segments between IPv4 ends went: asked before the table, as most come again and again.
///
/// It has an entry for each direction, at its index or beside it, and room for few: of two that are
/// there the one that was remembered first gives way to another.
struct FlowHints {
  /// The ends of a segment as numbers, their octets in the order of the wire.
  struct Key: Equatable {
    /// That of the source first.
    var addresses: UInt64
    var ports: UInt32

    /// `nil` for what is not IPv4.
    @inline(__always)
    init?(from source: Endpoint, to destination: Endpoint) {
      guard source.address.isIPv4, destination.address.isIPv4 else { return nil }
      addresses = (source.address.low << 32 | destination.address.low & 0xFFFF_FFFF).bigEndian
      ports = (UInt32(source.port) << 16 | UInt32(destination.port)).bigEndian
    }

    /// That of a packet of IPv4 without options whose header begins at `start`, and which is known to
    /// hold that of TCP.
    @inline(__always)
    init(_ bytes: RawSpan, at start: Int) {
      addresses = bytes.integer(unchecked: start &+ 12, as: UInt64.self).bigEndian
      ports = bytes.integer(unchecked: start &+ 20, as: UInt32.self).bigEndian
    }

    /// The ends themselves, the source first.
    var ends: (source: Endpoint, destination: Endpoint) {
      let addresses = UInt64(bigEndian: addresses)
      let ports = UInt32(bigEndian: ports)
      return (
        Endpoint(
          address: IPAddress(ipv4: UInt32(addresses >> 32)), port: UInt16(ports >> 16)),
        Endpoint(
          address: IPAddress(ipv4: UInt32(truncatingIfNeeded: addresses)),
          port: UInt16(truncatingIfNeeded: ports))
      )
    }

    @inline(__always)
    fileprivate var index: Int {
      let mixed = (addresses ^ UInt64(ports) &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> UInt64(64 - FlowHints.bits))
    }
  }

  /// What is known of a direction.
  struct Target: Equatable {
    fileprivate var word: UInt32

    /// Nothing.
    static let unknown = Target(word: .max)
    /// It falls to another share.
    static let foreign = Target(word: .max - 1)

    /// That of a connection, sent by `side`.
    @inline(__always)
    init(slot: Int, _ side: Side) {
      word = UInt32(slot) << 1 | (side == .first ? 0 : 1)
    }

    fileprivate init(word: UInt32) { self.word = word }

    @inline(__always)
    var slot: Int { Int(word >> 1) }
    @inline(__always)
    var side: Side { word & 1 == 0 ? .first : .second }
  }

  fileprivate struct Hint {
    var key: Key
    var target: Target
  }

  private static let bits = 13

  private var hints: ContiguousArray<Hint>

  init() {
    let nowhere = Endpoint(address: IPAddress(ipv4: 0), port: 0)
    // Index 0 is that of these ends themselves, of which nothing is known.
    hints =
      Key(from: nowhere, to: nowhere).map { key in
        ContiguousArray(repeating: Hint(key: key, target: .unknown), count: 1 << Self.bits)
      } ?? []
  }

  /// The bytes of memory that they take.
  var footprint: Int { hints.count * MemoryLayout<Hint>.stride }

  /// They themselves, lent to be asked for many packets.
  struct Table {
    fileprivate let hints: UnsafePointer<Hint>

    @inline(__always)
    func find(_ key: Key) -> Target {
      let index = key.index
      if hints[index].key == key { return hints[index].target }
      return hints[index ^ 1].key == key ? hints[index ^ 1].target : .unknown
    }
  }

  /// Calls `body` with them.
  @inline(__always)
  func withTable<R>(_ body: (Table) -> R) -> R {
    hints.withUnsafeBufferPointer { hints in
      // No index of a key is beyond it.
      guard hints.count == 1 << Self.bits, let base = hints.baseAddress else {
        preconditionFailure("hints are as many as there are indices")
      }
      return body(Table(hints: base))
    }
  }

  func find(_ key: Key) -> Target { withTable { $0.find(key) } }

  mutating func remember(_ key: Key, _ target: Target) {
    let index = key.index
    if hints[index].key != key { hints[index ^ 1] = hints[index] }
    hints[index] = Hint(key: key, target: target)
  }

  /// Remembers both directions of a connection whose first end sends `segment`.
  mutating func remember(_ segment: Segment, _ slot: Int) {
    let (first, second) = (segment.source, segment.destination)
    if let key = Key(from: first, to: second) { remember(key, Target(slot: slot, .first)) }
    if let key = Key(from: second, to: first) { remember(key, Target(slot: slot, .second)) }
  }

  /// Forgets a connection's directions.
  mutating func forget(_ ends: FlowKey) {
    for key in [Key(from: ends.low, to: ends.high), Key(from: ends.high, to: ends.low)] {
      guard let key, find(key) != .foreign else { continue }
      for place in [key.index, key.index ^ 1] where hints[place].key == key {
        hints[place].target = .unknown
      }
    }
  }
}
