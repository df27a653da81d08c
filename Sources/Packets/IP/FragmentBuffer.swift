internal import Bytes

/// A piece of an IP packet, without its bytes.
struct Fragment {
  /// What the pieces of one packet have in common.
  struct Key: Equatable {
    var source: IPAddress
    var destination: IPAddress
    var identification: UInt32
    /// The protocol in IPv4; 0 in IPv6, where the identification alone is enough.
    var protocolNumber: UInt8
  }

  var key: Key
  /// The number of what the whole packet carries, as this piece tells it.
  var nextHeader: UInt8
  /// Where the piece stands in the packet's content, on the wire.
  var range: Range<Int>
  /// Whether there are pieces behind it.
  var hasMore: Bool
  var time: Timestamp
}

extension Fragment {
  /// The fragment whose IPv4 header `cursor` is behind.
  init(_ header: IPv4Header, _ cursor: Cursor, _ time: Timestamp) {
    self.init(
      key: Key(
        source: header.source, destination: header.destination,
        identification: UInt32(header.identification), protocolNumber: header.protocolNumber),
      nextHeader: header.protocolNumber,
      range: Self.range(header.fragmentOffset, header.hasMoreFragments, cursor),
      hasMore: header.hasMoreFragments, time: time)
  }

  /// The fragment whose IPv6 fragment header `cursor` is behind.
  init(_ header: IPv6FragmentHeader, _ cursor: Cursor, _ time: Timestamp) {
    self.init(
      key: Key(
        source: cursor.source, destination: cursor.destination,
        identification: header.identification, protocolNumber: 0),
      nextHeader: header.nextHeader,
      range: Self.range(header.offset, header.hasMore, cursor),
      hasMore: header.hasMore, time: time)
  }

  /// All but the last have a length of a multiple of 8 bytes; what is more is not looked at.
  private static func range(_ offset: Int, _ hasMore: Bool, _ cursor: Cursor) -> Range<Int> {
    let length = cursor.wireEnd - cursor.start
    return offset..<offset + (hasMore ? length / 8 * 8 : length)
  }
}

/// The IP packets of which pieces have come, and not yet all.
///
/// Pieces may come in any order. Where they overlap, the first copy stands. How many packets and
/// bytes are held is bounded, and the oldest is let go for a new one. Source: RFC 791 §3.2,
/// RFC 8200 §4.5, RFC 815.
struct FragmentBuffer: Sendable {
  /// What became of a piece.
  enum Outcome {
    /// It waits for others.
    case held
    /// It was the last that was missing: here is the content of the whole packet.
    case whole(Datagram)
    /// It contradicts the pieces before it, or any packet.
    case malformed
    /// It alone is more than may be held.
    case refused
  }

  /// The content of a packet that was put together.
  struct Datagram {
    /// As far as it was captured without a hole.
    var bytes: [UInt8]
    /// Its length on the wire.
    var wireLength: Int
    /// The number of what it carries.
    var nextHeader: UInt8
  }

  /// The most packets that are waiting.
  static let maximumCount = 512
  /// The most bytes that are held for them.
  static let maximumByteCount = 4 << 20
  /// How long a packet waits for its pieces, in nanoseconds of capture time.
  static let timeout: Int64 = 30_000_000_000

  /// How many packets (pieces) were put together with a later one.
  private(set) var used = 0
  /// How many pieces waited too long.
  private(set) var timedOut = 0
  /// How many pieces were let go for a bound.
  private(set) var letGo = 0
  /// The bytes that are held, with what it costs to hold them.
  private(set) var byteCount = 0
  /// Those that wait, the oldest first.
  private var waiting: [Assembly] = []

  /// How many pieces wait for others.
  var pending: Int { waiting.reduce(0) { $0 + $1.packets } }

  /// Takes a piece of which `bytes` were captured, from its start on.
  mutating func receive(_ fragment: Fragment, _ bytes: RawSpan) -> Outcome {
    expire(at: fragment.time)
    guard !fragment.range.isEmpty, fragment.range.upperBound <= 65_535 else { return .malformed }
    let index = waiting.firstIndex { $0.key == fragment.key } ?? waiting.count
    if index == waiting.count {
      waiting.append(Assembly(key: fragment.key, time: fragment.time))
      byteCount += Assembly.cost
    }
    let before = waiting[index].cost
    guard waiting[index].add(fragment, bytes) else {
      if waiting[index].packets == 0 { remove(at: index) }
      return .malformed
    }
    byteCount += waiting[index].cost - before
    if waiting[index].isWhole {
      used += waiting[index].packets - 1
      let datagram = waiting[index].datagram()
      remove(at: index)
      return .whole(datagram)
    }
    while waiting.count > Self.maximumCount || byteCount > Self.maximumByteCount {
      // The packet that is counted now counts as let go by what is returned.
      if waiting.count == 1 || waiting[0].key == fragment.key {
        letGo += waiting[0].packets - 1
        remove(at: 0)
        return .refused
      }
      letGo += waiting[0].packets
      remove(at: 0)
    }
    return .held
  }

  private mutating func expire(at time: Timestamp) {
    while let oldest = waiting.first, time.since(oldest.time) > Self.timeout {
      timedOut += oldest.packets
      remove(at: 0)
    }
  }

  private mutating func remove(at index: Int) {
    byteCount -= waiting[index].cost
    waiting.remove(at: index)
  }
}

/// The pieces of one packet.
private struct Assembly: Sendable {
  /// A part of the content, of which the first bytes were captured.
  struct Piece {
    var range: Range<Int>
    /// Where what was captured of it stands in `store`.
    var stored: Range<Int>
  }

  let key: Fragment.Key
  let time: Timestamp
  /// How many packets gave it something, or only repeated it.
  var packets = 0
  private var pieces: [Piece] = []
  private var store: [UInt8] = []
  private var covered = 0
  private var length: Int?
  private var nextHeader: UInt8 = 0

  /// What an assembly costs without any piece, roughly.
  static let cost = 256

  init(key: Fragment.Key, time: Timestamp) {
    self.key = key
    self.time = time
  }

  /// What it costs to hold, in bytes, roughly.
  var cost: Int { Self.cost + store.count + pieces.count * MemoryLayout<Piece>.stride }

  var isWhole: Bool { covered == length }

  /// Adds what is new in a fragment; false when it cannot belong to the others.
  mutating func add(_ fragment: Fragment, _ bytes: RawSpan) -> Bool {
    let range = fragment.range
    if let length {
      if range.upperBound > length || (!fragment.hasMore && range.upperBound != length) {
        return false
      }
    } else if !fragment.hasMore {
      if let last = pieces.last, last.range.upperBound > range.upperBound { return false }
      length = range.upperBound
    }
    packets += 1
    if range.lowerBound == 0 || pieces.isEmpty { nextHeader = fragment.nextHeader }
    var position = range.lowerBound
    var index = pieces.firstIndex { $0.range.upperBound > position } ?? pieces.count
    while position < range.upperBound {
      let gapEnd = index < pieces.count ? pieces[index].range.lowerBound : range.upperBound
      if position < gapEnd {
        let part = position..<min(gapEnd, range.upperBound)
        let from = min(part.lowerBound - range.lowerBound, bytes.byteCount)
        let to = min(part.upperBound - range.lowerBound, bytes.byteCount)
        let start = store.count
        bytes.extracting(from..<to).withUnsafeBytes { unsafe store.append(contentsOf: $0) }
        pieces.insert(Piece(range: part, stored: start..<store.count), at: index)
        covered += part.count
      }
      position = max(position, pieces[index].range.upperBound)
      index += 1
    }
    return true
  }

  /// The content, when it is whole.
  func datagram() -> FragmentBuffer.Datagram {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(store.count)
    for piece in pieces {
      bytes.append(contentsOf: store[piece.stored])
      if piece.stored.count < piece.range.count { break }
    }
    return FragmentBuffer.Datagram(bytes: bytes, wireLength: covered, nextHeader: nextHeader)
  }
}
