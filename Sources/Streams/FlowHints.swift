import Bytes
import Packets

/// Where segments between IPv4 ends went: asked before the table, as most come again and again.
///
/// It has an entry for each direction, and room for few: one may take the place of another.
struct FlowHints {
  /// The ends of a segment as numbers.
  struct Key: Equatable {
    /// That of the source in the high half.
    var addresses: UInt64
    var ports: UInt32

    /// `nil` for what is not IPv4.
    @inline(__always)
    init?(from source: Endpoint, to destination: Endpoint) {
      guard source.address.isIPv4, destination.address.isIPv4 else { return nil }
      addresses = source.address.low << 32 | destination.address.low & 0xFFFF_FFFF
      ports = UInt32(source.port) << 16 | UInt32(destination.port)
    }

    /// That of a packet of IPv4 without options whose header begins at `start`, and which is known to
    /// hold that of TCP.
    @inline(__always)
    init(_ bytes: RawSpan, at start: Int) {
      addresses = bytes.integer(unchecked: start &+ 12, as: UInt64.self)
      ports = bytes.integer(unchecked: start &+ 20, as: UInt32.self)
    }

    /// The ends themselves, the source first.
    var ends: (source: Endpoint, destination: Endpoint) {
      (
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

  private struct Hint {
    var key: Key
    var target: Target
  }

  private static let bits = 12

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

  @inline(__always)
  func find(_ key: Key) -> Target {
    let index = key.index
    guard hints[index].key.addresses == key.addresses, hints[index].key.ports == key.ports else {
      return .unknown
    }
    return hints[index].target
  }

  mutating func remember(_ key: Key, _ target: Target) {
    hints[key.index] = Hint(key: key, target: target)
  }

  /// Forgets a connection's directions.
  mutating func forget(_ ends: FlowKey) {
    for key in [Key(from: ends.low, to: ends.high), Key(from: ends.high, to: ends.low)] {
      guard let key, find(key) != .foreign else { continue }
      if hints[key.index].key == key { hints[key.index].target = .unknown }
    }
  }
}
